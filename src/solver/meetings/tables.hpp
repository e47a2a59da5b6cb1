#pragma once

#include "solver/meetings/instance.hpp"

namespace passerelle::timetable {

/// The table of each meeting, `no_table` where it is left out. Whoever keeps a table has it always; of the
/// others as few as possible change table from one slot to the next, the fewest there are where nobody keeps
/// one.
std::vector<int> give_tables(Instance const&, Timetable const&);

/// How often somebody with meetings in two slots that follow each other is at different tables.
int count_table_changes(Instance const&, Timetable const&, std::vector<int> const& tables);

} // namespace passerelle::timetable
