#include "platform/i18n/format.hpp"

#include "base/ensure.hpp"
#include "platform/i18n/icu.hpp"

#include <fmt/format.h>
#include <unicode/currunit.h>
#include <unicode/dcfmtsym.h>
#include <unicode/measunit.h>
#include <unicode/numberformatter.h>
#include <unicode/ucurr.h>

#include <cmath>

namespace passerelle::i18n {
namespace {

using icu::number::LocalizedNumberFormatter;
using icu::number::Precision;

constexpr int decimals_max = 6;

/// CLDR 48 groups by ' (U+0027) in Switzerland's German; the ICU of Debian 12 still by ’ (U+2019).
icu::DecimalFormatSymbols symbols_of(Lang lang)
{
    using Symbols = icu::DecimalFormatSymbols;
    UErrorCode status = U_ZERO_ERROR;
    Symbols symbols(swiss_locale(lang), status);
    check(status);
    for (auto const kind : { Symbols::kGroupingSeparatorSymbol, Symbols::kMonetaryGroupingSeparatorSymbol })
        if (symbols.getConstSymbol(kind) == icu::UnicodeString(u"’"))
            symbols.setSymbol(kind, icu::UnicodeString(u"'"));
    return symbols;
}

LocalizedNumberFormatter formatter_of(Lang lang)
{
    return icu::number::NumberFormatter::withLocale(swiss_locale(lang)).symbols(symbols_of(lang));
}

std::string text_of(icu::number::FormattedNumber const& number)
{
    UErrorCode status = U_ZERO_ERROR;
    auto const text = number.toTempString(status);
    check(status);
    return to_utf8(text);
}

/// Formatters do not change and are shared by all threads.
LocalizedNumberFormatter const& whole_numbers(Lang lang)
{
    static auto const formatters = for_each_lang(formatter_of);
    return formatters[index_of(lang)];
}

using ByDecimals = std::array<LocalizedNumberFormatter, decimals_max + 1>;

ByDecimals by_decimals(LocalizedNumberFormatter const& formatter)
{
    ByDecimals all;
    for (int i = 0; i <= decimals_max; ++i)
        all[static_cast<std::size_t>(i)] = formatter.precision(Precision::maxFraction(i));
    return all;
}

std::string with_decimals(ByDecimals const& formatters, double value, int decimals)
{
    ensure(decimals >= 0 && decimals <= decimals_max);
    UErrorCode status = U_ZERO_ERROR;
    auto const number = formatters[static_cast<std::size_t>(decimals)].formatDouble(value, status);
    check(status);
    return text_of(number);
}

/// `123450` with two digits is `1234.50`, exactly.
std::string decimal_text(std::int64_t minor, int digits)
{
    auto const negative = minor < 0;
    auto const size = negative ? 0 - static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor);
    auto text = fmt::format("{:0{}}", size, digits + 1);
    if (digits > 0)
        text.insert(text.size() - static_cast<std::size_t>(digits), ".");
    return negative ? "-" + text : text;
}

std::u16string currency_of(Money money) { return { money.currency.begin(), money.currency.end() }; }

LocalizedNumberFormatter amounts_of(Lang lang, std::u16string const& currency)
{
    UErrorCode status = U_ZERO_ERROR;
    auto const unit = icu::CurrencyUnit(currency.c_str(), status);
    check(status);
    return formatter_of(lang).unit(unit).unitWidth(UNUM_UNIT_WIDTH_ISO_CODE);
}

LocalizedNumberFormatter const& francs(Lang lang)
{
    static auto const formatters = for_each_lang([](Lang each) { return amounts_of(each, u"CHF"); });
    return formatters[index_of(lang)];
}

struct SizeUnit {
    double bytes;
    icu::MeasureUnit (*unit)();
};

SizeUnit size_unit(double bytes)
{
    using icu::MeasureUnit;
    if (bytes >= 999.95e6)
        return { 1e9, MeasureUnit::getGigabyte };
    if (bytes >= 999.95e3)
        return { 1e6, MeasureUnit::getMegabyte };
    if (bytes >= 1000)
        return { 1e3, MeasureUnit::getKilobyte };
    return { 1, MeasureUnit::getByte };
}

} // namespace

std::string number(std::int64_t value, Lang lang)
{
    UErrorCode status = U_ZERO_ERROR;
    auto const formatted = whole_numbers(lang).formatInt(value, status);
    check(status);
    return text_of(formatted);
}

std::string number(double value, Lang lang, int decimals)
{
    static auto const formatters = for_each_lang([](Lang each) { return by_decimals(formatter_of(each)); });
    return with_decimals(formatters[index_of(lang)], value, decimals);
}

std::string percent(double ratio, Lang lang, int decimals)
{
    static auto const formatters = for_each_lang([](Lang each) {
        auto const percent = formatter_of(each).unit(icu::MeasureUnit::getPercent());
        return by_decimals(percent.scale(icu::number::Scale::powerOfTen(2)));
    });
    return with_decimals(formatters[index_of(lang)], ratio, decimals);
}

std::string amount(Money money, Lang lang)
{
    UErrorCode status = U_ZERO_ERROR;
    if (money.currency_code() == "CHF") {
        auto const formatted = francs(lang).formatDecimal(decimal_text(money.minor, 2), status);
        check(status);
        return text_of(formatted);
    }
    auto const currency = currency_of(money);
    auto const digits = ucurr_getDefaultFractionDigits(currency.c_str(), &status);
    auto const formatted
        = amounts_of(lang, currency).formatDecimal(decimal_text(money.minor, digits), status);
    check(status);
    return text_of(formatted);
}

std::string file_size(std::int64_t bytes, Lang lang)
{
    auto const unit = size_unit(static_cast<double>(bytes));
    UErrorCode status = U_ZERO_ERROR;
    auto const formatted = formatter_of(lang)
                               .unit(unit.unit())
                               .unitWidth(UNUM_UNIT_WIDTH_SHORT)
                               .precision(Precision::maxFraction(1))
                               .formatDouble(static_cast<double>(bytes) / unit.bytes, status);
    check(status);
    return text_of(formatted);
}

} // namespace passerelle::i18n
