#pragma once

#include "modules/accounts/actor.hpp"
#include "modules/directory/organisations/letters.hpp"
#include "modules/directory/organisations/record.hpp"

#include <vector>

namespace passerelle::directory::desk {

/// Publishes or archives those of the organisations that the actor decides on (rights, rule 5) and that are
/// not merged. All in one transaction; how many were changed.
int set_state_of(db::Transaction&, std::vector<OrganisationId> const&, State, accounts::Actor const&,
    Author const&, LocalDate today, Random&);

/// Sets the category of the memberships that hold at the operator today. How many.
int set_category_of(db::Transaction&, std::vector<OrganisationId> const&, OperatorId,
    std::string_view category, Author const&, LocalDate today, Random&);

/// Who is asked, and in whose name.
struct AskingFor {
    accounts::Operator at;
    crypto::SecretKey const& key; ///< signs the links
    Addresses addresses;
    LocalDate today;
};

/// Writes to the owners of those published entries whether they are still right, at most once a week for
/// each. How many entries were asked about; those of other operators' members alone are left out.
int ask_to_confirm(
    db::Transaction&, std::vector<OrganisationId> const&, AskingFor const&, Author const&, Random&);

} // namespace passerelle::directory::desk
