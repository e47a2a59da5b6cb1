#include "schedule/day_file.hpp"

#include "platform/json/json.hpp"
#include "schedule/fields.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>

namespace passerelle::schedule {
namespace {

using Reason = FileRefused::Reason;
using timetable::any_session;
using timetable::slot_bit;

constexpr int tables_max = 10'000;
constexpr int price_max = 1'000'000;
constexpr int lists_max = 1'000'000;

class Reader {
public:
    explicit Reader(Json const& json) : json_(json) {}

    Outcome<Day, FileRefused> run()
    {
        if (!json_.is_object())
            return FileRefused { Reason::NotObject, "", 0, 0 };
        read_frame();
        read_sessions();
        read_participants();
        read_meetings();
        if (!fields_.refused())
            read_limits();
        if (!fields_.refused())
            read_extensions();
        if (fields_.refused())
            return *fields_.refused();
        for (auto const& [name, value] : json_.items())
            if (std::ranges::find(known, name) == known.end())
                day_.unknown.push_back("/" + json_pointer_token(name));
        return std::move(day_);
    }

private:
    static constexpr std::array<std::string_view, 16> known { "name", "slots", "tables", "sessions",
        "participants", "meetings", "forbidden", "fixed", "before", "max_breaks", "fairness", "optional",
        "table_of", "languages", "interpreters", "comment" };

    timetable::Instance& instance() { return day_.instance; }
    int meetings() const { return static_cast<int>(day_.instance.meetings.size()); }

    void read_frame()
    {
        if (auto const* name = fields_.optional(json_, "name"))
            day_.name = fields_.text(*name, "/name");
        if (auto const* slots = fields_.needed(json_, "", "slots"))
            instance().slots = fields_.number(*slots, "/slots", 1, timetable::slots_max);
        if (auto const* tables = fields_.needed(json_, "", "tables"))
            instance().tables = fields_.number(*tables, "/tables", 0, tables_max);
    }

    void read_sessions()
    {
        auto const* sessions = fields_.optional(json_, "sessions");
        if (!sessions)
            return;
        fields_.each(
            *sessions, "/sessions", timetable::slots_max, [&](Json const& session, std::string const& at) {
                if (!session.is_array() || session.size() != 2)
                    return fields_.refuse(Reason::NotPair, at);
                auto const first = fields_.number(session[0], at + "/0", 1, instance().slots);
                auto const last = fields_.number(session[1], at + "/1", first, instance().slots);
                instance().sessions.push_back({ first - 1, last - 1 });
            });
    }

    void read_participants()
    {
        auto const* participants = fields_.needed(json_, "", "participants");
        if (!participants)
            return;
        std::unordered_set<std::string> names;
        fields_.each(
            *participants, "/participants", participants_max, [&](Json const& name, std::string const& at) {
                day_.participants.push_back(fields_.text(name, at));
                if (!names.insert(day_.participants.back()).second)
                    fields_.refuse(Reason::Twice, at);
            });
        instance().participants = static_cast<int>(day_.participants.size());
        day_.languages.resize(day_.participants.size());
        instance().absent.assign(day_.participants.size(), 0);
        instance().table_of.assign(day_.participants.size(), timetable::no_table);
    }

    void read_meetings()
    {
        auto const* meetings = fields_.needed(json_, "", "meetings");
        if (!meetings)
            return;
        fields_.each(*meetings, "/meetings", meetings_max, [&](Json const& meeting, std::string const& at) {
            if (!meeting.is_array() || (meeting.size() != 3 && meeting.size() != 2))
                return fields_.refuse(Reason::NotMeeting, at);
            auto const a = fields_.number(meeting[0], at + "/0", 1, instance().participants);
            auto const b = fields_.number(meeting[1], at + "/1", 1, instance().participants);
            auto const session = meeting.size() == 2
                ? 0
                : fields_.number(meeting[2], at + "/2", 0, static_cast<int>(instance().sessions.size()));
            if (a == b)
                fields_.refuse(Reason::Itself, at + "/1");
            instance().meetings.push_back(
                { a - 1, b - 1, session == 0 ? any_session : session - 1, 0, false, {} });
        });
    }

    void read_limits()
    {
        if (auto const* forbidden = fields_.optional(json_, "forbidden"))
            fields_.each_numbered(*forbidden, "/forbidden", instance().participants,
                [&](int participant, Json const& slots, std::string const& at) {
                    fields_.each(
                        slots, at, timetable::slots_max, [&](Json const& slot, std::string const& place) {
                            auto const number = fields_.number(slot, place, 1, instance().slots);
                            if (fields_.refused())
                                return;
                            if (instance().absent[participant] & slot_bit(number - 1))
                                fields_.refuse(Reason::Twice, place);
                            instance().absent[participant] |= slot_bit(number - 1);
                        });
                });
        if (auto const* fixed = fields_.optional(json_, "fixed"))
            fields_.each_numbered(
                *fixed, "/fixed", meetings(), [&](int meeting, Json const& slot, std::string const& at) {
                    auto const number = fields_.number(slot, at, 1, instance().slots);
                    if (!fields_.refused())
                        instance().meetings[meeting].fixed = number - 1;
                });
        if (auto const* before = fields_.optional(json_, "before"))
            read_before(*before);
    }

    void read_before(Json const& before)
    {
        std::set<std::pair<int, int>> seen;
        fields_.each(before, "/before", lists_max, [&](Json const& pair, std::string const& at) {
            if (!pair.is_array() || pair.size() != 2)
                return fields_.refuse(Reason::NotPair, at);
            auto const earlier = fields_.number(pair[0], at + "/0", 1, meetings());
            auto const later = fields_.number(pair[1], at + "/1", 1, meetings());
            if (earlier == later)
                return fields_.refuse(Reason::Itself, at + "/1");
            if (!seen.emplace(earlier, later).second)
                return fields_.refuse(Reason::Twice, at);
            instance().before.push_back({ earlier - 1, later - 1 });
        });
    }

    void read_extensions()
    {
        if (auto const* breaks = fields_.optional(json_, "max_breaks"))
            instance().breaks_max = fields_.number(*breaks, "/max_breaks", 0, timetable::slots_max);
        if (auto const* fairness = fields_.optional(json_, "fairness"))
            instance().fairness = fields_.number(*fairness, "/fairness", 0, timetable::slots_max);
        if (auto const* optional = fields_.optional(json_, "optional"))
            fields_.each_numbered(*optional, "/optional", meetings(),
                [&](int meeting, Json const& price, std::string const& at) {
                    auto const number = fields_.number(price, at, 1, price_max);
                    if (!fields_.refused())
                        instance().meetings[meeting].price = number;
                });
        if (auto const* tables = fields_.optional(json_, "table_of"))
            fields_.each_numbered(*tables, "/table_of", instance().participants,
                [&](int participant, Json const& table, std::string const& at) {
                    auto const number = fields_.number(table, at, 1, instance().tables);
                    if (!fields_.refused())
                        instance().table_of[participant] = number - 1;
                });
        if (auto const* languages = fields_.optional(json_, "languages"))
            read_languages(*languages);
        if (auto const* interpreters = fields_.optional(json_, "interpreters"))
            instance().interpreters = fields_.number(*interpreters, "/interpreters", 0, tables_max);
    }

    void read_languages(Json const& languages)
    {
        fields_.each_numbered(languages, "/languages", instance().participants,
            [&](int participant, Json const& list, std::string const& at) {
                fields_.each(list, at, 100, [&](Json const& language, std::string const& place) {
                    auto text = fields_.text(language, place);
                    if (!fields_.refused())
                        day_.languages[participant].insert(std::move(text));
                });
            });
        for (auto& meeting : instance().meetings)
            meeting.interpreted = day_.needs_interpreter(meeting.a, meeting.b);
    }

    Json const& json_;
    Fields fields_;
    Day day_;
};

} // namespace

bool Day::needs_interpreter(int a, int b) const
{
    return !languages[a].empty() && !languages[b].empty()
        && std::ranges::none_of(
            languages[a], [&](std::string const& language) { return languages[b].contains(language); });
}

Outcome<Day, FileRefused> read_day(Json const& json) { return Reader(json).run(); }

} // namespace passerelle::schedule
