#pragma once

#include "platform/search/document.hpp"
#include "platform/search/label_trie.hpp"
#include "platform/search/reading.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace passerelle::search {

/// How much a word weighs by where it stands; a part of a compound half of it.
inline constexpr std::uint32_t weight_offers = 6;
inline constexpr std::uint32_t weight_summary = 4;
inline constexpr std::uint32_t weight_description = 3;
inline constexpr std::uint32_t weight_name = 2;
inline constexpr std::uint32_t weight_confirmed = 12;

/// Where a concept stands in a document, in whose words. Kept with the document, to tell why it was found.
struct Surface {
    std::string concept_id;
    std::string text;
    Lang lang;
    Side side = Side::Offers;
    Audience audience;
};

/// What comes back with a hit.
struct Kept {
    std::string name;
    Lang lang;
    std::vector<Surface> surfaces;
};

std::string packed(Kept const& kept);
Kept unpacked(std::string_view data);

/// A document as the index stores it.
struct Analysed {
    TextMap<std::uint32_t> terms; ///< with their weight; 0 for those that only filter
    std::string identity;         ///< for `identity_slot`
    Kept kept;
    std::vector<std::string> words; ///< of texts that everybody may see, for "did you mean"
};

Analysed analysed(Document const& document, TextReader& reader);

} // namespace passerelle::search
