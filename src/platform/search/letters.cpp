#include "platform/search/letters.hpp"

#include <xapian.h>

#include <array>

namespace passerelle::search {
namespace {

constexpr char32_t not_a_letter = 0xFFFD;

/// U+00DF to U+00FF without their accents.
constexpr std::array<char const*, 33> latin1 { "ss", "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e",
    "e", "i", "i", "i", "i", "d", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "y" };

struct Range {
    char32_t last;
    char const* letters;
};

/// Latin Extended-A, U+0100 to U+017F, by the last letter of each run.
constexpr std::array<Range, 26> latin_extended { { { 0x105, "a" }, { 0x10D, "c" }, { 0x111, "d" },
    { 0x11B, "e" }, { 0x123, "g" }, { 0x127, "h" }, { 0x131, "i" }, { 0x133, "ij" }, { 0x135, "j" },
    { 0x138, "k" }, { 0x142, "l" }, { 0x14B, "n" }, { 0x151, "o" }, { 0x153, "oe" }, { 0x159, "r" },
    { 0x161, "s" }, { 0x167, "t" }, { 0x173, "u" }, { 0x175, "w" }, { 0x178, "y" }, { 0x17E, "z" },
    { 0x17F, "s" } } };

/// Nothing for a letter that has no plain form.
char const* plain_letters(char32_t letter)
{
    if (letter >= 0xDF && letter <= 0xFF)
        return latin1[letter - 0xDF];
    if (letter >= 0x100 && letter <= 0x17F)
        for (auto const& range : latin_extended)
            if (letter <= range.last)
                return range.letters;
    return nullptr;
}

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

} // namespace

char32_t decode(std::string_view text, std::size_t& place)
{
    auto const lead = static_cast<unsigned char>(text[place]);
    if (lead < 0x80) {
        ++place;
        return lead;
    }
    auto const size = lead >= 0xF8 ? 0u : lead >= 0xF0 ? 4u : lead >= 0xE0 ? 3u : lead >= 0xC2 ? 2u : 0u;
    if (size == 0 || place + size > text.size()) {
        ++place;
        return not_a_letter;
    }
    char32_t letter = lead & (0x7Fu >> size);
    for (auto i = 1u; i < size; ++i) {
        auto const next = static_cast<unsigned char>(text[place + i]);
        if ((next & 0xC0) != 0x80) {
            ++place;
            return not_a_letter;
        }
        letter = (letter << 6) | (next & 0x3Fu);
    }
    place += size;
    return letter > 0x10FFFF || (letter >= 0xD800 && letter <= 0xDFFF) ? not_a_letter : letter;
}

void append_utf8(std::string& text, char32_t letter)
{
    auto const push = [&](char32_t byte) { text += static_cast<char>(byte); };
    if (letter < 0x80) {
        push(letter);
    } else if (letter < 0x800) {
        push(0xC0 | (letter >> 6));
        push(0x80 | (letter & 0x3F));
    } else if (letter < 0x10000) {
        push(0xE0 | (letter >> 12));
        push(0x80 | ((letter >> 6) & 0x3F));
        push(0x80 | (letter & 0x3F));
    } else {
        push(0xF0 | (letter >> 18));
        push(0x80 | ((letter >> 12) & 0x3F));
        push(0x80 | ((letter >> 6) & 0x3F));
        push(0x80 | (letter & 0x3F));
    }
}

bool is_digit(char32_t letter) { return letter >= '0' && letter <= '9'; }

bool is_combining_mark(char32_t letter) { return letter >= 0x300 && letter <= 0x36F; }

bool is_word_letter(char32_t letter)
{
    if (letter < 0x80)
        return is_digit(letter) || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    if (letter == not_a_letter)
        return false;
    return Xapian::Unicode::is_wordchar(letter);
}

char32_t lower(char32_t letter)
{
    if (letter < 0x80)
        return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
    if (letter == 0xB5) // the micro sign is written for the Greek letter
        return 0x3BC;
    return Xapian::Unicode::tolower(letter);
}

char32_t composed(char32_t letter, char32_t mark)
{
    constexpr std::u32string_view letters = U"aeiouAEIOUcCnN";
    struct Row {
        char32_t mark;
        std::u32string_view letters;
    };
    static constexpr std::array<Row, 6> rows { { { 0x300, U"àèìòùÀÈÌÒÙ" }, { 0x301, U"áéíóúÁÉÍÓÚ" },
        { 0x302, U"âêîôûÂÊÎÔÛ" }, { 0x308, U"äëïöüÄËÏÖÜ" }, { 0x327, U"          çÇ" },
        { 0x303, U"            ñÑ" } } };
    auto const place = letters.find(letter);
    for (auto const& row : rows)
        if (row.mark == mark && place < row.letters.size() && row.letters[place] != U' ')
            return row.letters[place];
    return 0;
}

std::string plain(std::string_view lower_case)
{
    std::string result;
    result.reserve(lower_case.size());
    for (std::size_t place = 0; place < lower_case.size();) {
        auto const letter = decode(lower_case, place);
        if (auto const* letters = plain_letters(letter))
            result += letters;
        else if (!is_combining_mark(letter))
            append_utf8(result, letter);
    }
    return result;
}

std::string spelling_key(std::string_view lower_case)
{
    auto const folded = plain(lower_case);
    std::string result;
    result.reserve(folded.size());
    for (std::size_t i = 0; i < folded.size(); ++i) {
        result += folded[i];
        auto const umlaut = folded[i] == 'a' || folded[i] == 'o' || folded[i] == 'u';
        auto const free = i == 0 || !(is_vowel(folded[i - 1]) || folded[i - 1] == 'q');
        if (umlaut && free && i + 1 < folded.size() && folded[i + 1] == 'e')
            ++i;
    }
    return result;
}

std::string folded_words(std::string_view text)
{
    std::string words;
    for (std::size_t place = 0; place < text.size();) {
        auto const letter = decode(text, place);
        if (is_word_letter(letter) || is_combining_mark(letter))
            append_utf8(words, lower(letter));
        else if (!words.empty() && words.back() != ' ')
            words += ' ';
    }
    if (!words.empty() && words.back() == ' ')
        words.pop_back();
    return spelling_key(words);
}

} // namespace passerelle::search
