#pragma once

#include "modules/directory/imports/import.hpp"

/// Uploads on their way to being applied.
namespace passerelle::directory::imports {

/// Files that nobody applied, and rows that were refused, hold people's data: they are forgotten after this.
inline constexpr auto days_kept = 30;

/// Works out what the draft would do and keeps it, so that the preview is read a page at a time. What was
/// worked out before is gone.
Outcome<Report, SheetRefused> plan_draft(Directory&, List const&, ImportId, i18n::Words const&);

/// Forgets what is older than `days_kept`.
void expire(db::Transaction&, Instant now);

} // namespace passerelle::directory::imports
