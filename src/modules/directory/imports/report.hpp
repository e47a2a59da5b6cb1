#pragma once

#include "modules/directory/imports/plan.hpp"
#include "modules/directory/imports/row_reader.hpp"
#include "modules/directory/imports/sheet.hpp"

namespace passerelle::directory::imports {

/// Counts that add up: rows = created + updated + unchanged + refused.
struct Totals {
    std::int64_t rows = 0, created = 0, updated = 0, unchanged = 0, refused = 0;
    bool operator==(Totals const&) const = default;
};

/// A row that may be an entry which there is already.
struct SuspectedRow {
    std::int64_t line = 0;
    std::string ref, name;
    Suspect with;
    bool updates = false; ///< the row was taken for another entry than this one
};

/// What an import did, or would do.
struct Report {
    std::string file;
    std::string operator_slug;
    bool dry_run = false;
    bool refs_are_derived = false;
    Totals totals;
    std::vector<std::string> unknown_columns; ///< headings; kept as private notes
    std::vector<Problem> refusals;            ///< the first 20,000
    std::vector<Problem> warnings;            ///< the first 5,000
    std::vector<SuspectedRow> suspected;      ///< the first 5,000
    struct Recognised {
        std::int64_t line = 0;
        std::string ref, name, slug;
    };
    std::vector<Recognised> recognised; ///< known by name or UID, without its reference before
    std::vector<std::string> headings;  ///< the row of them, as it stands in the file
    std::string digest;                 ///< of what the rows would do: two plans with one digest are the same

    void add(PlannedRow const&);
};

Report report_for(Sheet const&, RowReader const&, std::string file, std::string operator_slug);

} // namespace passerelle::directory::imports
