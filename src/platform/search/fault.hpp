#pragma once

#include <stdexcept>

namespace passerelle::search {

/// Disk, permissions, a broken index. `reindex` heals the last.
class SearchFault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

} // namespace passerelle::search
