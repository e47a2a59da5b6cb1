#pragma once

#include "base/lang.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Texts brought to a common form, to look up, sort and name. All take and return UTF-8; bytes that are not
/// are read as U+FFFD. Safe to call from any thread.
namespace passerelle::i18n {

/// A key under which spellings meet: case folded, accents removed, ß as ss, œ as oe, æ as ae, everything but
/// letters and digits as one space, trimmed. `fold("L’Œuvre  Sàrl") == "l oeuvre sarl"`, `fold("Müller") ==
/// "muller"`.
std::string fold(std::string_view text);

/// As `fold`, with ä, ö, ü written ae, oe, ue: `muller` for no one, `mueller` for Müller and Mueller.
std::string fold_umlaut(std::string_view text);

/// Both keys, the second only where it differs.
std::vector<std::string> fold_variants(std::string_view text);

/// Bytes that sort as a dictionary of the language does (ICU, fr-CH, de-CH, en-CH). Comparable within one
/// language and one version of ICU: `collator_version` belongs beside keys that are stored.
std::string collation_key(std::string_view text, Lang lang);

std::string collator_version();

/// Lower-case ASCII letters, digits and single hyphens for an address, `fallback` where nothing is left; cut
/// at a hyphen where one is near. German umlauts become ae, oe, ue where `lang` is German.
std::string slug(
    std::string_view text, Lang lang = Lang::fr, std::size_t size_max = 60, std::string_view fallback = "x");

/// Normal form C (UAX 15): the same bytes however a keyboard composes its accents. For passwords.
std::string composed(std::string_view text);

/// Lower and upper case of every language, not of ASCII alone.
std::string lower(std::string_view text);
std::string upper_first(std::string_view text);

/// At most `characters_max` grapheme clusters, an ellipsis included where something was cut, at a word's end
/// where one is near.
std::string shorten(std::string_view text, std::size_t characters_max);

/// Candidates that `word` may be a slip for, the nearest first: the fewest letters changed, swapped, added or
/// dropped between the folded forms, at most a third of the word's length.
std::vector<std::string> nearest(
    std::string_view word, std::vector<std::string> const& candidates, std::size_t count_max = 3);

} // namespace passerelle::i18n
