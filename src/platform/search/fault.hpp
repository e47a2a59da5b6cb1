#pragma once

#include <stdexcept>

namespace passerelle::search {

/// Disk, permissions, a broken index. `reindex` heals the last.
class SearchFault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What is there can no longer be read as an index, after a power cut on a disk that lies for instance: it is
/// to be built anew.
class IndexDamaged : public SearchFault {
public:
    using SearchFault::SearchFault;
};

} // namespace passerelle::search
