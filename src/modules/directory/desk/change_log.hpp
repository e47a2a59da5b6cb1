#pragma once

#include "modules/directory/organisations/organisation.hpp"
#include "platform/changes/changes.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace passerelle::directory::desk {

/// Whether an operator's staff may see the change: what was done to shared entries, and what was done on its
/// own behalf (rights, rule 6).
bool may_see(changes::Entry const&, OperatorId);

/// Newest first: changes of the operator's members and those on its behalf. Each page looks at a bounded
/// piece of the log, so that one with fewer rows than asked for, none even, may still have a next.
Page<changes::Entry> latest_changes(db::Reader&, OperatorId, PageRequest const&);

/// Newest first: those changes of one record that the operator may see.
Page<changes::Entry> changes_of(
    db::Reader&, OperatorId, std::string_view kind, Uuid const& entity, PageRequest const&);

/// What a record is called, and the last part of its address.
struct Called {
    std::string name;
    std::string slug;
};

/// Names of persons and of organisations that occur in the changes. Those that are gone are missing.
struct Names {
    std::unordered_map<Uuid, std::string> persons;
    std::unordered_map<Uuid, Called> organisations;
};
Names names_in(db::Reader&, std::vector<changes::Entry> const&);

/// What the organisation is called that a change is about; null where it is about none, or is gone.
Called const* called_in(Names const&, changes::Entry const&);

} // namespace passerelle::directory::desk
