#include "modules/directory/directory.hpp"
#include "modules/directory/imports/drafts.hpp"
#include "modules/directory/organisations/claim_store.hpp"
#include "modules/directory/organisations/proposal_store.hpp"

namespace passerelle::directory {

void expire(db::Transaction& tx, Instant now)
{
    forget_unsent_proposals(tx, now);
    imports::expire(tx, now);
}

void forget_person(db::Transaction& tx, accounts::Person const& person, Instant now)
{
    store::forget_claims_of(tx, person.id, now);
    store::forget_proposer(tx, person.email);
}

} // namespace passerelle::directory
