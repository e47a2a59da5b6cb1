#include "solver/meetings/instance.hpp"

#include <algorithm>

namespace passerelle::timetable {
namespace {

bool stands_where_it_may(Instance const& instance, Meeting const& meeting, int slot)
{
    if (slot == unplaced)
        return meeting.price > 0;
    if (slot < 0 || slot >= instance.slots || (meeting.fixed && *meeting.fixed != slot))
        return false;
    if (meeting.session != any_session) {
        auto const& session = instance.sessions[meeting.session];
        if (slot < session.first || slot > session.last)
            return false;
    }
    return ((instance.absent[meeting.a] | instance.absent[meeting.b]) & slot_bit(slot)) == 0;
}

/// Nobody twice, no table twice, not too many tables or interpreters.
bool slots_hold(Instance const& instance, Timetable const& timetable)
{
    std::vector<Slots> busy(instance.participants, 0), taken(instance.tables, 0);
    std::vector<int> tables(instance.slots, 0), interpreted(instance.slots, 0);
    auto const claim = [](Slots& slots, int slot) {
        auto const free = (slots & slot_bit(slot)) == 0;
        slots |= slot_bit(slot);
        return free;
    };
    for (std::size_t m = 0; m < timetable.size(); ++m) {
        auto const slot = timetable[m];
        if (slot == unplaced)
            continue;
        auto const& meeting = instance.meetings[m];
        auto const own = instance.table_of[meeting.a], other = instance.table_of[meeting.b];
        if (!claim(busy[meeting.a], slot) || !claim(busy[meeting.b], slot))
            return false;
        if (own != no_table && other != no_table && own != other)
            return false;
        if (auto const table = own != no_table ? own : other; table != no_table && !claim(taken[table], slot))
            return false;
        if (++tables[slot] > instance.tables)
            return false;
        if (meeting.interpreted && instance.interpreters && ++interpreted[slot] > *instance.interpreters)
            return false;
    }
    return true;
}

} // namespace

std::vector<Slots> busy_slots(Instance const& instance, Timetable const& timetable)
{
    std::vector<Slots> busy(instance.participants, 0);
    for (std::size_t m = 0; m < timetable.size(); ++m)
        if (timetable[m] != unplaced) {
            busy[instance.meetings[m].a] |= slot_bit(timetable[m]);
            busy[instance.meetings[m].b] |= slot_bit(timetable[m]);
        }
    return busy;
}

Worth worth_of(Instance const& instance, Timetable const& timetable)
{
    Worth worth;
    for (std::size_t m = 0; m < timetable.size(); ++m)
        if (timetable[m] == unplaced)
            worth.price += instance.meetings[m].price;
    for (auto const busy : busy_slots(instance, timetable)) {
        auto const breaks = count_breaks(busy);
        worth.breaks += breaks;
        worth.breaks_worst = std::max(worth.breaks_worst, breaks);
        worth.idle += count_idle(busy);
    }
    return worth;
}

bool is_timetable(Instance const& instance, Timetable const& timetable)
{
    if (timetable.size() != instance.meetings.size())
        return false;
    for (std::size_t m = 0; m < timetable.size(); ++m)
        if (!stands_where_it_may(instance, instance.meetings[m], timetable[m]))
            return false;
    for (auto const& [earlier, later] : instance.before)
        if (timetable[earlier] != unplaced && timetable[later] != unplaced
            && timetable[earlier] >= timetable[later])
            return false;
    if (!slots_hold(instance, timetable))
        return false;
    int fewest = instance.slots, most = 0;
    for (auto const busy : busy_slots(instance, timetable)) {
        fewest = std::min(fewest, count_breaks(busy));
        most = std::max(most, count_breaks(busy));
    }
    return (!instance.breaks_max || most <= *instance.breaks_max)
        && (!instance.fairness || instance.participants == 0 || most - fewest <= *instance.fairness);
}

} // namespace passerelle::timetable
