#pragma once

#include "modules/directory/directory.hpp"
#include "platform/documents/table.hpp"
#include "platform/i18n/words.hpp"

namespace passerelle::directory::imports {

/// The next ids of the list that is exported, none at its end.
using NextIds = std::function<std::vector<OrganisationId>()>;

/// All organisations of an operator, a few hundred at a time.
NextIds all_of(Directory const&, OperatorId);

/// How a list is written.
struct ExportForm {
    i18n::Words const* words = nullptr; ///< headings, kinds and concepts in these; else by their codes
    /// Columns behind the others that say how things stand; an import passes over them.
    std::vector<documents::SheetColumn> more {};
    std::function<void(Organisation const&, std::vector<documents::Cell>&)> add_more {};
};

/// A list with the columns of the import (docs/import.md), so that its re-import changes nothing. It is read
/// while it is written; `directory` must outlive it.
documents::Sheet exported(Directory const&, OperatorId, NextIds, std::string name, ExportForm = {});

} // namespace passerelle::directory::imports
