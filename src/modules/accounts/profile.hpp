#pragma once

#include "base/outcome.hpp"
#include "modules/accounts/person.hpp"

namespace passerelle::accounts {

/// What somebody says of oneself.
struct Profile {
    std::string name;
    Lang lang;
    std::string phone; ///< as written, or empty
};

enum class ProfileRefused {
    NameMissing,
    BadPhone,
    Changed, ///< by another window meanwhile
};

Outcome<Person, ProfileRefused> change_profile(
    db::Transaction&, PersonId, Profile const&, int version_before, Instant now);

/// Everything that this module keeps about a person.
struct OwnRecord {
    Person person;
    std::vector<OperatorRoleHeld> operator_roles;         ///< past ones too
    std::vector<OrganisationRoleHeld> organisation_roles; ///< past ones too
};
OwnRecord own_data(db::Reader&, PersonId);

} // namespace passerelle::accounts
