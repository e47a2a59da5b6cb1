#pragma once

#include "modules/directory/organisations/organisation.hpp"
#include "platform/changes/changes.hpp"

/// An entry's values as the change log keeps them.
namespace passerelle::directory::undo {

/// Whether the change has all it takes to put the entry's fields back.
bool can_put_back(changes::Entry const&);

/// Gives the fields that the change touched their values from before it. Only where `can_put_back`.
void put_back(Organisation&, changes::Entry const&);

} // namespace passerelle::directory::undo
