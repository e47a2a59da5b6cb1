#include "base/lang.hpp"
#include "platform/i18n/words.hpp"
#include "platform/json/json.hpp"
#include "schedule/change_file.hpp"
#include "schedule/check.hpp"
#include "schedule/plan_file.hpp"
#include "schedule/reasons.hpp"
#include "solver/meetings/chance.hpp"

#include <gtest/gtest.h>

namespace passerelle::schedule {
namespace {

i18n::Words const& english() { return i18n::words(Lang::en); }

Json day_json()
{
    return *parse_json(R"({"name": "Bienne", "slots": 5, "tables": 2, "sessions": [[1, 3], [4, 5]],
        "participants": ["Anna", "Beat", "Chloé", "Dario"],
        "meetings": [[1, 2, 0], [1, 3, 1], [3, 4, 0], [2, 4, 2], [1, 4, 0]],
        "forbidden": {"3": [2]}, "fixed": {"3": 1}, "before": [[2, 5]], "max_breaks": null,
        "languages": {"1": ["fr"], "2": ["de"], "3": ["fr", "de"]}, "interpreters": 1})");
}

/// The day with what stands at `pointer` replaced, and where its reading stops.
std::string refusal_of(char const* pointer, Json const& value)
{
    auto json = day_json();
    json[Json::json_pointer(pointer)] = value;
    auto const day = read_day(json);
    return day.refused() ? day.refusal().pointer : "read";
}

TEST(DayFile, is_read_from_one_to_zero)
{
    auto const day = read_day(day_json());
    ASSERT_TRUE(day);
    EXPECT_EQ(day->instance.meetings[1].session, 0);
    EXPECT_EQ(day->instance.absent[2], timetable::slot_bit(1));
    EXPECT_EQ(day->instance.meetings[2].fixed, 0);
    EXPECT_EQ(day->instance.before[0].later, 4);
    EXPECT_TRUE(day->instance.meetings[0].interpreted);
    EXPECT_FALSE(day->instance.meetings[1].interpreted);
    EXPECT_FALSE(day->instance.meetings[4].interpreted) << "of Dario no language is known";
    EXPECT_TRUE(day->unknown.empty());
}

TEST(DayFile, names_what_is_wrong_by_its_pointer)
{
    struct Case {
        char const* pointer;
        Json value;
        char const* refused;
    };
    auto const cases = std::vector<Case> {
        { "/slots", 0, "/slots" },
        { "/slots", 65, "/slots" },
        { "/slots", "five", "/slots" },
        { "/slots", 2.5, "/slots" },
        { "/tables", -1, "/tables" },
        { "/tables", 1e30, "/tables" },
        { "/sessions/1", Json::array({ 4, 6 }), "/sessions/1/1" },
        { "/sessions/1", Json::array({ 4, 3 }), "/sessions/1/1" },
        { "/sessions/1", 4, "/sessions/1" },
        { "/participants/1", 7, "/participants/1" },
        { "/participants/1", "Anna", "/participants/1" },
        { "/participants", Json::object(), "/participants" },
        { "/meetings/0/0", 5, "/meetings/0/0" },
        { "/meetings/0/1", 0, "/meetings/0/1" },
        { "/meetings/0/1", 1, "/meetings/0/1" },
        { "/meetings/0/2", 3, "/meetings/0/2" },
        { "/meetings/0", Json::array({ 1 }), "/meetings/0" },
        { "/meetings", nullptr, "/meetings" },
        { "/forbidden", Json { { "5", Json::array({ 1 }) } }, "/forbidden/5" },
        { "/forbidden", Json { { "01", Json::array({ 1 }) } }, "/forbidden/01" },
        { "/forbidden", Json { { "x/y", Json::array({ 1 }) } }, "/forbidden/x~1y" },
        { "/forbidden/3/0", 6, "/forbidden/3/0" },
        { "/forbidden/3", Json::array({ 2, 2 }), "/forbidden/3/1" },
        { "/fixed/3", 9, "/fixed/3" },
        { "/fixed", Json { { "6", 1 } }, "/fixed/6" },
        { "/before/0/1", 6, "/before/0/1" },
        { "/before/0/1", 2, "/before/0/1" },
        { "/before", Json::array({ Json::array({ 1, 2 }), Json::array({ 1, 2 }) }), "/before/1" },
        { "/max_breaks", -1, "/max_breaks" },
        { "/fairness", "2", "/fairness" },
        { "/optional", Json { { "1", 0 } }, "/optional/1" },
        { "/table_of", Json { { "1", 3 } }, "/table_of/1" },
        { "/languages/1", "fr", "/languages/1" },
        { "/interpreters", -1, "/interpreters" },
        { "/name", 3, "/name" },
    };
    for (auto const& row : cases)
        EXPECT_EQ(refusal_of(row.pointer, row.value), row.refused) << row.pointer << " " << row.value.dump();
}

TEST(DayFile, takes_no_million_of_meetings)
{
    auto json = day_json();
    for (int i = 0; i < 1'000'000; ++i)
        json["meetings"].push_back(Json::array({ 1, 2, 0 }));
    auto const day = read_day(json);
    ASSERT_TRUE(day.refused());
    EXPECT_EQ(day.refusal().pointer, "/meetings");
    EXPECT_EQ(
        words_of(day.refusal(), "day.json", english()), "day.json: /meetings: has more than 100000 entries.");
}

/// Replaces, removes or repeats something anywhere in a JSON value.
void spoil(Json& json, timetable::Chance& chance)
{
    auto flat = json.flatten();
    if (!flat.is_object() || flat.empty())
        return;
    auto place = flat.begin();
    std::advance(place, chance.below(static_cast<int>(flat.size())));
    Json const odd[] { nullptr, -1, 0, 1, 2, 99, 1e300, "x", true, Json::array(), Json::object(),
        Json::array({ 1, 1 }) };
    auto pointer = Json::json_pointer(place.key());
    if (chance.below(3) == 0 && !pointer.empty())
        pointer = pointer.parent_pointer();
    json[pointer] = odd[chance.below(std::size(odd))];
}

TEST(DayFile, never_breaks_on_spoilt_files)
{
    timetable::Chance chance(5);
    int read = 0, refused = 0;
    for (int i = 0; i < 3000; ++i) {
        auto json = day_json();
        for (int n = 1 + chance.below(3); n > 0 && json.is_object(); --n)
            spoil(json, chance);
        auto const day = read_day(json);
        if (day.refused()) {
            ++refused;
            EXPECT_FALSE(words_of(day.refusal(), "f", english()).empty());
            continue;
        }
        ++read;
        auto const solution = timetable::solve(day->instance, {});
        auto const plan = plan_of(*day, solution, 0, english());
        if (solution.status == timetable::Status::Optimal)
            EXPECT_TRUE(recount(json, plan, english()).faults.empty()) << json.dump() << plan.dump();
        else
            EXPECT_FALSE(plan.at("because").get<std::string>().empty()) << json.dump();
    }
    EXPECT_GT(read, 100);
    EXPECT_GT(refused, 1000);
}

TEST(Plan, passes_the_recount)
{
    auto const day = read_day(day_json());
    auto const solution = timetable::solve(day->instance, {});
    auto const plan = plan_of(*day, solution, 0.25, english());
    EXPECT_EQ(plan.at("status"), "optimal");
    auto const recounted = recount(day_json(), plan, english());
    EXPECT_TRUE(recounted.faults.empty()) << Json(recounted.faults).dump();
    EXPECT_EQ(recounted.objective, plan.at("objective").get<int>());
    EXPECT_EQ(recounted.table_changes, plan.at("table_changes").get<int>());
    EXPECT_EQ(*read_plan(plan, *day), solution.timetable);
}

/// What the recount says first of a plan with something changed.
std::string fault_of(char const* pointer, Json const& value)
{
    auto const day = read_day(day_json());
    auto plan = plan_of(*day, timetable::solve(day->instance, {}), 0, english());
    plan["slot"] = Json::array({ 4, 3, 1, 5, 4 });
    plan["table"] = Json::array({ 1, 1, 1, 1, 2 });
    plan[Json::json_pointer(pointer)] = value;
    auto const faults = recount(day_json(), plan, english()).faults;
    return faults.empty() ? "holds" : faults.front();
}

/// The same of a plan that holds but for what it says of itself.
std::string recounted_claim(char const* name, Json const& value)
{
    auto const day = read_day(day_json());
    auto plan = plan_of(*day, timetable::solve(day->instance, {}), 0, english());
    plan[name] = value;
    auto const faults = recount(day_json(), plan, english()).faults;
    return faults.empty() ? "holds" : faults.front();
}

TEST(Recount, finds_each_kind_of_fault)
{
    EXPECT_EQ(fault_of("/slot/0", 0), "Meeting 1 has no slot.");
    EXPECT_EQ(fault_of("/slot/1", 4), "Meeting 2 stands outside its session, in slot 4.");
    EXPECT_EQ(fault_of("/slot/2", 3), "Meeting 3 is fixed elsewhere than in slot 3.");
    EXPECT_EQ(fault_of("/slot/0", 4), "Anna is in two meetings in slot 4.");
    EXPECT_EQ(fault_of("/slot/1", 2), "Chloé is not there in slot 2 but has meeting 2.");
    EXPECT_EQ(fault_of("/slot", Json::array({ 2, 3, 1, 5, 1 })), "Dario is in two meetings in slot 1.");
    EXPECT_EQ(fault_of("/slot", Json::array({ 1, 3, 1, 5, 2 })), "Meeting 2 does not come before meeting 5.");
    EXPECT_EQ(fault_of("/slot", Json::array({ 2, 3, 1, 5, 4 })), "holds");
    EXPECT_EQ(recounted_claim("objective", 7), "The plan does not have the 3 breaks that there are.");
    EXPECT_EQ(recounted_claim("bound", 9), "The plan has fewer breaks than its bound allows.");
    EXPECT_EQ(
        recounted_claim("bound", nullptr), "The plan says that it is optimal, but its bound lies elsewhere.");
    EXPECT_EQ(recounted_claim("table", Json::array({ 1, 1, 1, 1, 3 })), "Meeting 5 has no table of its own.");
    EXPECT_EQ(fault_of("/table", Json::array()), "Anna is in two meetings in slot 4.");
    EXPECT_EQ(fault_of("/slot", Json::array({ 1, 2 })), "The plan has not one slot for each meeting.");
}

TEST(ChangeFile, names_what_is_wrong_by_its_pointer)
{
    auto const day = read_day(day_json());
    auto const refused = [&](char const* text) {
        auto const change = read_change(*parse_json(text), *day);
        return change.refused() ? change.refusal().pointer : "read";
    };
    EXPECT_EQ(
        refused(
            R"({"cancel_meetings": [1], "absent": {"2": [1, 5]}, "add_meetings": [[1, 2, 0]], "now": 2})"),
        "read");
    EXPECT_EQ(refused(R"({"cancel_meetings": [6]})"), "/cancel_meetings/0");
    EXPECT_EQ(refused(R"({"absent": {"5": [1]}})"), "/absent/5");
    EXPECT_EQ(refused(R"({"absent": {"1": [6]}})"), "/absent/1/0");
    EXPECT_EQ(refused(R"({"add_meetings": [[1, 1, 0]]})"), "/add_meetings/0/1");
    EXPECT_EQ(refused(R"({"now": 0})"), "/now");
    EXPECT_EQ(refused(R"({"locked": "x"})"), "/locked");
    EXPECT_EQ(refused("[]"), "");
}

TEST(ChangeFile, ends_in_a_plan_that_says_what_moved)
{
    auto const day = read_day(day_json());
    auto const planned = timetable::solve(day->instance, {});
    auto const change
        = read_change(*parse_json(R"({"absent": {"1": [2]}, "add_meetings": [[2, 3, 0]]})"), *day);
    auto const repaired = timetable::repair(
        day->instance, planned.timetable, planned.tables, *change, timetable::Trades::Count, {});
    auto const plan = repaired_plan_of(*day, repaired, 0);
    EXPECT_EQ(plan.at("status"), "optimal");
    EXPECT_EQ(plan.at("slot").size(), 6U);
    EXPECT_EQ(plan.at("moved").size(), repaired.moved.size());
    EXPECT_EQ(plan.at("trades").front().at("moves"), static_cast<int>(repaired.moved.size()));
}

TEST(Reasons, say_a_conflict_by_counting)
{
    auto json = day_json();
    json["slots"] = 3;
    json["sessions"] = Json::array();
    json["forbidden"] = Json { { "1", Json::array({ 2 }) } };
    json["meetings"] = *parse_json("[[1, 2, 0], [1, 3, 0], [1, 4, 0]]");
    json["fixed"] = Json::object();
    json["before"] = Json::array();
    auto const day = read_day(json);
    ASSERT_TRUE(day) << day.refusal().pointer;
    auto const solution = timetable::solve(day->instance, {});
    ASSERT_TRUE(solution.conflict);
    EXPECT_EQ(words_of(*solution.conflict, *day, english()), "Anna has 3 meetings but 2 slots for them.");
    auto const plan = plan_of(*day, solution, 0, english());
    EXPECT_EQ(plan.at("status"), "infeasible");
    EXPECT_EQ(plan.at("conflict").back(),
        Json({ { "path", "/forbidden/1" }, { "text", "Anna is not there in these slots: 2." } }));
}

} // namespace
} // namespace passerelle::schedule
