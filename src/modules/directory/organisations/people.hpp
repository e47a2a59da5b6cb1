#pragma once

#include "modules/directory/organisations/letters.hpp"

/// Who acts for an organisation.
namespace passerelle::directory {

inline constexpr std::size_t people_max = 50;

struct Invitation {
    std::string email; ///< as `i18n::normalise_email` answers it
    std::string name;
    Lang lang; ///< of an account that has to be made
    accounts::OrganisationRole role;
    std::string title;
};

enum class RoleRefused {
    LastOwner, ///< somebody has to be able to say who else may
    TooMany,
};

/// Who gives or takes a role; staff may leave an organisation without owner.
struct RoleGiver {
    PersonId person;
    std::string name;
    bool is_staff = false;
    LocalDate today;
    Instant now;
};

/// Gives the role and writes to who gets it, with a link to begin with.
Outcome<Done, RoleRefused> invite(
    db::Transaction&, Organisation const&, Invitation const&, RoleGiver const&, Addresses const&, Random&);

/// Ending what is not held is not an error.
Outcome<Done, RoleRefused> end_role(db::Transaction&, OrganisationId, PersonId, RoleGiver const&);

} // namespace passerelle::directory
