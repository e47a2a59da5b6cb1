#pragma once

#include <set>
#include <string>
#include <string_view>

namespace passerelle::crypto {

/// Text as somebody who guesses sees it: one code point a place, lower case, Latin accents folded.
std::u32string folded(std::string_view utf8);

/// What the guesser is supposed to try besides characters, repetitions and sequences.
struct GuesserKnows {
    bool common_words = false;
    std::set<std::u32string> context; ///< folded
};

/// Bits of the cheapest way to put `text` together from pieces: a character, a repetition of something before
/// it, a walk over alphabet, digits or keyboard, a year, a common word, a word of the context. (The idea of
/// estimating by pieces is that of D. Wheeler, "zxcvbn", USENIX Security 2016.)
double guess_effort(std::u32string_view text, GuesserKnows const&);

} // namespace passerelle::crypto
