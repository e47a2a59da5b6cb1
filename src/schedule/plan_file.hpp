#pragma once

#include "schedule/day_file.hpp"
#include "solver/meetings/engine.hpp"

#include <string_view>

namespace passerelle::i18n {
class Words;
}

namespace passerelle::schedule {

/// A plan as its file has it (contracts: instance and plan), with the reasons in the language of `words`.
Json plan_of(Day const&, timetable::Solution const&, double seconds, i18n::Words const& words);

/// The slots of a plan, `unplaced` for 0; refused where it does not fit the day.
Outcome<timetable::Timetable, FileRefused> read_plan(Json const&, Day const&);

} // namespace passerelle::schedule
