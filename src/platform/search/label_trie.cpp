#include "platform/search/label_trie.hpp"

#include <algorithm>

namespace passerelle::search {
namespace {

std::uint64_t edge(TrieNode node, StemId stem) { return (std::uint64_t(node) << 32) | stem; }

} // namespace

StemId LabelTrie::known_stem(std::string const& stem)
{
    return stems_.try_emplace(stem, static_cast<StemId>(stems_.size() + 1)).first->second;
}

void LabelTrie::add(std::span<std::string const> stems, TrieLabel label, bool everyday)
{
    auto node = trie_root;
    for (auto const& stem : stems) {
        auto const [found, fresh]
            = edges_.try_emplace(edge(node, known_stem(stem)), static_cast<TrieNode>(everyday_.size()));
        if (fresh)
            everyday_.push_back(false);
        node = found->second;
    }
    if (node == trie_root)
        return;
    if (everyday)
        everyday_[node] = true;
    added_.emplace_back(node, label);
}

void LabelTrie::finish()
{
    // A concept stands once at a node, by its first label there.
    auto const key = [](auto const& each) {
        return std::tuple(each.first, each.second.concept_number, each.second.label);
    };
    std::sort(added_.begin(), added_.end(), [&](auto const& a, auto const& b) { return key(a) < key(b); });
    auto const same = [](auto const& a, auto const& b) {
        return a.first == b.first && a.second.concept_number == b.second.concept_number;
    };
    added_.erase(std::unique(added_.begin(), added_.end(), same), added_.end());
    first_label_.assign(everyday_.size() + 1, 0);
    for (auto const& [node, label] : added_)
        ++first_label_[node + 1];
    for (std::size_t node = 1; node < first_label_.size(); ++node)
        first_label_[node] += first_label_[node - 1];
    labels_.reserve(added_.size());
    for (auto const& [node, label] : added_)
        labels_.push_back(label);
    added_ = {};
}

StemId LabelTrie::stem(std::string_view stem) const
{
    auto const found = stems_.find(stem);
    return found == stems_.end() ? no_stem : found->second;
}

TrieNode LabelTrie::child(TrieNode node, StemId stem) const
{
    auto const found = edges_.find(edge(node, stem));
    return found == edges_.end() ? trie_root : found->second;
}

std::span<TrieLabel const> LabelTrie::labels(TrieNode node) const
{
    return std::span(labels_).subspan(first_label_[node], first_label_[node + 1] - first_label_[node]);
}

} // namespace passerelle::search
