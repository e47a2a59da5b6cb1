#pragma once

#include "schedule/day_file.hpp"
#include "solver/meetings/repair.hpp"

namespace passerelle::schedule {

/// What happened to a planned day (contracts: `CHANGE.json`), besides `"locked"`: meetings that stay in their
/// slots.
Outcome<timetable::Change, FileRefused> read_change(Json const&, Day const&);

/// The plan after it. The slots of cancelled and lost meetings are 0; those added stand behind the others.
Json repaired_plan_of(Day const&, timetable::Repaired const&, double seconds);

} // namespace passerelle::schedule
