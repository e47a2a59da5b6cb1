#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace passerelle::search {

/// An index folder holds one generation in use, named by the link `current`, and at times the next one being
/// built beside it. The link is replaced in one step, so there is always a whole index or none. The names
/// carry the format's number: an index of another format is as good as none.
namespace generations {

/// The generation in use, nothing where there is none that this program can read.
std::optional<std::filesystem::path> current(std::filesystem::path const& folder);

/// A fresh empty folder for the next generation.
std::filesystem::path make_next(std::filesystem::path const& folder);

/// What was written to its files without waiting for the disk is there afterwards, and so are their names.
void make_durable(std::filesystem::path const& generation);

/// The names in the folder are there after a power cut.
void sync_folder(std::filesystem::path const& folder);

/// Makes `generation` the one in use and removes all others.
void switch_to(std::filesystem::path const& folder, std::filesystem::path const& generation);

/// Differs whenever the index in use was committed to or switched.
struct Stamp {
    std::uint64_t device = 0;
    std::uint64_t file = 0;
    std::int64_t nanoseconds = 0;
    auto operator<=>(Stamp const&) const = default;
};

/// One system call; all zero without an index.
Stamp stamp(std::filesystem::path const& folder);

} // namespace generations

} // namespace passerelle::search
