#pragma once

#include "platform/search/query.hpp"
#include "platform/search/snapshot.hpp"

#include <string>
#include <vector>

namespace passerelle::search {

/// What one snapshot answers. May throw StaleSnapshot.
Answer answer(Snapshot const& snapshot, Query const& query);

/// Names and labels that complete what was typed so far.
std::vector<Suggestion> suggestions(Snapshot const& snapshot, std::string_view typed, Lang lang,
    std::vector<Audience> const& audiences, std::size_t count_max);

} // namespace passerelle::search
