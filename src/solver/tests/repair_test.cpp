#include "solver/meetings/repair.hpp"
#include "solver/meetings/tables.hpp"
#include "solver/tests/judge.hpp"
#include "solver/tests/random_day.hpp"

#include <algorithm>
#include <gtest/gtest.h>

namespace passerelle::timetable {
namespace {

struct Worst {
    int lost = 0, moved = 0, breaks = 0;
    auto operator<=>(Worst const&) const = default;
};

/// Every way to repair, one by one: who may be lost has a price in `day`.
void try_all(Instance const& day, Timetable const& old, Change const& change, Timetable& timetable,
    std::size_t m, std::optional<Worst>& best)
{
    if (m == timetable.size()) {
        if (!judge_allows(day, timetable))
            return;
        Worst worst;
        for (std::size_t i = 0; i < timetable.size(); ++i) {
            worst.lost += timetable[i] == unplaced;
            worst.moved += i < old.size() && timetable[i] != unplaced && timetable[i] != old[i];
        }
        worst.breaks = worth_of(day, timetable).breaks;
        if (!best || worst < *best)
            best = worst;
        return;
    }
    auto const past = m < old.size() && old[m] < change.now;
    auto const locked = std::ranges::find(change.locked, static_cast<int>(m)) != change.locked.end();
    for (int slot = unplaced; slot < day.slots; ++slot) {
        if (past ? slot != old[m] : slot != unplaced && (slot < change.now || (locked && slot != old[m])))
            continue;
        timetable[m] = slot;
        try_all(day, old, change, timetable, m + 1, best);
    }
}

struct Disturbed {
    Instance day;
    Timetable planned;
    std::vector<int> tables;
    Change change;
};

/// A planned day on which somebody goes missing, a meeting is asked for, and some of it is over.
std::optional<Disturbed> disturbed(std::uint64_t seed)
{
    Disturbed result;
    result.day = random_day(seed);
    auto& day = result.day;
    day.fairness.reset();
    day.breaks_max.reset();
    for (auto& meeting : day.meetings)
        meeting.price = 0;
    auto const solution = solve(day, {});
    if (solution.timetable.empty())
        return {};
    result.planned = solution.timetable;
    result.tables = solution.tables;
    Chance chance(seed);
    auto& change = result.change;
    change.now = chance.below(3) == 0 ? 1 : 0;
    change.absent.assign(day.participants, 0);
    change.absent[chance.below(day.participants)]
        = slot_bit(chance.below(day.slots)) & ~first_slots(change.now);
    if (chance.below(2) == 0)
        change.added.push_back({ 0, 1, any_session, 0, false, {} });
    if (chance.below(4) == 0)
        change.locked.push_back(chance.below(static_cast<int>(day.meetings.size())));
    return result;
}

TEST(Repair, agrees_with_the_judge_on_random_days)
{
    int checked = 0, lost = 0, moved = 0;
    for (std::uint64_t seed = 0; seed < 700; ++seed) {
        auto const given = disturbed(seed);
        if (!given)
            continue;
        auto const& [day, planned, tables, change] = *given;
        auto const repaired = repair(day, planned, tables, change, Trades::Leave, {});
        ASSERT_EQ(repaired.status, Status::Optimal) << "seed " << seed;

        auto after = day;
        after.meetings.insert(after.meetings.end(), change.added.begin(), change.added.end());
        for (int p = 0; p < day.participants; ++p)
            after.absent[p] |= change.absent[p];
        for (std::size_t m = 0; m < after.meetings.size(); ++m)
            if (m >= planned.size() || planned[m] >= change.now)
                after.meetings[m].price = 1;
        Timetable tried(after.meetings.size(), unplaced);
        std::optional<Worst> best;
        try_all(after, planned, change, tried, 0, best);
        ASSERT_TRUE(best) << "seed " << seed;
        EXPECT_EQ(static_cast<int>(repaired.lost.size()), best->lost) << "seed " << seed;
        EXPECT_EQ(static_cast<int>(repaired.moved.size()), best->moved) << "seed " << seed;
        EXPECT_EQ(repaired.breaks, best->breaks) << "seed " << seed;
        EXPECT_TRUE(judge_allows(after, repaired.timetable)) << "seed " << seed;
        for (std::size_t m = 0; m < planned.size(); ++m)
            EXPECT_TRUE(planned[m] >= change.now || repaired.timetable[m] == planned[m]) << "seed " << seed;
        ++checked;
        lost += best->lost > 0;
        moved += best->moved > 0;
    }
    EXPECT_GT(checked, 300);
    EXPECT_GT(lost, 20);
    EXPECT_GT(moved, 20);
}

TEST(Repair, leaves_everything_after_a_cancellation)
{
    auto const given = disturbed(3);
    ASSERT_TRUE(given);
    Change change;
    change.cancelled = { 0 };
    auto const repaired = repair(given->day, given->planned, given->tables, change, Trades::Leave, {});
    EXPECT_TRUE(repaired.moved.empty());
    EXPECT_TRUE(repaired.lost.empty());
    EXPECT_EQ(repaired.timetable[0], unplaced);
    for (std::size_t m = 1; m < given->planned.size(); ++m) {
        EXPECT_EQ(repaired.timetable[m], given->planned[m]);
        EXPECT_EQ(repaired.tables[m], given->tables[m]);
    }
}

TEST(Repair, gives_freed_room_to_those_who_wait)
{
    Instance day;
    day.slots = 2;
    day.tables = 1;
    day.participants = 4;
    day.absent.assign(4, 0);
    day.table_of.assign(4, no_table);
    day.meetings = { { 0, 1, any_session, 0, false, {} }, { 0, 2, any_session, 0, false, {} },
        { 2, 3, any_session, 5, false, {} } };
    auto const solution = solve(day, {});
    ASSERT_EQ(solution.timetable[2], unplaced);
    Change change;
    change.cancelled = { 1 };
    auto const repaired = repair(day, solution.timetable, solution.tables, change, Trades::Leave, {});
    EXPECT_EQ(repaired.filled, std::vector { 2 });
    EXPECT_EQ(repaired.timetable[2], solution.timetable[1]);
    EXPECT_EQ(repaired.timetable[0], solution.timetable[0]);
}

TEST(Repair, counts_what_more_moves_would_bring)
{
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        auto const given = disturbed(seed);
        if (!given)
            continue;
        auto const& [day, planned, tables, change] = *given;
        auto const repaired = repair(day, planned, tables, change, Trades::Count, {});
        ASSERT_FALSE(repaired.trades.empty());
        EXPECT_EQ(repaired.trades.front().moves, static_cast<int>(repaired.moved.size()));
        EXPECT_EQ(repaired.trades.front().breaks, repaired.breaks);
        for (std::size_t i = 0; i < repaired.trades.size(); ++i) {
            EXPECT_EQ(repaired.trades[i].breaks, repaired.trades[i].bound);
            EXPECT_LE(repaired.trades[i].breaks, repaired.trades[i > 0 ? i - 1 : 0].breaks);
        }
    }
}

} // namespace
} // namespace passerelle::timetable
