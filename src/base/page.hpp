#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace passerelle {

/// Which part of a list is asked for. Lists are paged by key: `after` is the opaque cursor of the last row
/// seen.
struct PageRequest {
    int limit = 50; ///< 1 to 200, clamped at the border
    std::string after;
};

/// One part of a list, with the cursor of the next where there is one.
template<class T>
struct Page {
    std::vector<T> items;
    std::string next;                  ///< empty at the end
    std::optional<std::int64_t> total; ///< where counting is cheap
};

} // namespace passerelle
