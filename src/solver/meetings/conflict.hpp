#pragma once

#include "solver/meetings/annealing.hpp"

namespace passerelle::timetable {

/// A small set of constraints of `problem` that cannot hold together, or nothing if there is a timetable or
/// `stop` came first. None of the set can be spared where the search was not cut short.
std::optional<Conflict> find_conflict(Problem const& problem, Stop const& stop);

} // namespace passerelle::timetable
