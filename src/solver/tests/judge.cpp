#include "solver/tests/judge.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace passerelle::timetable {
namespace {

bool shares_somebody(Meeting const& one, Meeting const& other)
{
    return one.a == other.a || one.a == other.b || one.b == other.a || one.b == other.b;
}

std::set<int> tables_of(Instance const& day, Meeting const& meeting)
{
    std::set<int> tables { day.table_of[meeting.a], day.table_of[meeting.b] };
    tables.erase(no_table);
    return tables;
}

bool stands_well(Instance const& day, Timetable const& timetable, int m)
{
    auto const& meeting = day.meetings[m];
    auto const slot = timetable[m];
    if (slot == unplaced)
        return meeting.price > 0;
    if (meeting.fixed && *meeting.fixed != slot)
        return false;
    if (meeting.session != any_session
        && (slot < day.sessions[meeting.session].first || slot > day.sessions[meeting.session].last))
        return false;
    for (auto const person : { meeting.a, meeting.b })
        if ((day.absent[person] >> slot) & 1)
            return false;
    if (tables_of(day, meeting).size() > 1)
        return false;
    int together = 0, interpreted = 0;
    for (int other = 0; other < static_cast<int>(timetable.size()); ++other) {
        if (timetable[other] != slot)
            continue;
        ++together;
        interpreted += day.meetings[other].interpreted;
        if (other == m)
            continue;
        if (shares_somebody(meeting, day.meetings[other]))
            return false;
        auto const mine = tables_of(day, meeting), others = tables_of(day, day.meetings[other]);
        if (!mine.empty() && mine == others)
            return false;
    }
    return together <= day.tables
        && (!day.interpreters || interpreted <= *day.interpreters || !meeting.interpreted);
}

std::vector<int> breaks_of_all(Instance const& day, Timetable const& timetable)
{
    std::vector<int> result;
    for (int person = 0; person < day.participants; ++person) {
        std::set<int> busy;
        for (std::size_t m = 0; m < timetable.size(); ++m)
            if (timetable[m] != unplaced && (day.meetings[m].a == person || day.meetings[m].b == person))
                busy.insert(timetable[m]);
        int breaks = 0;
        for (auto slot = busy.begin(); slot != busy.end(); ++slot)
            if (std::next(slot) != busy.end() && *std::next(slot) > *slot + 1)
                ++breaks;
        result.push_back(breaks);
    }
    return result;
}

void try_all(Instance const& day, Timetable& timetable, std::size_t m, std::optional<Verdict>& best)
{
    if (m == timetable.size()) {
        if (!judge_allows(day, timetable))
            return;
        Verdict verdict;
        for (std::size_t i = 0; i < timetable.size(); ++i)
            if (timetable[i] == unplaced)
                verdict.price += day.meetings[i].price;
        for (auto const breaks : breaks_of_all(day, timetable))
            verdict.breaks += breaks;
        if (!best || std::pair(verdict.price, verdict.breaks) < std::pair(best->price, best->breaks))
            best = verdict;
        return;
    }
    for (int slot = unplaced; slot < day.slots; ++slot) {
        timetable[m] = slot;
        if (slot == unplaced ? day.meetings[m].price > 0
                             : !day.meetings[m].fixed || *day.meetings[m].fixed == slot)
            try_all(day, timetable, m + 1, best);
    }
}

} // namespace

bool judge_allows(Instance const& day, Timetable const& timetable)
{
    for (int m = 0; m < static_cast<int>(timetable.size()); ++m)
        if (!stands_well(day, timetable, m))
            return false;
    for (auto const& [earlier, later] : day.before)
        if (timetable[earlier] != unplaced && timetable[later] != unplaced
            && timetable[earlier] >= timetable[later])
            return false;
    auto const breaks = breaks_of_all(day, timetable);
    auto const [fewest, most] = std::ranges::minmax_element(breaks);
    return (!day.breaks_max || *most <= *day.breaks_max)
        && (!day.fairness || *most - *fewest <= *day.fairness);
}

std::optional<Verdict> judge(Instance const& day)
{
    Timetable timetable(day.meetings.size(), unplaced);
    std::optional<Verdict> best;
    try_all(day, timetable, 0, best);
    return best;
}

} // namespace passerelle::timetable
