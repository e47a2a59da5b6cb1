#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Single letters for the tokeniser, which needs byte offsets and the speed to read 100,000 profiles; whole
/// texts are folded by `platform/i18n/fold.hpp`.
namespace passerelle::search {

/// The code point at `place`, which moves behind it. A byte that is not UTF-8 is U+FFFD.
char32_t decode(std::string_view text, std::size_t& place);
void append_utf8(std::string& text, char32_t letter);

bool is_digit(char32_t letter);
bool is_word_letter(char32_t letter); ///< letters and digits of every script
char32_t lower(char32_t letter);

/// A letter and the combining mark after it as one letter, 0 where there is none.
char32_t composed(char32_t letter, char32_t mark);
bool is_combining_mark(char32_t letter);

/// Lower-case text without accents: é as e, ä as a, ß as ss, œ as oe.
std::string plain(std::string_view lower_case);

/// As `plain`, with ae, oe, ue as a, o, u where they may stand for an umlaut, so that Müller, Mueller and
/// Muller meet: for names, labels and the parts of compounds. `spelling_key("mueller") == "muller"`, "neue"
/// stays.
std::string spelling_key(std::string_view lower_case);

/// Letters and digits in lower case with one blank between words, as a `spelling_key`.
std::string folded_words(std::string_view text);

} // namespace passerelle::search
