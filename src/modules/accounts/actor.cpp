#include "modules/accounts/actor.hpp"

#include <algorithm>

namespace passerelle::accounts {

bool Actor::holds(OperatorId id, OperatorRole at_least) const
{
    return std::any_of(operators.begin(), operators.end(),
        [&](AtOperator const& held) { return held.id == id && held.role >= at_least; });
}

bool Actor::holds(OrganisationId id, OrganisationRole at_least) const
{
    return std::any_of(organisations.begin(), organisations.end(),
        [&](AtOrganisation const& held) { return held.id == id && held.role >= at_least; });
}

bool Actor::holds_anywhere(OperatorRole at_least) const
{
    return std::any_of(
        operators.begin(), operators.end(), [&](AtOperator const& held) { return held.role >= at_least; });
}

} // namespace passerelle::accounts
