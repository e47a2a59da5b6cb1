#pragma once

#include "platform/search/name_order.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace passerelle::search {

/// Where a list was cut: behind this document. Opaque outside; what does not decode is no cursor.
struct ListCursor {
    NameKey name;                ///< of lists by name
    std::optional<double> score; ///< of lists by relevance, which keep no name
};

std::string encoded(ListCursor const& cursor);
std::optional<ListCursor> decoded(std::string_view text);

} // namespace passerelle::search
