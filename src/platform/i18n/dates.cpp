#include "platform/i18n/format.hpp"

#include "base/ensure.hpp"
#include "platform/i18n/icu.hpp"

#include <fmt/format.h>
#include <unicode/smpdtfmt.h>

#include <array>
#include <memory>
#include <unordered_map>

namespace passerelle::i18n {
namespace {

constexpr std::size_t dates_remembered = 1'000;

struct DateFormats {
    std::unique_ptr<icu::DateFormat> day, day_of_week, month, day_and_time;
};

std::unique_ptr<icu::DateFormat> in_utc(icu::DateFormat* format)
{
    ensure(format != nullptr);
    format->setTimeZone(*icu::TimeZone::getGMT());
    return std::unique_ptr<icu::DateFormat>(format);
}

DateFormats make_formats(Lang lang)
{
    using icu::DateFormat;
    auto const locale = swiss_locale(lang);
    UErrorCode status = U_ZERO_ERROR;
    DateFormats formats {
        in_utc(DateFormat::createDateInstance(DateFormat::kLong, locale)),
        in_utc(DateFormat::createDateInstance(DateFormat::kFull, locale)),
        in_utc(DateFormat::createInstanceForSkeleton("yMMMM", locale, status)),
        in_utc(DateFormat::createDateTimeInstance(DateFormat::kLong, DateFormat::kShort, locale)),
    };
    check(status);
    return formats;
}

/// Making one takes twenty times as long as using it, and none may be used by two threads at once.
DateFormats const& formats_of(Lang lang)
{
    thread_local auto const formats = for_each_lang(make_formats);
    return formats[index_of(lang)];
}

/// CLDR writes `1 novembre`; French writes `1er novembre`, for the first day of a month alone.
void write_first_day(icu::UnicodeString& text, LocalDate date, Lang lang)
{
    if (lang != Lang::fr || unsigned(date.ymd().day()) != 1)
        return;
    auto const place = text.indexOf(u'1');
    if (place >= 0)
        text.insert(place + 1, u"er");
}

/// Milliseconds as if the clock on the wall showed UTC, which is what the formats are set to.
UDate as_icu(LocalDateTime const& local)
{
    auto const day = std::chrono::sys_days(local.date.ymd()).time_since_epoch();
    return static_cast<UDate>(std::chrono::milliseconds(day).count() + local.time_of_day.milliseconds);
}

std::string written(icu::DateFormat const& format, LocalDateTime const& local, Lang lang)
{
    icu::UnicodeString text;
    format.format(as_icu(local), text);
    write_first_day(text, local.date, lang);
    return to_utf8(text);
}

} // namespace

std::string long_date(LocalDate date, Lang lang)
{
    // ICU takes ten microseconds for each, and pages name the same days again and again.
    using DaysSinceEpoch = std::chrono::sys_days::rep;
    thread_local std::array<std::unordered_map<DaysSinceEpoch, std::string>, interface_langs.size()> known;
    auto& texts = known[index_of(lang)];
    if (texts.size() >= dates_remembered)
        texts.clear();
    auto& text = texts[std::chrono::sys_days(date.ymd()).time_since_epoch().count()];
    if (text.empty())
        text = written(*formats_of(lang).day, { date, {} }, lang);
    return text;
}

std::string full_date(LocalDate date, Lang lang)
{
    return written(*formats_of(lang).day_of_week, { date, {} }, lang);
}

std::string short_date(LocalDate date)
{
    auto const ymd = date.ymd();
    return fmt::format("{:02}.{:02}.{}", unsigned(ymd.day()), unsigned(ymd.month()), int(ymd.year()));
}

std::string month_and_year(LocalDate date, Lang lang)
{
    icu::UnicodeString text;
    return to_utf8(formats_of(lang).month->format(as_icu({ date, {} }), text));
}

std::string date_time(LocalDateTime const& local, Lang lang)
{
    return written(*formats_of(lang).day_and_time, local, lang);
}

std::string date_time(Instant instant, Zone const& zone, Lang lang)
{
    return date_time(to_local(instant, zone), lang);
}

std::string time_of_day(LocalDateTime const& local)
{
    return fmt::format("{:02}:{:02}", local.hour(), local.minute());
}

} // namespace passerelle::i18n
