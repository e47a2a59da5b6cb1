#pragma once

#include "modules/directory/imports/store.hpp"

#include <vector>

namespace passerelle::directory::imports {

struct Undone {
    std::int64_t rows = 0; ///< taken back
    /// Changed by somebody since, or held by others: left as they are.
    std::vector<OrganisationId> touched;
};

enum class UndoRefused { NotApplied };

/// Takes back what nobody has touched since, in one transaction: created entries go (or are archived where
/// somebody else holds on to them), updated ones are as before, the operator's own records too.
Outcome<Undone, UndoRefused> undo(
    db::Transaction&, Import const&, std::optional<PersonId> by, Instant now, Random&);

} // namespace passerelle::directory::imports
