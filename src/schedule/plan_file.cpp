#include "schedule/plan_file.hpp"

#include "base/ensure.hpp"
#include "platform/json/json.hpp"
#include "schedule/fields.hpp"
#include "schedule/reasons.hpp"
#include "solver/meetings/tables.hpp"

#include <cmath>

namespace passerelle::schedule {
namespace {

using timetable::Solution;
using timetable::Status;

std::string_view name_of(Status status)
{
    switch (status) {
    case Status::Optimal:
        return "optimal";
    case Status::Feasible:
        return "feasible";
    case Status::Infeasible:
        return "infeasible";
    case Status::Unknown:
        return "unknown";
    }
    ensure(false);
}

Json from_one(std::vector<int> const& numbers)
{
    auto list = Json::array();
    for (auto const number : numbers)
        list.push_back(number + 1);
    return list;
}

Json left_out(timetable::Timetable const& timetable)
{
    auto list = Json::array();
    for (std::size_t m = 0; m < timetable.size(); ++m)
        if (timetable[m] == timetable::unplaced)
            list.push_back(m + 1);
    return list;
}

Json conflict_of(timetable::Conflict const& conflict, Day const& day, i18n::Words const& words)
{
    auto list = Json::array();
    for (auto const& ground : conflict.grounds)
        list.push_back({ { "path", pointer_of(ground) }, { "text", words_of(ground, day, words) } });
    return list;
}

Json gaps_of(Day const& day, Solution const& solution, i18n::Words const& words)
{
    auto list = Json::array();
    auto const busy = timetable::busy_slots(day.instance, solution.timetable);
    for (std::size_t p = 0; p < busy.size(); ++p) {
        auto const breaks = timetable::count_breaks(busy[p]);
        if (breaks == 0)
            continue;
        Json gap { { "participant", p + 1 }, { "breaks", breaks } };
        auto const least = p < solution.breaks_min.size() ? solution.breaks_min[p] : 0;
        if (least > 0)
            gap["because"] = words_of_gap(static_cast<int>(p), least, day, words);
        list.push_back(std::move(gap));
    }
    return list;
}

} // namespace

Json plan_of(Day const& day, Solution const& solution, double seconds, i18n::Words const& words)
{
    Json plan { { "name", day.name }, { "status", name_of(solution.status) } };
    auto const planned = solution.status == Status::Optimal || solution.status == Status::Feasible;
    if (planned) {
        plan["objective"] = solution.worth.breaks;
        plan["bound"] = solution.bound;
        plan["slot"] = from_one(solution.timetable);
        plan["table"] = from_one(solution.tables);
        if (auto list = left_out(solution.timetable); !list.empty()) {
            plan["left_out"] = std::move(list);
            plan["price"] = solution.worth.price;
            plan["price_bound"] = solution.price_bound;
        }
        plan["breaks_worst"] = solution.worth.breaks_worst;
        plan["idle"] = solution.worth.idle;
        plan["table_changes"]
            = timetable::count_table_changes(day.instance, solution.timetable, solution.tables);
        plan["gaps"] = gaps_of(day, solution, words);
    } else if (solution.status == Status::Unknown)
        plan["bound"] = solution.bound;
    if (solution.conflict) {
        plan["conflict"] = conflict_of(*solution.conflict, day, words);
        plan["because"] = words_of(*solution.conflict, day, words);
    }
    plan["seconds"] = std::round(seconds * 1000) / 1000;
    return plan;
}

Outcome<timetable::Timetable, FileRefused> read_plan(Json const& json, Day const& day)
{
    using Reason = FileRefused::Reason;
    if (!json.is_object())
        return FileRefused { Reason::NotObject, "", 0, 0 };
    Fields fields;
    timetable::Timetable timetable;
    auto const meetings = static_cast<int>(day.instance.meetings.size());
    if (auto const* slots = fields.needed(json, "", "slot")) {
        fields.each(*slots, "/slot", meetings, [&](Json const& slot, std::string const& at) {
            timetable.push_back(fields.number(slot, at, 0, day.instance.slots) - 1);
        });
        if (static_cast<int>(timetable.size()) < meetings)
            fields.refuse(Reason::Missing, "/slot/" + std::to_string(timetable.size()));
    }
    if (fields.refused())
        return *fields.refused();
    return timetable;
}

} // namespace passerelle::schedule
