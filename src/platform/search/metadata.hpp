#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What the index knows of itself, kept with each commit.
namespace passerelle::search::metadata {

inline std::string const seq_key = "seq";
inline std::string const commit_key = "commit";

/// The commits whose changes are remembered, so that readers catch up without reading all documents again.
inline constexpr std::uint64_t deltas_kept = 64;
/// A commit with more changes than this is caught up by reading all again.
inline constexpr std::size_t delta_documents_max = 5'000;

inline std::string delta_key(std::uint64_t commit) { return "delta:" + std::to_string(commit); }

/// How a word is written whose folded form is `folded`.
inline std::string spelling_key(std::string_view folded) { return std::string("word:").append(folded); }

std::string packed(std::vector<std::uint32_t> const& documents);
std::vector<std::uint32_t> unpacked(std::string_view bytes);

/// 0 for what is no number.
std::int64_t number(std::string_view text);

} // namespace passerelle::search::metadata
