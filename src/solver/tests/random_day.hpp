#pragma once

#include "solver/meetings/chance.hpp"
#include "solver/meetings/instance.hpp"

namespace passerelle::timetable {

/// A small day with every kind of constraint now and then; often just possible, sometimes not.
inline Instance random_day(std::uint64_t seed)
{
    Chance chance(seed * 7919 + 1);
    auto const one_in = [&](int n) { return chance.below(n) == 0; };
    Instance day;
    day.slots = 2 + chance.below(4);
    day.tables = 1 + chance.below(3);
    day.participants = 2 + chance.below(4);
    day.absent.assign(day.participants, 0);
    day.table_of.assign(day.participants, no_table);
    auto const cut = 1 + chance.below(day.slots - 1);
    day.sessions = { { 0, cut - 1 }, { cut, day.slots - 1 } };
    auto const count = 1 + chance.below(5);
    auto const choosy = one_in(3);
    for (int m = 0; m < count; ++m) {
        Meeting meeting;
        meeting.a = chance.below(day.participants);
        meeting.b = (meeting.a + 1 + chance.below(day.participants - 1)) % day.participants;
        if (one_in(4))
            meeting.session = chance.below(2);
        if (choosy && one_in(2))
            meeting.price = 1 + chance.below(3);
        meeting.interpreted = one_in(3);
        if (one_in(6))
            meeting.fixed = chance.below(day.slots);
        day.meetings.push_back(meeting);
    }
    for (auto& absent : day.absent)
        if (one_in(3))
            absent = slot_bit(chance.below(day.slots));
    if (one_in(4))
        for (auto& table : day.table_of)
            if (one_in(2))
                table = chance.below(day.tables);
    if (count > 1 && one_in(3)) {
        auto const earlier = chance.below(count);
        day.before.push_back({ earlier, (earlier + 1) % count });
    }
    if (one_in(4))
        day.breaks_max = chance.below(2);
    if (one_in(4))
        day.fairness = chance.below(2);
    if (one_in(4))
        day.interpreters = chance.below(2);
    return day;
}

} // namespace passerelle::timetable
