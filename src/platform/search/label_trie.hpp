#pragma once

#include "platform/search/concept.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace passerelle::search {

/// Lets a map of strings be asked with a view.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept
    {
        return std::hash<std::string_view>()(text);
    }
};

template<class Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

using StemId = std::uint32_t;
using TrieNode = std::uint32_t;
inline constexpr StemId no_stem = 0;
inline constexpr TrieNode trie_root = 0; ///< also "no such child"

/// What stands at the end of a path: the concept, and which of its labels led there.
struct TrieLabel {
    Concept concept_number;
    std::uint32_t label;
};

/// The labels of one language as paths of stems. Filled with `add`, then `finish`ed and only read.
class LabelTrie {
public:
    /// An everyday label counts only in company; one such label makes its whole path so.
    void add(std::span<std::string const> stems, TrieLabel label, bool everyday);
    void finish();

    StemId stem(std::string_view stem) const;
    TrieNode child(TrieNode node, StemId stem) const;
    std::span<TrieLabel const> labels(TrieNode node) const;
    bool everyday(TrieNode node) const { return everyday_[node]; }

private:
    StemId known_stem(std::string const& stem);

    TextMap<StemId> stems_;
    std::unordered_map<std::uint64_t, TrieNode> edges_;
    std::vector<bool> everyday_ { false };
    std::vector<std::pair<TrieNode, TrieLabel>> added_;
    std::vector<TrieLabel> labels_;
    std::vector<std::uint32_t> first_label_;
};

} // namespace passerelle::search
