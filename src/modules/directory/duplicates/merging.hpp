#pragma once

#include "modules/directory/duplicates/store.hpp"
#include "modules/directory/organisations/record.hpp"

namespace passerelle::directory::duplicates {

enum class MergeRefused {
    NotThere,         ///< one of them was merged or archived meanwhile
    ChangedMeanwhile, ///< somebody wrote while the page was open
};

/// Makes two entries one: `survivor` becomes `result`; memberships, references, notes, contacts, roles and
/// claims of `absorbed` go over to it; `absorbed` answers with its successor from now on. Kept with all it
/// takes to undo it.
Outcome<Merge, MergeRefused> merge(db::Transaction&, Organisation const& survivor,
    Organisation const& absorbed, Organisation result, Author const&, Random&);

enum class UnmergeRefused { Undone, Touched };

/// Two entries again, while nobody has written to either since.
Outcome<Done, UnmergeRefused> unmerge(db::Transaction&, Merge const&, Author const&, Random&);

/// They are two, and stay so: the pair does not come back.
void dismiss(db::Transaction&, OrganisationId, OrganisationId, Author const&);

} // namespace passerelle::directory::duplicates
