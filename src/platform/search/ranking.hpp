#pragma once

#include "platform/search/plan.hpp"
#include "platform/search/snapshot.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace passerelle::search {

/// A unit of the query with the documents that have it.
struct LoadedTerm {
    PlanTerm const* term;
    std::shared_ptr<Postings const> postings;
};
struct LoadedUnit {
    Unit const* unit;
    std::vector<LoadedTerm> terms; ///< those that any document has, the heaviest first
    float rarity = 0;              ///< what having it is worth
    float importance = 0;          ///< its share in having everything that was asked for
};

struct Ranked {
    double score = 0;
    DocNumber number = 0;
    std::uint32_t rank = 0; ///< by name, which decides between equal scores
};

/// The documents that answer a query, scored. All words are asked for; where too few documents have them all, most
/// will do, then any.
class Ranking {
public:
    Ranking(Snapshot const& snapshot, std::vector<Unit> const& units, std::vector<Audience> const& audiences);
    ~Ranking();
    Ranking(Ranking const&) = delete;
    Ranking& operator=(Ranking const&) = delete;

    /// Words that nothing has.
    std::vector<Unit const*> const& unknown() const { return unknown_; }
    bool nothing() const { return units_.empty(); }

    /// Which of `visible` answer the query.
    DocSet select(DocSet const& visible);
    std::int64_t complete() const { return complete_; } ///< how many of them have everything

    /// The best of `wanted`, which `select` answered, behind `after`.
    std::vector<Ranked> best(DocSet const& wanted, std::size_t count, std::optional<Ranked> const& after) const;

    std::vector<LoadedUnit> const& units() const { return units_; }
    bool has_unit(DocNumber number, std::size_t unit) const { return (scores_->units[number] >> unit) & 1; }

private:
    void load(std::vector<Unit> const& units, std::vector<Audience> const& audiences);
    void add(LoadedUnit const& unit, std::size_t place);
    float coverage(DocNumber number) const;
    double score(DocNumber number) const;

    Snapshot const& snapshot_;
    std::shared_ptr<NameOrder const> names_;
    std::unique_ptr<Scores> scores_;
    std::vector<LoadedUnit> units_;
    std::vector<Unit const*> unknown_;
    std::int64_t complete_ = 0;
};

} // namespace passerelle::search
