#include "schedule/change_file.hpp"

#include "platform/json/json.hpp"
#include "schedule/fields.hpp"
#include "solver/meetings/tables.hpp"

#include <cmath>

namespace passerelle::schedule {
namespace {

using Reason = FileRefused::Reason;
using timetable::Change;

class ChangeReader {
public:
    ChangeReader(Json const& json, Day const& day) : json_(json), day_(day) {}

    Outcome<Change, FileRefused> run()
    {
        if (!json_.is_object())
            return FileRefused { Reason::NotObject, "", 0, 0 };
        if (auto const* now = fields_.optional(json_, "now"))
            change_.now = fields_.number(*now, "/now", 1, day_.instance.slots + 1) - 1;
        read_meetings("cancel_meetings", change_.cancelled);
        read_meetings("locked", change_.locked);
        read_absent();
        read_added();
        if (fields_.refused())
            return *fields_.refused();
        return std::move(change_);
    }

private:
    void read_meetings(std::string const& name, std::vector<int>& meetings)
    {
        auto const* list = fields_.optional(json_, name);
        if (!list)
            return;
        auto const many = static_cast<int>(day_.instance.meetings.size());
        fields_.each(*list, "/" + name, meetings_max, [&](Json const& meeting, std::string const& at) {
            auto const number = fields_.number(meeting, at, 1, many);
            if (!fields_.refused())
                meetings.push_back(number - 1);
        });
    }

    void read_absent()
    {
        change_.absent.assign(day_.participants.size(), 0);
        auto const* absent = fields_.optional(json_, "absent");
        if (!absent)
            return;
        fields_.each_numbered(*absent, "/absent", static_cast<int>(day_.participants.size()),
            [&](int participant, Json const& slots, std::string const& at) {
                fields_.each(
                    slots, at, timetable::slots_max, [&](Json const& slot, std::string const& place) {
                        auto const number = fields_.number(slot, place, 1, day_.instance.slots);
                        if (!fields_.refused())
                            change_.absent[participant] |= timetable::slot_bit(number - 1);
                    });
            });
    }

    void read_added()
    {
        auto const* added = fields_.optional(json_, "add_meetings");
        if (!added)
            return;
        auto const people = static_cast<int>(day_.participants.size());
        auto const sessions = static_cast<int>(day_.instance.sessions.size());
        fields_.each(*added, "/add_meetings", meetings_max, [&](Json const& meeting, std::string const& at) {
            if (!meeting.is_array() || (meeting.size() != 3 && meeting.size() != 2))
                return fields_.refuse(Reason::NotMeeting, at);
            auto const a = fields_.number(meeting[0], at + "/0", 1, people);
            auto const b = fields_.number(meeting[1], at + "/1", 1, people);
            auto const session = meeting.size() == 2 ? 0 : fields_.number(meeting[2], at + "/2", 0, sessions);
            if (a == b)
                fields_.refuse(Reason::Itself, at + "/1");
            if (!fields_.refused())
                change_.added.push_back({ a - 1, b - 1, session == 0 ? timetable::any_session : session - 1,
                    0, day_.needs_interpreter(a - 1, b - 1), {} });
        });
    }

    Json const& json_;
    Day const& day_;
    Fields fields_;
    Change change_;
};

Json from_one(std::vector<int> const& numbers)
{
    auto list = Json::array();
    for (auto const number : numbers)
        list.push_back(number + 1);
    return list;
}

std::string_view status_of(timetable::Status status)
{
    return status == timetable::Status::Optimal ? "optimal"
        : status == timetable::Status::Feasible ? "feasible"
                                                : "unknown";
}

} // namespace

Outcome<Change, FileRefused> read_change(Json const& json, Day const& day)
{
    return ChangeReader(json, day).run();
}

Json repaired_plan_of(Day const& day, timetable::Repaired const& repaired, double seconds)
{
    Json plan { { "name", day.name }, { "status", status_of(repaired.status) } };
    if (!repaired.timetable.empty()) {
        plan["objective"] = repaired.breaks;
        plan["bound"] = repaired.breaks_bound;
        plan["slot"] = from_one(repaired.timetable);
        plan["table"] = from_one(repaired.tables);
        plan["moved"] = from_one(repaired.moved);
        plan["moves_bound"] = repaired.moves_bound;
        plan["lost"] = from_one(repaired.lost);
        plan["lost_bound"] = repaired.lost_bound;
        plan["filled"] = from_one(repaired.filled);
        plan["table_changes"]
            = timetable::count_table_changes(repaired.day, repaired.timetable, repaired.tables);
    }
    if (!repaired.limits_kept)
        plan["limits_kept"] = false;
    for (auto const& trade : repaired.trades)
        plan["trades"].push_back(
            { { "moves", trade.moves }, { "breaks", trade.breaks }, { "bound", trade.bound } });
    plan["seconds"] = std::round(seconds * 1000) / 1000;
    return plan;
}

} // namespace passerelle::schedule
