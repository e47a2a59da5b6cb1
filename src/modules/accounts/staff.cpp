#include "modules/accounts/staff.hpp"

#include "modules/accounts/operator_store.hpp"
#include "modules/accounts/person_store.hpp"
#include "modules/accounts/roles.hpp"
#include "modules/accounts/sign_in_mail.hpp"

#include <algorithm>

namespace passerelle::accounts {
namespace {

void end_sessions_of(db::Transaction& tx, PersonId person, ChangedBy const& by)
{
    if (person != by.person)
        end_other_sessions(tx, person, {});
}

} // namespace

Outcome<Done, StaffRefused> invite(db::Transaction& tx, Operator const& at, Invitation const& invitation,
    ChangedBy const& by, LinkAddress const& address, LocalDate today, Random& random)
{
    auto const person = ensure_person(tx, invitation.email, invitation.name, invitation.lang, by.now, random);
    if (store::role_at(tx, person.id, at.id, today))
        return StaffRefused::AlreadyStaff;
    give_role(tx, person.id, at.id, invitation.role, by.person, today, by.now, random);
    end_sessions_of(tx, person.id, by);
    auto const token = sign_in_token(tx, person.id, by.now, random);
    send_invitation(tx, person, at, invitation.role, address(person.lang, token), by.now, random);
    return Done {};
}

Outcome<Done, StaffRefused> change_staff_role(db::Transaction& tx, Operator const& at, PersonId person,
    OperatorRole role, ChangedBy const& by, LocalDate today, Random& random)
{
    auto const held = store::role_at(tx, person, at.id, today);
    if (!held)
        return StaffRefused::NotStaff;
    if (*held == role)
        return Done {};
    if (*held == OperatorRole::Administrator && is_last_administrator(tx, at.id, person, today))
        return StaffRefused::LastAdministrator;
    give_role(tx, person, at.id, role, by.person, today, by.now, random);
    end_sessions_of(tx, person, by);
    return Done {};
}

Outcome<Done, StaffRefused> end_staff_role(
    db::Transaction& tx, Operator const& at, PersonId person, ChangedBy const& by, LocalDate today)
{
    auto const held = store::role_at(tx, person, at.id, today);
    if (!held)
        return StaffRefused::NotStaff;
    if (*held == OperatorRole::Administrator && is_last_administrator(tx, at.id, person, today))
        return StaffRefused::LastAdministrator;
    end_role(tx, person, at.id, by.person, today, by.now);
    end_sessions_of(tx, person, by);
    return Done {};
}

bool is_last_administrator(db::Transaction& tx, OperatorId at, PersonId person, LocalDate today)
{
    store::lock_operator(tx, at);
    auto const all = store::holders(tx, at, today);
    return std::none_of(all.begin(), all.end(), [&](Holder const& holder) {
        return holder.person != person && holder.role == code_of(OperatorRole::Administrator)
            && holder.state == PersonState::Active;
    });
}

std::map<PersonId, Actor> actors_of_staff(db::Reader& reader, OperatorId at, LocalDate today)
{
    return store::actors_of_staff(reader, at, today);
}

} // namespace passerelle::accounts
