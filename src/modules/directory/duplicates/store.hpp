#pragma once

#include "base/page.hpp"
#include "modules/directory/duplicates/likeness.hpp"
#include "platform/db/db.hpp"

namespace passerelle::directory::duplicates {

struct Merge;
using MergeId = Id<Merge>;

enum class PairState { Open, Dismissed, Merged };

/// Two entries that may be one. `first` is the older one.
struct Pair {
    OrganisationId first, second;
    int score = 0;
    std::vector<Reason> reasons;
    PairState state = PairState::Open;
    std::string first_name, second_name;
};

struct Merge {
    MergeId id;
    OrganisationId survivor, absorbed;
    std::string undo; ///< JSON
    Instant merged_at;
    std::optional<PersonId> merged_by;
    std::optional<Instant> undone_at;
};

/// What hangs on an organisation and goes with it in a merge: ids by table.
struct Hanging {
    std::vector<std::pair<OperatorId, std::string>> refs;
    std::vector<Uuid> memberships, notes, contacts, claims, roles;
};

namespace store {

/// Every statement about suspected pairs and merges.

/// Adds the pair, or brings an open one up to date. One that was dismissed or merged stays so.
void remember(db::Batch&, OrganisationId, OrganisationId, Likeness const&, Instant now);
void set_state(db::Transaction&, OrganisationId first, OrganisationId second, PairState);
/// Open pairs of the organisation are of no interest any more.
void forget_open(db::Transaction&, OrganisationId);

std::optional<Pair> find(db::Reader&, OrganisationId, OrganisationId);
/// Open ones that concern the operator (a member is in it, or nobody's member is), the likeliest first.
passerelle::Page<Pair> open_pairs(db::Reader&, OperatorId, LocalDate today, PageRequest const&);
std::int64_t count_open(db::Reader&, OperatorId, LocalDate today);

void insert(db::Transaction&, Merge const&);
std::optional<Merge> find(db::Reader&, MergeId);
/// Latest first, at most 50.
std::vector<Merge> merges_into(db::Reader&, OrganisationId survivor);
void set_undone(db::Transaction&, MergeId, Instant);

Hanging hanging_on(db::Reader&, OrganisationId);
/// Hands over to `to` what `hanging_on` named.
void hand_over(db::Transaction&, Hanging const&, OrganisationId to);

/// Merged entries whose successor it is.
std::vector<OrganisationId> leading_to(db::Reader&, OrganisationId);
/// These entries get another successor.
void lead_to(db::Transaction&, std::vector<OrganisationId> const&, OrganisationId successor);

} // namespace store
} // namespace passerelle::directory::duplicates
