#include "platform/i18n/fold.hpp"

#include "platform/i18n/icu.hpp"

#include <unicode/brkiter.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <memory>

namespace passerelle::i18n {
namespace {

/// Letters that Unicode does not decompose, although they are written as two, or as one without its stroke,
/// where a keyboard lacks them.
std::u16string_view plain_letters(UChar32 letter)
{
    switch (letter) {
    case U'œ':
        return u"oe";
    case U'æ':
        return u"ae";
    case U'ø':
        return u"o";
    case U'ł':
        return u"l";
    case U'đ':
    case U'ð':
        return u"d";
    case U'þ':
        return u"th";
    case U'ı':
        return u"i";
    default:
        return {};
    }
}

bool is_mark(UChar32 c)
{
    auto const type = u_charType(c);
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

/// Case folded, compatibility forms and accents taken apart, invisible characters gone.
icu::UnicodeString taken_apart(icu::UnicodeString const& text)
{
    UErrorCode status = U_ZERO_ERROR;
    static auto const& case_fold = *icu::Normalizer2::getNFKCCasefoldInstance(status);
    static auto const& decompose = *icu::Normalizer2::getNFKDInstance(status);
    auto result = decompose.normalize(case_fold.normalize(text, status), status);
    check(status);
    return result;
}

icu::UnicodeString fold_utf16(icu::UnicodeString const& text)
{
    auto const apart = taken_apart(text);
    icu::UnicodeString result;
    auto space_due = false;
    for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
        auto const c = apart.char32At(i);
        if (is_mark(c))
            continue;
        if (!u_isalnum(c)) {
            space_due = !result.isEmpty();
            continue;
        }
        if (space_due)
            result.append(u' ');
        space_due = false;
        auto const plain = plain_letters(c);
        if (plain.empty())
            result.append(c);
        else
            result.append(plain.data(), static_cast<std::int32_t>(plain.size()));
    }
    return result;
}

bool is_ascii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string fold_ascii(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    for (auto const c : text) {
        auto const lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        auto const keeps = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
        if (keeps)
            result += lower;
        else if (!result.empty() && result.back() != ' ')
            result += ' ';
    }
    if (!result.empty() && result.back() == ' ')
        result.pop_back();
    return result;
}

/// Composed first, so that an umlaut written as a letter and a combining mark is one.
icu::UnicodeString umlauts_written_out(std::string_view text)
{
    UErrorCode status = U_ZERO_ERROR;
    static auto const& compose = *icu::Normalizer2::getNFCInstance(status);
    auto result = compose.normalize(from_utf8(text), status);
    check(status);
    result.findAndReplace(u"ä", u"ae").findAndReplace(u"ö", u"oe").findAndReplace(u"ü", u"ue");
    return result.findAndReplace(u"Ä", u"AE").findAndReplace(u"Ö", u"OE").findAndReplace(u"Ü", u"UE");
}

icu::Collator& collator(Lang lang)
{
    // A collator keeps buffers, so each thread has its own.
    thread_local auto const collators = for_each_lang([](Lang each) {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(swiss_locale(each), status));
        check(status);
        made->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status); // Halle 2 before Halle 10
        check(status);
        return made;
    });
    return *collators[index_of(lang)];
}

icu::BreakIterator& character_breaks()
{
    thread_local auto const breaks = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::BreakIterator> made(
            icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
        check(status);
        return made;
    }();
    return *breaks;
}

} // namespace

std::string fold(std::string_view text)
{
    return is_ascii(text) ? fold_ascii(text) : to_utf8(fold_utf16(from_utf8(text)));
}

std::string fold_umlaut(std::string_view text)
{
    return is_ascii(text) ? fold_ascii(text) : to_utf8(fold_utf16(umlauts_written_out(text)));
}

std::vector<std::string> fold_variants(std::string_view text)
{
    std::vector<std::string> variants { fold(text) };
    auto umlaut = fold_umlaut(text);
    if (umlaut != variants.front())
        variants.push_back(std::move(umlaut));
    return variants;
}

std::string collation_key(std::string_view text, Lang lang)
{
    auto const source = from_utf8(text);
    auto const& order = collator(lang);
    std::string key(std::size_t(source.length()) * 3 + 16, '\0');
    auto const write = [&] {
        return order.getSortKey(
            source, reinterpret_cast<std::uint8_t*>(key.data()), static_cast<std::int32_t>(key.size()));
    };
    auto const size = static_cast<std::size_t>(write());
    if (size > key.size()) {
        key.resize(size);
        write();
    }
    key.resize(size - 1); // ICU ends its keys with a zero
    return key;
}

std::string collator_version()
{
    UVersionInfo version;
    collator(Lang::fr).getVersion(version);
    char text[U_MAX_VERSION_STRING_LENGTH] {};
    u_versionToString(version, text);
    return text;
}

std::string slug(std::string_view text, Lang lang, std::size_t size_max, std::string_view fallback)
{
    std::string result;
    for (auto const c : lang == Lang::de ? fold_umlaut(text) : fold(text)) {
        if (static_cast<unsigned char>(c) >= 0x80)
            continue;
        if (c != ' ')
            result += c;
        else if (!result.empty() && result.back() != '-')
            result += '-';
    }
    if (result.size() > size_max) {
        auto const hyphen = result.rfind('-', size_max);
        auto const near = hyphen != std::string::npos && hyphen * 3 >= size_max * 2;
        result.resize(near ? hyphen : size_max);
    }
    while (!result.empty() && result.back() == '-')
        result.pop_back();
    return result.empty() ? std::string(fallback) : result;
}

std::string composed(std::string_view text)
{
    UErrorCode status = U_ZERO_ERROR;
    auto const* const normalizer = icu::Normalizer2::getNFCInstance(status);
    check(status);
    auto const result = normalizer->normalize(from_utf8(text), status);
    check(status);
    return to_utf8(result);
}

std::string lower(std::string_view text) { return to_utf8(from_utf8(text).toLower(icu::Locale::getRoot())); }

std::string upper_first(std::string_view text)
{
    auto source = from_utf8(text);
    auto const first = source.moveIndex32(0, 1);
    auto const head = icu::UnicodeString(source, 0, first).toUpper(icu::Locale::getRoot());
    return to_utf8(source.replace(0, first, head));
}

std::string shorten(std::string_view text, std::size_t characters_max)
{
    auto const source = from_utf8(text);
    auto& breaks = character_breaks();
    breaks.setText(source);
    if (characters_max == 0
        || breaks.next(static_cast<std::int32_t>(characters_max)) == icu::BreakIterator::DONE
        || breaks.current() >= source.length())
        return characters_max == 0 ? std::string() : std::string(text);
    breaks.first();
    auto cut = characters_max == 1 ? 0 : breaks.next(static_cast<std::int32_t>(characters_max - 1));
    auto const blank = source.lastIndexOf(u' ', 0, cut + 1);
    if (blank * 3 >= cut * 2)
        cut = blank;
    while (cut > 0 && u_isUWhiteSpace(source.charAt(cut - 1)))
        --cut;
    return to_utf8(icu::UnicodeString(source, 0, cut)) + "…";
}

} // namespace passerelle::i18n
