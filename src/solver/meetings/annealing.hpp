#pragma once

#include "solver/meetings/board.hpp"
#include "solver/meetings/chance.hpp"

#include <functional>

namespace passerelle::timetable {

using Stop = std::function<bool()>;

/// Places every meeting that must be held, by letting what is in the way go and finding it another place.
/// Gives up after `steps`; false then.
bool place_all(Problem const&, Board&, Chance&, long steps, Stop const&);

struct Cooling {
    long steps = 1'000'000;
    double hot = 0.6, cold = 0.12; ///< in breaks
    double idle = 0.1;             ///< what an idle slot between meetings costs, in breaks
    int breaks_goal = 0;           ///< good enough: stops there
};

/// Looks for a timetable with fewer breaks by letting chains of meetings change places between two slots;
/// `found` gets each one better than those before. Keeps every constraint but the limits on breaks of one
/// participant, whose excess it makes dear. Returns the best.
Timetable anneal(Problem const&, Board&, Chance&, Cooling const&, Stop const&,
    std::function<void(Timetable const&, int breaks)> const& found);

} // namespace passerelle::timetable
