#pragma once

#include "modules/accounts/person.hpp"

/// What others do to an account, for who cannot, or may no longer: `can_look_after` (policy.hpp) says who
/// may.
namespace passerelle::accounts {

/// An administrator of an operator, or nobody known: the command line. Or the person, for the own account.
struct Keeper {
    std::optional<PersonId> person {};
    std::optional<OperatorId> at {};
    Instant now;
};

/// For who has lost phone and codes: both go, and with them a password that is too short to stand alone. All
/// sessions end, and the person is told by mail. False where there is no second factor.
bool reset_second_factor(db::Transaction&, PersonId, Keeper const&, Random&);

/// Nobody gets in any more, by whatever door; roles stay. The person is told by mail. False where the account
/// is not active, or erased.
bool disable_person(db::Transaction&, PersonId, Keeper const&, Random&);
/// The doors open again. False where the account is not disabled.
bool enable_person(db::Transaction&, PersonId, Keeper const&, Random&);

} // namespace passerelle::accounts
