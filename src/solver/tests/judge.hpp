#pragma once

#include "solver/meetings/instance.hpp"

namespace passerelle::timetable {

/// Whether a timetable keeps every constraint: slow and obvious, to judge what is quick.
bool judge_allows(Instance const&, Timetable const&);

/// The least price of what is left out, then the fewest breaks, of all timetables tried one by one.
struct Verdict {
    int price = 0, breaks = 0;
    bool operator==(Verdict const&) const = default;
};
std::optional<Verdict> judge(Instance const&);

} // namespace passerelle::timetable
