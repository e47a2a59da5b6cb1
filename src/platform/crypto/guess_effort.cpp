#include "platform/crypto/guess_effort.hpp"

#include "base/embedded.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace passerelle {
std::span<EmbeddedFile const> embedded_common_words();
}

namespace passerelle::crypto {
namespace {

constexpr double digit_bits = 3.3;
constexpr double letter_bits = 4.7;
constexpr double other_bits = 6;
constexpr double blank_bits = 2;
constexpr double context_bits = 1;
constexpr double copy_bits = 4;
constexpr double walk_bits = 6;
constexpr double year_bits = 7;
constexpr double word_bits = 11;    // about two thousand words
constexpr double disguise_bits = 2; // p4ssw0rd
constexpr std::size_t word_length_max = 32;
constexpr std::size_t piece_length_min = 3;

constexpr std::array<std::u32string_view, 26> walks { U"abcdefghijklmnopqrstuvwxyz", U"01234567890",
    U"qwertzuiop", U"asdfghjkl", U"yxcvbnm", U"qwertyuiop", U"zxcvbnm", U"azertyuiop", U"qsdfghjklm",
    U"wxcvbn", U"1qay", U"2wsx", U"3edc", U"4rfv", U"5tgb", U"6zhn", U"7ujm", U"1qaz", U"6yhn", U"8ik,",
    U"9ol.", U"!@#$%^&*()", U"+\"*ç%&/()=", U"13579", U"02468", U"147258369" };

/// Lower-case letters of Latin-1 from U+00E0 on, without their accents; `.` keeps the character.
constexpr std::u32string_view latin_1_folds = U"aaaaaa.ceeeeiiii.nooooo.ouuuuy.y";

char32_t fold(char32_t c)
{
    if (c >= U'A' && c <= U'Z')
        return c + 0x20;
    if (c == 0xDF)
        return U's';
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7)
        c += 0x20;
    if (c >= 0xE0 && c <= 0xFF && latin_1_folds[c - 0xE0] != U'.')
        return latin_1_folds[c - 0xE0];
    return c;
}

char32_t undisguised(char32_t c)
{
    constexpr std::u32string_view disguise = U"0134578@$!€";
    constexpr std::u32string_view meant = U"oieastbasie";
    auto const place = disguise.find(c);
    return place == std::u32string_view::npos ? c : meant[place];
}

/// The list, with `ae`, `oe`, `ue` also as what a folded umlaut leaves.
std::set<std::u32string, std::less<>> read_common_words()
{
    std::set<std::u32string, std::less<>> words;
    for (auto const& file : embedded_common_words()) {
        for (auto const line : split(file.content, '\n')) {
            if (line.empty() || line.starts_with('#'))
                continue;
            std::u32string word(line.begin(), line.end());
            words.insert(word);
            for (auto const umlaut : { U'a', U'o', U'u' })
                for (auto place = word.find({ umlaut, U'e' }); place != word.npos;
                     place = word.find({ umlaut, U'e' }))
                    word.erase(place + 1, 1);
            words.insert(std::move(word));
        }
    }
    return words;
}

bool is_common_word(std::u32string_view piece)
{
    static auto const words = read_common_words();
    return words.contains(piece);
}

bool is_walk(std::u32string_view piece)
{
    std::u32string const backwards(piece.rbegin(), piece.rend());
    return std::any_of(walks.begin(), walks.end(), [&](std::u32string_view walk) {
        return walk.find(piece) != walk.npos || walk.find(backwards) != walk.npos;
    });
}

bool is_year(std::u32string_view piece)
{
    auto const is_digit = [](char32_t c) { return c >= U'0' && c <= U'9'; };
    return piece.size() == 4 && (piece.starts_with(U"19") || piece.starts_with(U"20")) && is_digit(piece[2])
        && is_digit(piece[3]);
}

double character_bits(char32_t c)
{
    if (c >= U'0' && c <= U'9')
        return digit_bits;
    if (c >= U'a' && c <= U'z')
        return letter_bits;
    return c == U' ' || c == U'-' || c == U'_' || c == U'.' ? blank_bits : other_bits;
}

/// At each place, how long what stands there repeats what began anywhere before it (overlapping, as in
/// "aaaa").
std::vector<std::size_t> copy_lengths(std::u32string_view text)
{
    std::vector<std::size_t> longest(text.size() + 1, 0);
    std::vector<std::size_t> common(text.size() + 2, 0);
    for (auto first = text.size(); first-- > 0;) {
        for (auto second = first + 1; second < text.size(); ++second) {
            common[second] = text[first] == text[second] ? common[second + 1] + 1 : 0;
            longest[second] = std::max(longest[second], common[second]);
        }
    }
    return longest;
}

class Guesser {
public:
    Guesser(std::u32string_view text, GuesserKnows const& knows)
        : text_(text),
          plain_(text),
          knows_(knows),
          copies_(copy_lengths(text))
    {
        std::transform(plain_.begin(), plain_.end(), plain_.begin(), undisguised);
    }

    double effort() const
    {
        std::vector<double> best(text_.size() + 1, 0);
        for (std::size_t end = 1; end <= text_.size(); ++end) {
            best[end] = best[end - 1] + character_bits(text_[end - 1]);
            for (std::size_t start = 0; start + piece_length_min <= end; ++start)
                best[end] = std::min(best[end], best[start] + piece_bits(start, end - start));
        }
        return best.back();
    }

private:
    double piece_bits(std::size_t start, std::size_t length) const
    {
        auto const piece = text_.substr(start, length);
        if (length <= word_length_max && knows_.context.contains(std::u32string(piece)))
            return context_bits;
        if (length <= copies_[start])
            return copy_bits;
        if (length > word_length_max)
            return unknown;
        if (is_walk(piece))
            return walk_bits;
        if (is_year(piece))
            return year_bits;
        return knows_.common_words ? common_word_bits(start, length) : unknown;
    }

    double common_word_bits(std::size_t start, std::size_t length) const
    {
        if (is_common_word(text_.substr(start, length)))
            return word_bits;
        return is_common_word(std::u32string_view(plain_).substr(start, length)) ? word_bits + disguise_bits
                                                                                 : unknown;
    }

    static constexpr double unknown = 1e9;
    std::u32string_view text_;
    std::u32string plain_;
    GuesserKnows const& knows_;
    std::vector<std::size_t> copies_;
};

} // namespace

std::u32string folded(std::string_view utf8)
{
    std::u32string text;
    for (std::size_t place = 0; place < utf8.size();) {
        auto const lead = static_cast<unsigned char>(utf8[place++]);
        char32_t c = lead < 0x80 ? lead : lead & (lead >= 0xF0 ? 0x07u : lead >= 0xE0 ? 0x0Fu : 0x1Fu);
        for (; place < utf8.size() && (static_cast<unsigned char>(utf8[place]) & 0xC0) == 0x80; ++place)
            c = c << 6 | (static_cast<unsigned char>(utf8[place]) & 0x3Fu);
        text += fold(c);
    }
    return text;
}

double guess_effort(std::u32string_view text, GuesserKnows const& knows)
{
    return Guesser(text, knows).effort();
}

} // namespace passerelle::crypto
