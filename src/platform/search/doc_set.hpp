#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace passerelle::search {

/// A document within one snapshot: small numbers, with gaps where documents were removed.
using DocNumber = std::uint32_t;

/// A set of documents, one bit each: 12.5 KB for 100,000.
class DocSet {
public:
    DocSet() = default;
    /// Room for the numbers below `size`.
    explicit DocSet(std::size_t size) : words_((size + 63) / 64) {}

    void add(DocNumber number) { words_[number / 64] |= std::uint64_t(1) << (number % 64); }
    bool has(DocNumber number) const { return (words_[number / 64] >> (number % 64)) & 1; }

    std::size_t count() const
    {
        std::size_t count = 0;
        for (auto const word : words_)
            count += static_cast<std::size_t>(std::popcount(word));
        return count;
    }

    DocSet& operator&=(DocSet const& other)
    {
        return combine(other, [](auto a, auto b) { return a & b; });
    }
    DocSet& operator|=(DocSet const& other)
    {
        return combine(other, [](auto a, auto b) { return a | b; });
    }
    DocSet& remove(DocSet const& other)
    {
        return combine(other, [](auto a, auto b) { return a & ~b; });
    }

    template<class Act>
    void each(Act act) const
    {
        for (std::size_t i = 0; i < words_.size(); ++i)
            for (auto word = words_[i]; word != 0; word &= word - 1)
                act(static_cast<DocNumber>(i * 64 + static_cast<std::size_t>(std::countr_zero(word))));
    }

    std::size_t bytes() const { return words_.size() * sizeof(std::uint64_t); }
    bool operator==(DocSet const&) const = default;

private:
    /// Both have the same size: those of one snapshot do.
    template<class Combine>
    DocSet& combine(DocSet const& other, Combine combine)
    {
        for (std::size_t i = 0; i < words_.size(); ++i)
            words_[i] = combine(words_[i], other.words_[i]);
        return *this;
    }

    std::vector<std::uint64_t> words_;
};

} // namespace passerelle::search
