#include "platform/i18n/format.hpp"

#include "platform/i18n/fold.hpp"
#include "platform/i18n/icu.hpp"

#include <unicode/listformatter.h>

#include <memory>
#include <unordered_map>

namespace passerelle::i18n {
namespace {

/// Names by two-letter code; ICU takes microseconds to find one.
using Names = std::unordered_map<std::string, std::string>;

Names language_names(Lang in)
{
    Names names;
    for (auto const* code = icu::Locale::getISOLanguages(); *code; ++code) {
        icu::UnicodeString name;
        if (std::string_view(*code).size() == 2)
            names.emplace(*code, to_utf8(icu::Locale(*code).getDisplayLanguage(swiss_locale(in), name)));
    }
    return names;
}

Names own_names()
{
    Names names;
    for (auto const* code = icu::Locale::getISOLanguages(); *code; ++code) {
        icu::UnicodeString name;
        icu::Locale const locale(*code);
        if (std::string_view(*code).size() == 2)
            names.emplace(*code, upper_first(to_utf8(locale.getDisplayLanguage(locale, name))));
    }
    return names;
}

Names country_names(Lang in)
{
    Names names;
    for (auto const* code = icu::Locale::getISOCountries(); *code; ++code) {
        icu::UnicodeString name;
        names.emplace(*code, to_utf8(icu::Locale("", *code).getDisplayCountry(swiss_locale(in), name)));
    }
    return names;
}

std::array<Names, interface_langs.size()> const& all_country_names()
{
    static auto const names = for_each_lang(country_names);
    return names;
}

/// What people write, in a form in which it meets.
Names country_codes()
{
    Names codes;
    for (auto const& names : all_country_names()) {
        for (auto const& [code, name] : names) {
            codes.emplace(fold(name), code);
            codes.emplace(fold_umlaut(name), code);
            codes.emplace(fold(code), code);
        }
    }
    return codes;
}

std::string found_or(Names const& names, std::string_view code)
{
    auto const found = names.find(std::string(code));
    return found == names.end() ? std::string(code) : found->second;
}

std::unique_ptr<icu::ListFormatter> list_formatter(Lang lang, UListFormatterType type)
{
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::ListFormatter> made(
        icu::ListFormatter::createInstance(swiss_locale(lang), type, ULISTFMT_WIDTH_WIDE, status));
    check(status);
    return made;
}

icu::ListFormatter const& list_formatter_of(Lang lang, ListWord word)
{
    static auto const all_and
        = for_each_lang([](Lang each) { return list_formatter(each, ULISTFMT_TYPE_AND); });
    static auto const all_or
        = for_each_lang([](Lang each) { return list_formatter(each, ULISTFMT_TYPE_OR); });
    return word == ListWord::And ? *all_and[index_of(lang)] : *all_or[index_of(lang)];
}

} // namespace

std::string list(std::vector<std::string> const& items, Lang lang, ListWord word)
{
    std::vector<icu::UnicodeString> parts;
    for (auto const& item : items)
        parts.push_back(from_utf8(item));
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString text;
    list_formatter_of(lang, word).format(parts.data(), static_cast<std::int32_t>(parts.size()), text, status);
    check(status);
    return to_utf8(text);
}

std::string lang_name(Lang named, Lang in)
{
    static auto const names = for_each_lang(language_names);
    return found_or(names[index_of(in)], named.code());
}

std::string own_name(Lang lang)
{
    static auto const names = own_names();
    return found_or(names, lang.code());
}

std::string country_name(std::string_view code, Lang in)
{
    return found_or(all_country_names()[index_of(in)], code);
}

std::string country_code(std::string_view name)
{
    static auto const codes = country_codes();
    auto const found = codes.find(fold(name));
    return found == codes.end() ? std::string() : found->second;
}

} // namespace passerelle::i18n
