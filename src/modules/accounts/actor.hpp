#pragma once

#include "base/lang.hpp"
#include "modules/accounts/ids.hpp"

#include <optional>
#include <string>
#include <vector>

namespace passerelle::accounts {

/// In ascending order: each may do what the ones before it may.
enum class OperatorRole { Viewer, Manager, Administrator };

/// In ascending order. A delegate speaks for the organisation at events, an editor keeps its entry, an owner
/// also says who else may.
enum class OrganisationRole { Delegate, Editor, Owner };

/// Who acts in this request: nobody known, or a person with the roles that hold today. Roles at operators are
/// absent while the second factor that they need has not been given.
struct Actor {
    struct AtOperator {
        OperatorId id;
        OperatorRole role;
    };
    struct AtOrganisation {
        OrganisationId id;
        OrganisationRole role;
    };

    std::optional<PersonId> person; ///< nobody: a visitor without account
    std::string name;
    Lang lang;
    std::vector<AtOperator> operators;
    std::vector<AtOrganisation> organisations;

    bool signed_in() const { return person.has_value(); }
    bool is_staff() const { return !operators.empty(); }
    bool holds(OperatorId, OperatorRole at_least) const;
    bool holds(OrganisationId, OrganisationRole at_least) const;
    /// A manager, say, of any operator.
    bool holds_anywhere(OperatorRole at_least) const;
};

} // namespace passerelle::accounts
