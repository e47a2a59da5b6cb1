#pragma once

#include "modules/directory/organisations/claims.hpp"

namespace passerelle::directory::store {

std::optional<Claim> find_claim(db::Reader&, ClaimId);
bool has_open_claim(db::Reader&, OrganisationId, PersonId);
std::vector<Claim> claims_of(db::Reader&, OrganisationId);
Page<Claim> open_claims(db::Reader&, OperatorId, PageRequest const&);

void insert(db::Transaction&, Claim const&);
/// False where it is not open any more.
bool decide(db::Transaction&, Claim const&);

/// Open ones are declined; what the person wrote goes.
void forget_claims_of(db::Transaction&, PersonId, Instant now);

} // namespace passerelle::directory::store
