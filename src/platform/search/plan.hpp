#pragma once

#include "platform/search/query.hpp"
#include "platform/search/reading.hpp"
#include "platform/search/snapshot.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::search {

/// One thing that the index may have instead of what was asked for, and how much less it is worth.
struct PlanTerm {
    std::string term;
    float weight = 1;
    Saturation saturation = Saturation::Word;
    std::optional<Concept> concept_number;
    bool near = false;   ///< only near what was asked for: looked at where too little is found
    std::string text {}; ///< the word as people write it, where it is another than the query's
    Lang lang {};        ///< of `text`
};

struct Unit;

/// Several things that together are what was asked for: the parts of a compound, the words of a translation.
struct Way {
    float weight = 1;
    std::vector<Unit> parts;
};

/// One thing that was asked for, in all the ways that a document may say it.
struct Unit {
    std::string text;        ///< the words of the query
    std::string word;        ///< folded, where it is one word that is no concept
    std::uint32_t begin = 0; ///< bytes of the query
    std::uint32_t end = 0;
    std::vector<Concept> concepts;
    std::vector<PlanTerm> terms; ///< the heaviest first
    std::vector<Way> ways {};
};

/// Hostile queries are cut, not refused.
inline constexpr std::size_t query_bytes_max = 1'000;
inline constexpr std::size_t query_words_max = 32;
inline constexpr std::size_t units_max = 16;

/// What to look for. Whatever language the reader has, the words may be in another.
std::vector<Unit> plan(
    std::string_view text, Lang lang, Side side, std::shared_ptr<Thesaurus const> const& thesaurus);

/// Adds the names that begin with a word which is no concept.
void add_names(std::vector<Unit>& units, Snapshot const& snapshot);

/// The first bytes of `text` that make whole letters, at most `bytes_max`.
std::string_view cut(std::string_view text, std::size_t bytes_max);

} // namespace passerelle::search
