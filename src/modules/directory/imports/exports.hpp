#pragma once

#include "modules/directory/directory.hpp"
#include "platform/documents/table.hpp"

namespace passerelle::directory::imports {

/// The next ids of the list that is exported, none at its end.
using NextIds = std::function<std::vector<OrganisationId>()>;

/// All organisations of an operator, a few hundred at a time.
NextIds all_of(Directory const&, OperatorId);

/// A list with the columns of the import (docs/import.md), so that its re-import changes nothing. It is read
/// while it is written; `directory` must outlive it.
documents::Sheet exported(Directory const&, OperatorId, NextIds, std::string name);

} // namespace passerelle::directory::imports
