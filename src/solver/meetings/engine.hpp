#pragma once

#include "solver/meetings/problem.hpp"

#include <cstdio>
#include <functional>

namespace passerelle::timetable {

struct Progress {
    std::optional<int> breaks; ///< of the best timetable so far
    int bound = 0;             ///< no timetable has fewer
};

struct Effort {
    std::uint64_t seed = 1;
    int threads = 1; ///< 1 or 2; with 1 the same question has the same answer
    std::function<bool()> stop = [] { return false; }; ///< asked often, from several threads
    std::function<void(Progress const&)> progress = [](Progress const&) {}; ///< one call at a time
};

enum class Status { Optimal, Feasible, Infeasible, Unknown };

struct Solution {
    Status status = Status::Unknown;
    Timetable timetable; ///< when there is one
    Worth worth;
    int bound = 0;       ///< on breaks, with the price of what is left out as it is
    int price_bound = 0; ///< on the price of what is left out
    std::vector<int> tables;
    std::vector<int> breaks_min;      ///< by participant: fewer are impossible whatever the others do
    std::optional<Conflict> conflict; ///< of `Infeasible`
};

/// The best timetable there is, or the best found until `stop`, with what is proved about it.
Solution solve(Instance const&, Effort const&);

/// A formula and its refutation: that there are at most `breaks` breaks.
struct Refutation {
    std::FILE* formula; ///< gets DIMACS
    std::FILE* proof;   ///< gets DRAT
};

/// Proves once more, in one piece, that every timetable has more than `breaks` breaks (none at all for a
/// negative number: that there is no timetable); false when `stop` came first or it is not so.
bool prove_more_breaks(Instance const&, int breaks, int price, Refutation const&, Effort const&);

/// The whole instance for a MaxSAT solver (WCNF): each break costs 1, and every meeting is held.
void write_weighted_formula(Instance const&, std::FILE*);

} // namespace passerelle::timetable
