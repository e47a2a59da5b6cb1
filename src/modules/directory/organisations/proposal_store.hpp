#pragma once

#include "modules/directory/organisations/proposals.hpp"

namespace passerelle::directory::store {

std::optional<Proposal> find_proposal(db::Reader&, ProposalId);
std::optional<Proposal> proposal_of(db::Reader&, OrganisationId);
Page<Proposal> open_proposals(db::Reader&, PageRequest const&);

void insert(db::Transaction&, Proposal const&);
/// State, organisation and decision; false where the stored state is not `before` any more.
bool update(db::Transaction&, Proposal const&, ProposalState before);
std::int64_t delete_unsent(db::Transaction&, Instant before);
/// Name and address of who proposed something that is decided; what was never sent goes altogether.
void forget_proposer(db::Transaction&, std::string_view email);

/// Names by the beginning of their key, for comparing: at most 200.
struct NamedEntry {
    OrganisationId id;
    std::string name_key;
};
std::vector<NamedEntry> published_by_key(db::Reader&, std::string_view key_begin);

} // namespace passerelle::directory::store
