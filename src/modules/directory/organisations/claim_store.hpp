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

} // namespace passerelle::directory::store
