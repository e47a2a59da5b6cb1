#include "modules/accounts/policy.hpp"

#include "base/ensure.hpp"

#include <algorithm>

namespace passerelle::accounts {
namespace {

bool speaks_for(Actor const& actor, Thing const& thing, OrganisationRole at_least)
{
    return thing.organisation && actor.holds(*thing.organisation, at_least);
}

/// Rule 3: staff of an operator of which the organisation is a member; of any operator where it is a member
/// of none.
bool is_responsible(Actor const& actor, Thing const& thing, OperatorRole at_least)
{
    if (thing.responsible.empty())
        return actor.holds_anywhere(at_least);
    return std::any_of(thing.responsible.begin(), thing.responsible.end(),
        [&](OperatorId const& id) { return actor.holds(id, at_least); });
}

bool holds_there(Actor const& actor, Thing const& thing, OperatorRole at_least)
{
    return thing.operator_id && actor.holds(*thing.operator_id, at_least);
}

} // namespace

// docs/rules/rights.md
bool can(Actor const& actor, Action action, Thing const& thing)
{
    switch (action) {
    // 1. Members of the network see what is meant for members: who speaks for any organisation, and staff.
    case Action::ReadMemberFields:
        return !actor.organisations.empty() || actor.is_staff();
    // 2. Staff of every operator see the whole shared entry; its own people do, too.
    case Action::ReadOperatorFields:
        return actor.is_staff() || speaks_for(actor, thing, OrganisationRole::Editor);
    // 3. An entry is kept by its editors, and by managers of the operators that it is a member of.
    case Action::EditOrganisation:
    case Action::ConfirmOrganisation:
        return speaks_for(actor, thing, OrganisationRole::Editor)
            || is_responsible(actor, thing, OperatorRole::Manager);
    // 4. Owners say who else acts for their organisation; a responsible manager may.
    case Action::AssignRoles:
        return speaks_for(actor, thing, OrganisationRole::Owner)
            || is_responsible(actor, thing, OperatorRole::Manager);
    // 5. Whether an entry exists is decided by a responsible manager.
    case Action::DecideOnOrganisation:
        return is_responsible(actor, thing, OperatorRole::Manager);
    // 6. What an operator keeps for itself is seen by its own staff and nobody else.
    case Action::ReadOwnRecords:
        return holds_there(actor, thing, OperatorRole::Viewer);
    case Action::WriteOwnRecords:
    case Action::ImportInto:
        return holds_there(actor, thing, OperatorRole::Manager);
    // 7. The thesaurus is everybody's: managers of any operator keep it.
    case Action::EditThesaurus:
        return actor.holds_anywhere(OperatorRole::Manager);
    // 8. An operator is administered by its own administrators.
    case Action::AdministerOperator:
        return holds_there(actor, thing, OperatorRole::Administrator);
    }
    ensure(false);
}

// 9. An account is looked after by who administers every operator at which the person holds a role; nobody
// else's staff or organisation is entered that way. One's own is not looked after, but kept on its own page.
bool can_look_after(Actor const& actor, Actor const& person)
{
    return actor.signed_in() && actor.person != person.person && !person.operators.empty()
        && person.organisations.empty()
        && std::all_of(person.operators.begin(), person.operators.end(), [&](Actor::AtOperator const& held) {
               return can(actor, Action::AdministerOperator, Thing::of(held.id));
           });
}

} // namespace passerelle::accounts
