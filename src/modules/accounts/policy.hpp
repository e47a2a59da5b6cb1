#pragma once

#include "modules/accounts/actor.hpp"

#include <vector>

namespace passerelle::accounts {

/// What a person may want to do. Every module asks `can`; nobody decides about rights elsewhere.
enum class Action {
    ReadMemberFields,     ///< what owners show to members and staff
    ReadOperatorFields,   ///< what owners show to staff only
    EditOrganisation,     ///< the shared entry: texts, sites, concepts, visibility
    ConfirmOrganisation,  ///< say that the entry is right as it stands
    AssignRoles,          ///< who may act for an organisation
    DecideOnOrganisation, ///< publish a proposal, accept a claim, archive, merge, dismiss a suspected
                          ///< duplicate
    ReadOwnRecords,       ///< an operator's memberships' details, notes, contacts, imports, exports
    WriteOwnRecords,
    ImportInto,
    EditThesaurus,
    AdministerOperator, ///< its settings, staff, mail
};

/// What it is to be done to. An organisation names the operators of which it is a member today.
struct Thing {
    std::optional<OperatorId> operator_id {};
    std::optional<OrganisationId> organisation {};
    std::vector<OperatorId> responsible {};

    static Thing of(OperatorId id) { return { .operator_id = id }; }
    static Thing of(OrganisationId id, std::vector<OperatorId> responsible)
    {
        return { .organisation = id, .responsible = std::move(responsible) };
    }
    static Thing network() { return {}; } ///< the platform as a whole
};

/// The one policy, docs/rules/rights.md.
bool can(Actor const&, Action, Thing const&);

/// Whether the actor may reset the second factor of that person, disable the account or give it another
/// address. `person` has all the roles of today.
bool can_look_after(Actor const&, Actor const& person);

} // namespace passerelle::accounts
