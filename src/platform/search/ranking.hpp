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
struct LoadedWay;
struct LoadedUnit {
    Unit const* unit;
    std::vector<LoadedTerm>
        terms;            ///< those that any document has, the heaviest first; near ones only where needed
    float rarity = 0;     ///< what having it is worth
    float importance = 0; ///< its share in having everything that was asked for
    std::vector<LoadedWay> ways {};
};
struct LoadedWay {
    float weight;
    std::vector<LoadedUnit> parts;
};

struct Ranked {
    double score = 0;
    DocNumber number = 0;
    std::uint32_t rank = 0; ///< by name, which decides between equal scores
};

/// The documents that answer a query, scored. All words are asked for; where too few documents have them all,
/// most will do, then any. Only the documents that answer are scored.
class Ranking {
public:
    Ranking(Snapshot const& snapshot, std::vector<Unit> const& units, std::vector<Audience> const& audiences);
    ~Ranking();
    Ranking(Ranking const&) = delete;
    Ranking& operator=(Ranking const&) = delete;

    /// Words that nothing has.
    std::vector<Unit const*> const& unknown() const { return unknown_; }

    /// Which of `visible` answer the query.
    DocSet select(DocSet const& visible);
    std::int64_t complete() const { return complete_; } ///< how many of them have everything

    /// The best of `wanted`, some of what `select` answered, behind `after`.
    std::vector<Ranked> best(DocSet const& wanted, std::size_t count, std::optional<Ranked> const& after);

    std::vector<LoadedUnit> const& units() const { return units_; }

private:
    enum class Near { No, Yes };
    void load(std::vector<Unit> const& units);
    void take_terms(LoadedUnit& unit, Near near);
    LoadedUnit loaded(Unit const& unit, DocSet& has_it);
    DocSet with_everything(DocSet const& visible) const;
    DocSet with_most(DocSet const& visible) const;
    DocSet with_anything(DocSet const& visible) const;
    std::vector<float> coverage_by_units() const;
    /// One bit for each that the document has.
    std::size_t units_of(DocNumber number) const;
    double share_of_coverage(DocNumber number) const;
    void score(DocSet const& wanted);
    void score(LoadedUnit const& unit, DocSet const& wanted, std::size_t count, std::size_t level);

    Snapshot const& snapshot_;
    std::vector<Audience> const& audiences_;
    std::shared_ptr<NameOrder const> names_;
    std::unique_ptr<Scores> scores_;
    std::vector<LoadedUnit> units_;
    std::vector<DocSet> has_unit_; ///< the documents that have each unit, and not only something near it
    std::vector<Unit const*> unknown_;
    std::vector<float>
        coverage_; ///< share of what was asked for, by the units that a document has, one bit each
    bool relaxed_ = false;
    std::int64_t complete_ = 0;
};

} // namespace passerelle::search
