#pragma once

#include "modules/directory/organisations/record.hpp"
#include "platform/changes/changes.hpp"

namespace passerelle::directory::desk {

/// Why a change of an entry cannot be taken back here.
enum class UndoRefused {
    Unknown,     ///< there is no such change of this entry
    NotLast,     ///< something else happened to the entry since
    NotPossible, ///< it added the entry, merged it, moved its sites, or its values were erased
};

/// Writes the entry as it was before its newest change `seq`, as a change of its own.
Outcome<Organisation, UndoRefused> undo_change(
    db::Transaction&, OrganisationId, std::int64_t seq, Author const&, Random&);

} // namespace passerelle::directory::desk
