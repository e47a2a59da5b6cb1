#pragma once

#include "platform/search/analysis.hpp"
#include "platform/search/query.hpp"
#include "platform/search/ranking.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace passerelle::search {

/// Why `ranking` found a document, in the order of the query.
std::vector<Reason> reasons(Ranking const& ranking, DocNumber number, Kept const& kept, Query const& query,
    Thesaurus const& thesaurus);

/// A part of a text to be marked, in bytes.
struct Passage {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool operator==(Passage const&) const = default;
};

/// Where a text says what `reasons` tell, in its order, without overlaps.
std::vector<Passage> passages(
    Thesaurus const& thesaurus, std::string_view text, Lang lang, std::vector<Reason> const& reasons);

} // namespace passerelle::search
