#include "solver/meetings/conflict.hpp"
#include "solver/meetings/engine.hpp"
#include "solver/meetings/pricing.hpp"
#include "solver/meetings/tables.hpp"
#include "solver/tests/judge.hpp"
#include "solver/tests/random_day.hpp"

#include <algorithm>
#include <gtest/gtest.h>

namespace passerelle::timetable {
namespace {

Stop const never_stop = [] { return false; };

/// A day in which everybody is always there.
Instance open_day(int slots, int tables, int participants, std::vector<std::pair<int, int>> const& pairs)
{
    Instance day;
    day.slots = slots;
    day.tables = tables;
    day.participants = participants;
    day.absent.assign(participants, 0);
    day.table_of.assign(participants, no_table);
    for (auto const& [a, b] : pairs)
        day.meetings.push_back({ a, b, any_session, 0, false, {} });
    return day;
}

TEST(Slots, count_breaks_and_idle_slots)
{
    EXPECT_EQ(count_breaks(0b0), 0);
    EXPECT_EQ(count_breaks(0b01110), 0);
    EXPECT_EQ(count_breaks(0b1001101), 2);
    EXPECT_EQ(count_idle(0b1001101), 3);
    EXPECT_EQ(count_breaks(Slots { 1 } << 63 | 1), 1);
}

TEST(Engine, agrees_with_the_judge_on_random_days)
{
    int possible = 0, with_breaks = 0, left_out = 0;
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        auto const day = random_day(seed);
        auto const verdict = judge(day);
        Effort effort;
        effort.seed = seed;
        auto const solution = solve(day, effort);
        ASSERT_EQ(solution.status, verdict ? Status::Optimal : Status::Infeasible) << "seed " << seed;
        if (!verdict)
            continue;
        ASSERT_TRUE(judge_allows(day, solution.timetable)) << "seed " << seed;
        ASSERT_TRUE(is_timetable(day, solution.timetable)) << "seed " << seed;
        ASSERT_EQ(solution.worth.price, verdict->price) << "seed " << seed;
        ASSERT_EQ(solution.worth.breaks, verdict->breaks) << "seed " << seed;
        ASSERT_EQ(solution.bound, verdict->breaks) << "seed " << seed;
        ++possible;
        with_breaks += verdict->breaks > 0;
        left_out += verdict->price > 0;
    }
    EXPECT_GT(possible, 1500);
    EXPECT_GT(with_breaks, 50);
    EXPECT_GT(left_out, 50);
}

TEST(Engine, says_the_same_each_time)
{
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        auto const day = random_day(seed);
        EXPECT_EQ(solve(day, {}).timetable, solve(day, {}).timetable);
    }
}

TEST(Engine, holds_nothing_on_an_empty_day)
{
    auto const solution = solve(open_day(3, 0, 2, {}), {});
    EXPECT_EQ(solution.status, Status::Optimal);
    EXPECT_EQ(solution.worth.breaks, 0);
}

/// Constraints of a conflict alone must contradict each other, and all but one of them must not.
Instance only(Instance const& day, std::vector<Ground> const& grounds)
{
    using Rule = Ground::Rule;
    auto const has = [&](Rule rule, int index) {
        return std::ranges::find(grounds, Ground { rule, index }) != grounds.end();
    };
    auto result = day;
    for (int m = 0; m < static_cast<int>(day.meetings.size()); ++m) {
        auto& meeting = result.meetings[m];
        if (!has(Rule::Held, m))
            meeting.price = 1;
        if (!has(Rule::InSession, m))
            meeting.session = any_session;
        if (!has(Rule::Fixed, m))
            meeting.fixed.reset();
    }
    for (int p = 0; p < day.participants; ++p)
        if (!has(Rule::Absent, p))
            result.absent[p] = 0;
    std::vector<Precedence> before;
    for (int i = 0; i < static_cast<int>(day.before.size()); ++i)
        if (has(Rule::Before, i))
            before.push_back(day.before[i]);
    result.before = before;
    if (!has(Rule::Interpreters, 0))
        result.interpreters.reset();
    if (!has(Rule::BreaksMax, 0))
        result.breaks_max.reset();
    if (!has(Rule::Fairness, 0))
        result.fairness.reset();
    return result;
}

TEST(Conflict, contradicts_itself)
{
    int conflicts = 0;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        auto const day = random_day(seed);
        auto const solution = solve(day, {});
        if (solution.status != Status::Infeasible)
            continue;
        ASSERT_TRUE(solution.conflict) << "seed " << seed;
        ASSERT_FALSE(solution.conflict->grounds.empty()) << "seed " << seed;
        EXPECT_FALSE(judge(only(day, solution.conflict->grounds))) << "seed " << seed;
        ++conflicts;
    }
    EXPECT_GT(conflicts, 50);
}

TEST(Conflict, counts_where_counting_says_it_all)
{
    auto day = open_day(3, 5, 5, { { 0, 1 }, { 0, 2 }, { 0, 3 }, { 0, 4 } });
    auto const solution = solve(day, {});
    ASSERT_EQ(solution.status, Status::Infeasible);
    EXPECT_EQ(solution.conflict->participant, 0);
    EXPECT_EQ(solution.conflict->meetings, 4);
    EXPECT_EQ(solution.conflict->places, 3);
}

TEST(Conflict, knows_a_circle_of_precedences)
{
    auto day = open_day(9, 5, 6, { { 0, 1 }, { 2, 3 }, { 4, 5 } });
    day.before = { { 0, 1 }, { 1, 2 }, { 2, 0 } };
    auto const solution = solve(day, {});
    ASSERT_EQ(solution.status, Status::Infeasible);
    std::vector<Ground> circle;
    for (int i = 0; i < 3; ++i)
        circle.push_back({ Ground::Rule::Before, i });
    for (auto const& ground : circle)
        EXPECT_NE(std::ranges::find(solution.conflict->grounds, ground), solution.conflict->grounds.end());
}

TEST(Pricing, never_says_more_than_the_truth)
{
    for (std::uint64_t seed = 0; seed < 1500; ++seed) {
        auto const day = random_day(seed);
        auto const verdict = judge(day);
        auto const problem = presolve(day);
        if (problem.conflict || !verdict || verdict->price > 0)
            continue;
        Pricing pricing(problem);
        pricing.improve(60, 4, never_stop);
        ASSERT_LE(pricing.bound(), verdict->breaks) << "seed " << seed;
        auto const solution = solve(day, {});
        auto const busy = busy_slots(day, solution.timetable);
        auto const kept = pricing.narrowed(verdict->breaks);
        for (int m = 0; m < static_cast<int>(day.meetings.size()); ++m)
            ASSERT_TRUE(kept.domain[m] & slot_bit(solution.timetable[m])) << "seed " << seed;
        for (int p = 0; p < day.participants; ++p) {
            ASSERT_EQ(busy[p] & kept.never_busy[p], 0U) << "seed " << seed;
            ASSERT_EQ(kept.always_busy[p] & ~busy[p], 0U) << "seed " << seed;
            ASSERT_LE(count_breaks(busy[p]), kept.breaks_most[p]) << "seed " << seed;
        }
    }
}

/// All ways to give tables, one by one.
int fewest_changes(Instance const& day, Timetable const& timetable, std::vector<int>& tables, std::size_t m)
{
    if (m == tables.size())
        return count_table_changes(day, timetable, tables);
    int best = 1'000'000;
    for (int table = 0; table < day.tables; ++table) {
        auto const clashes
            = [&](std::size_t other) { return timetable[other] == timetable[m] && tables[other] == table; };
        bool free = true;
        for (std::size_t other = 0; other < m; ++other)
            free = free && !clashes(other);
        if (!free)
            continue;
        tables[m] = table;
        best = std::min(best, fewest_changes(day, timetable, tables, m + 1));
    }
    return best;
}

TEST(Tables, change_as_seldom_as_can_be)
{
    int checked = 0;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        auto day = random_day(seed);
        day.table_of.assign(day.participants, no_table);
        auto const solution = solve(day, {});
        if (solution.timetable.empty() || solution.worth.price > 0)
            continue;
        std::vector<int> tables(day.meetings.size(), no_table);
        EXPECT_EQ(count_table_changes(day, solution.timetable, solution.tables),
            fewest_changes(day, solution.timetable, tables, 0))
            << "seed " << seed;
        ++checked;
    }
    EXPECT_GT(checked, 200);
}

} // namespace
} // namespace passerelle::timetable
