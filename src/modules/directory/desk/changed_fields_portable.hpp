#pragma once

#include "modules/directory/organisations/organisation.hpp"
#include "platform/changes/changes.hpp"
#include "platform/json/json.hpp"

#include <string>
#include <vector>

namespace passerelle::directory::desk {

/// One field of a change as it was written; null where it did not exist.
struct FieldChange {
    std::string name;
    Json before;
    Json after;
};

/// In the order of the record, then of the alphabet. Nothing where the values were erased. Of an entry that
/// was changed on another operator's behalf only the fields that all operators share.
std::vector<FieldChange> fields_changed(changes::Entry const&, OperatorId);

/// The organisation that a change is about: its own entry, or what an operator keeps about it. Nothing for
/// other records, and where the values were erased.
std::optional<OrganisationId> organisation_of(changes::Entry const&);

} // namespace passerelle::directory::desk
