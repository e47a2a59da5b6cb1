#pragma once

#include "modules/accounts/operator.hpp"
#include "modules/accounts/operator_settings.hpp"
#include "modules/accounts/person.hpp"
#include "modules/accounts/sign_in.hpp"

#include <map>

namespace passerelle::accounts {

struct Invitation {
    std::string email; ///< as `i18n::normalise_email` answers it
    std::string name;
    Lang lang;
    OperatorRole role;
};

enum class StaffRefused {
    AlreadyStaff,
    NotStaff,
    LastAdministrator, ///< an operator without one could never get another
};

/// Gives the role from today on and sends a mail with a link that works for 7 days.
Outcome<Done, StaffRefused> invite(db::Transaction&, Operator const&, Invitation const&, ChangedBy const&,
    LinkAddress const&, LocalDate today, Random&);

/// From today on. The person's sessions end, unless it is the own role.
Outcome<Done, StaffRefused> change_staff_role(
    db::Transaction&, Operator const&, PersonId, OperatorRole, ChangedBy const&, LocalDate today, Random&);

/// With yesterday. The person's sessions end, unless it is the own role.
Outcome<Done, StaffRefused> end_staff_role(
    db::Transaction&, Operator const&, PersonId, ChangedBy const&, LocalDate today);

/// Whether the operator has no other administrator who can act. Keeps its staff from changing until the
/// transaction ends: two administrators who remove each other come one after the other.
bool is_last_administrator(db::Transaction&, OperatorId, PersonId, LocalDate today);

/// Each of an operator's staff with all the roles of today, wherever; roles at organisations do not say
/// which.
std::map<PersonId, Actor> actors_of_staff(db::Reader&, OperatorId, LocalDate today);

} // namespace passerelle::accounts
