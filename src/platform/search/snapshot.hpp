#pragma once

#include "platform/search/cache.hpp"
#include "platform/search/doc_set.hpp"
#include "platform/search/facet_rows.hpp"
#include "platform/search/fault.hpp"
#include "platform/search/generations.hpp"
#include "platform/search/lengths.hpp"
#include "platform/search/name_order.hpp"
#include "platform/search/query.hpp"
#include "platform/search/thesaurus.hpp"

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace passerelle::search {

/// The index went on and the snapshot can no longer be read: ask again with a fresh one.
class StaleSnapshot : public SearchFault {
public:
    using SearchFault::SearchFault;
};

/// The documents of one term, with how strongly each has it, from 0 to 255.
struct Postings {
    std::vector<DocNumber> documents; ///< ascending
    std::vector<std::uint8_t> strength;

    std::size_t size() const { return documents.size(); }
    bool has(DocNumber number) const;
};

/// How the weight of a term becomes a strength.
enum class Saturation { Word, Concept, Name };

/// Where ranking adds up, by document number; as large as the index and used again by the next query, which
/// finds it all zero.
struct Scores {
    struct Level {
        std::vector<float> unit;
        std::vector<float> way;
    };
    std::vector<float> total;
    std::array<Level, 4> levels; ///< of a unit, of the parts of its ways, of theirs
};

/// The index as it was at one commit, with what was read from it so far. Everything is read when first
/// needed. Safe to use from any thread. Every call may throw StaleSnapshot.
class Snapshot {
public:
    /// An index of today or none; takes over from `before` what is still true.
    static std::shared_ptr<Snapshot const> open(std::filesystem::path const& folder,
        std::shared_ptr<Thesaurus const> thesaurus, std::shared_ptr<Snapshot const> before);
    ~Snapshot();

    bool exists() const { return path_.has_value(); }
    generations::Stamp const& stamp() const { return stamp_; }
    std::shared_ptr<Thesaurus const> const& thesaurus() const { return thesaurus_; }
    std::int64_t seq() const { return seq_; }
    std::size_t documents() const { return documents_; }
    std::size_t numbers() const { return numbers_; } ///< all document numbers are below

    std::shared_ptr<NameOrder const> names() const;
    std::shared_ptr<FacetRows const> facets() const;

    /// Empty where nothing has the term.
    std::shared_ptr<Postings const> postings(std::string const& term, Saturation saturation) const;
    std::shared_ptr<DocSet const> documents_with(std::string const& term) const;
    /// The documents that everybody or one of `audiences` may see.
    std::shared_ptr<DocSet const> visible_to(std::vector<std::string> const& audiences) const;

    std::optional<DocNumber> number_of(Uuid const& id) const;
    std::string data(DocNumber number) const;
    std::size_t place_after(NameKey const& key) const;
    std::optional<NameKey> name_key(DocNumber number) const;

    std::vector<std::string> terms_starting_with(std::string const& prefix, std::size_t count_max) const;
    /// The nearest word that the index knows, as it is written; empty where none is near.
    std::string corrected(std::string const& folded_word) const;

    /// Lent for one query.
    std::unique_ptr<Scores> borrow_scores() const;
    void give_back(std::unique_ptr<Scores> scores) const;

    Cache<Answer>& answers() const { return answers_; }
    Cache<std::vector<std::uint32_t>>& facet_counts() const { return facet_counts_; }

private:
    struct Handles;
    template<class Value>
    struct Lazy {
        std::mutex mutex;
        std::shared_ptr<Value const> value;
    };

    Snapshot(std::filesystem::path const& folder, std::shared_ptr<Thesaurus const> thesaurus);
    void take_over(Snapshot const& before);
    std::optional<std::vector<DocNumber>> changed_since(Snapshot const& before) const;
    std::shared_ptr<Lengths const> lengths() const;
    template<class Read>
    auto read(Read read) const;
    template<class Value, class Load>
    std::shared_ptr<Value const> lazily(Lazy<Value>& lazy, Load load) const;

    std::shared_ptr<Thesaurus const> thesaurus_;
    generations::Stamp stamp_;
    std::optional<std::filesystem::path> path_;
    std::uint64_t commit_ = 0;
    std::int64_t seq_ = 0;
    std::size_t documents_ = 0;
    std::size_t numbers_ = 1;

    std::unique_ptr<Handles> handles_;
    mutable Lazy<NameOrder> names_;
    mutable Lazy<FacetRows> facets_;
    mutable Lazy<Lengths> lengths_;
    mutable Cache<Postings> postings_;
    mutable Cache<DocSet> sets_;
    mutable Cache<Answer> answers_;
    mutable Cache<std::vector<std::uint32_t>> facet_counts_;
    mutable std::mutex scores_mutex_;
    mutable std::vector<std::unique_ptr<Scores>> scores_;
};

} // namespace passerelle::search
