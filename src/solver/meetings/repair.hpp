#pragma once

#include "solver/meetings/engine.hpp"

namespace passerelle::timetable {

/// What happens to a day that is planned already. Meetings are those of the instance, then those added.
struct Change {
    std::vector<int> cancelled;
    std::vector<Slots> absent;  ///< by participant, besides the absences known; may be empty
    std::vector<Meeting> added; ///< to be held too; price is 0
    std::vector<int> locked;    ///< stay in their slots
    int now = 0;                ///< slots before it are past: nothing in them changes
};

/// The fewest breaks with that many meetings moved; exact where both are the same.
struct Trade {
    int moves = 0;
    int breaks = 0, bound = 0;
};

struct Repaired {
    Status status = Status::Unknown; ///< `Optimal`: fewest lost, fewest moved, fewest breaks are all proved
    Instance day;                    ///< after the change; cancelled meetings are left out and have a price
    Timetable timetable;
    std::vector<int> tables;
    std::vector<int> moved, lost, filled; ///< filled: left out before, and there was room now
    int breaks = 0;
    int lost_bound = 0, moves_bound = 0, breaks_bound = 0;
    bool limits_kept = true;   ///< on breaks of one participant; else keeping them would cost meetings
    std::vector<Trade> trades; ///< when asked for
};

enum class Trades { Leave, Count };

/// In this order: nothing past or locked moves, the fewest meetings are lost, the fewest move, the fewest
/// breaks remain; then what was left out takes room that is free. With `Trades::Count`, what up to six moves
/// would bring.
Repaired repair(Instance const&, Timetable const& planned, std::vector<int> const& tables, Change const&,
    Trades, Effort const&);

} // namespace passerelle::timetable
