#pragma once

#include "base/outcome.hpp"
#include "modules/directory/organisations/organisation.hpp"
#include "platform/changes/fields.hpp"
#include "platform/db/db.hpp"

namespace passerelle::directory {

/// Who writes, on whose behalf, when.
struct Author {
    std::optional<PersonId> person {}; ///< nothing for the program itself
    std::optional<OperatorId> operator_id {};
    Instant now;
};

/// The entry as the change log keeps it: all that is shared, texts with their meaning numbers.
changes::Fields fields_of(Organisation const&);

/// Adds an entry. Its id, slug (from the name, free), instants and version are given here; sites get their
/// ids.
Organisation create(db::Transaction&, Organisation, Author const&, Random&);

enum class WriteRefused {
    ChangedMeanwhile, ///< somebody else wrote since `before` was read: nothing is lost, both versions are
                      ///< shown
};

/// Makes the entry `after` where it still is `before`, texts included, and logs what differs as `action`. The
/// version goes up by one; nothing that differs is not an error and changes nothing. The slug stays. What
/// every edit, import, merge and undo ends in.
Outcome<Organisation, WriteRefused> write(db::Transaction&, Organisation const& before, Organisation after,
    std::string_view action, Author const&, Random&);

} // namespace passerelle::directory
