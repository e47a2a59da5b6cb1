#pragma once

#include "solver/meetings/cnf.hpp"
#include "solver/meetings/problem.hpp"

#include <functional>

namespace passerelle::timetable {

/// What of a problem becomes clauses.
struct Wanted {
    /// `Seats` forgets who meets whom and keeps when each participant is busy.
    enum class Detail { Meetings, Seats } detail = Detail::Meetings;
    int breaks_max = 0;           ///< counted up to there
    std::optional<int> price_max; ///< of what is left out; absent: all meetings are held
    bool breaks = true;           ///< count them at all
    bool total = true;            ///< count the breaks of all
    std::vector<int> borders;     ///< the day is cut before these slots, and both halves counted
};

/// A problem as clauses (docs/meeting-days-engine.md, "Clauses").
struct Encoding {
    Cnf cnf;
    std::vector<std::vector<Literal>> meets; ///< by meeting and slot
    std::vector<std::vector<Literal>> busy;  ///< by participant and slot
    std::vector<Literal> breaks;             ///< each is one break that there is
    std::vector<Literal> breaks_reach;       ///< i: there are more than i breaks

    /// "At most `breaks` breaks", as a literal; `yes` beyond what is counted.
    Literal at_most(int breaks) const;
    Timetable timetable(std::function<bool(Literal)> const& holds) const;
    /// Literals that say what `timetable` does.
    std::vector<Literal> saying(Problem const&, Timetable const& timetable) const;
};

Encoding encode(Problem const&, Wanted const&);

} // namespace passerelle::timetable
