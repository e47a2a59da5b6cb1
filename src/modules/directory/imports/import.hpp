#pragma once

#include "modules/accounts/operator.hpp"
#include "modules/directory/directory.hpp"
#include "modules/directory/imports/report.hpp"
#include "modules/directory/imports/store.hpp"

#include <functional>

namespace passerelle::directory::imports {

/// A list to be taken over. The bytes must outlive the call.
struct List {
    std::string_view bytes;
    std::string file_name;
    Mapping mapping {};
    accounts::Operator at; ///< without id where it does not exist yet: nothing is known of it
    std::optional<PersonId> person {};
    Instant now;
};

using Progress = std::function<void(std::int64_t rows)>;

/// What the list would do, row by row; nothing is written. `shown` sees each row.
Outcome<Report, SheetRefused> look_through(
    Directory const&, List const&, std::function<void(PlannedRow const&)> const& shown = {});

/// The upload that a list comes from, with the plan that somebody looked at.
struct Previewed {
    ImportId id;
    std::string digest;
};

struct Applied {
    ImportId id;
    Report report;
};

/// Takes the list over, in one transaction: all of it or nothing. Where it was previewed, only if it still
/// does what the preview says. A new operator is added where `list.at` has no id. Nothing is written where
/// every row is refused.
Outcome<Applied, SheetRefused> apply(
    Directory&, List const&, std::optional<Previewed> const&, i18n::Words const&, Progress const& = {});

} // namespace passerelle::directory::imports
