#include "schedule/reasons.hpp"

#include "base/ensure.hpp"
#include "platform/i18n/words.hpp"

#include <algorithm>

namespace passerelle::schedule {
namespace {

using i18n::fill;
using Rule = timetable::Ground::Rule;

std::string number(int value) { return std::to_string(value); }

std::string list_of(timetable::Slots slots)
{
    std::string text;
    timetable::for_each_slot(slots, [&](int slot) { text += (text.empty() ? "" : ", ") + number(slot + 1); });
    return text;
}

std::string say(std::string_view text, std::initializer_list<i18n::Filling> values)
{
    return fill(text, values);
}

std::string words_of_meeting(Rule rule, int m, Day const& day, i18n::Words const& words)
{
    auto const& meeting = day.instance.meetings[m];
    auto const& a = day.participants[meeting.a];
    auto const& b = day.participants[meeting.b];
    auto const n = number(m + 1);
    if (rule == Rule::Held)
        return say(
            words.tr("{a} and {b} are to meet (meeting {n})."), { { "a", a }, { "b", b }, { "n", n } });
    if (rule == Rule::InSession) {
        auto const& session = day.instance.sessions[meeting.session];
        auto const first = number(session.first + 1), last = number(session.last + 1);
        return say(words.tr("Meeting {n} ({a}, {b}) belongs into slots {first} to {last}."),
            { { "n", n }, { "a", a }, { "b", b }, { "first", first }, { "last", last } });
    }
    if (rule == Rule::Fixed) {
        auto const slot = number(*meeting.fixed + 1);
        return say(words.tr("Meeting {n} ({a}, {b}) stands in slot {slot}."),
            { { "n", n }, { "a", a }, { "b", b }, { "slot", slot } });
    }
    auto const one = number(day.instance.table_of[meeting.a] + 1);
    auto const other = number(day.instance.table_of[meeting.b] + 1);
    return say(words.tr("{a} keeps table {one} and {b} table {other}; they cannot meet at either."),
        { { "a", a }, { "b", b }, { "one", one }, { "other", other } });
}

std::string words_of_day(Rule rule, Day const& day, i18n::Words const& words)
{
    auto const& instance = day.instance;
    if (rule == Rule::Tables)
        return say(words.trn("There is {n} table.", "There are {n} tables.", instance.tables),
            { { "n", number(instance.tables) } });
    if (rule == Rule::Interpreters) {
        auto const n = instance.interpreters.value_or(0);
        return say(words.trn("{n} meeting at a time can have an interpreter.",
                       "{n} meetings at a time can have an interpreter.", n),
            { { "n", number(n) } });
    }
    if (rule == Rule::BreaksMax) {
        auto const n = instance.breaks_max.value_or(0);
        return say(words.trn("Nobody has more than {n} break.", "Nobody has more than {n} breaks.", n),
            { { "n", number(n) } });
    }
    auto const n = instance.fairness.value_or(0);
    return say(words.trn("The breaks of any two differ by {n} at most.",
                   "The breaks of any two differ by {n} at most.", n),
        { { "n", number(n) } });
}

} // namespace

std::string words_of(FileRefused const& refused, std::string const& file, i18n::Words const& words)
{
    using Reason = FileRefused::Reason;
    auto const low = std::to_string(refused.low), high = std::to_string(refused.high);
    auto const at = file + ": " + (refused.pointer.empty() ? "/" : refused.pointer) + ": ";
    switch (refused.reason) {
    case Reason::Missing:
        return at + std::string(words.tr("is missing."));
    case Reason::NotObject:
        return at + std::string(words.tr("is not an object. Right would be {\"…\": …}."));
    case Reason::NotList:
        return at + std::string(words.tr("is not a list. Right would be [ … ]."));
    case Reason::NotText:
        return at + std::string(words.tr("is not a text. Right would be letters between quotation marks."));
    case Reason::NotNumber:
        return at + std::string(words.tr("is not a whole number."));
    case Reason::NotPair:
        return at + std::string(words.tr("is not a pair of numbers. Right would be [1, 2]."));
    case Reason::NotMeeting:
        return at
            + std::string(words.tr("is not a meeting. Right would be [participant, participant, session]."));
    case Reason::OutOfRange:
        return at + say(words.tr("is not between {low} and {high}."), { { "low", low }, { "high", high } });
    case Reason::TooMany:
        return at + say(words.tr("has more than {high} entries."), { { "high", high } });
    case Reason::Itself:
        return at + std::string(words.tr("is the same as the other of the two."));
    case Reason::Twice:
        return at + std::string(words.tr("stands there twice."));
    }
    ensure(false);
}

std::string pointer_of(timetable::Ground const& ground)
{
    auto const zero = std::to_string(ground.index), one = std::to_string(ground.index + 1);
    switch (ground.rule) {
    case Rule::Held:
        return "/meetings/" + zero;
    case Rule::OneAtATime:
        return "/participants/" + zero;
    case Rule::Absent:
        return "/forbidden/" + one;
    case Rule::InSession:
        return "/meetings/" + zero + "/2";
    case Rule::Fixed:
        return "/fixed/" + one;
    case Rule::Before:
        return "/before/" + zero;
    case Rule::Tables:
        return "/tables";
    case Rule::KeptTable:
    case Rule::TwoTables:
        return "/table_of";
    case Rule::Interpreters:
        return "/interpreters";
    case Rule::BreaksMax:
        return "/max_breaks";
    case Rule::Fairness:
        return "/fairness";
    }
    ensure(false);
}

std::string words_of(timetable::Ground const& ground, Day const& day, i18n::Words const& words)
{
    auto const& instance = day.instance;
    switch (ground.rule) {
    case Rule::Held:
    case Rule::InSession:
    case Rule::Fixed:
    case Rule::TwoTables:
        return words_of_meeting(ground.rule, ground.index, day, words);
    case Rule::OneAtATime:
        return say(
            words.tr("{name} is in one meeting at a time."), { { "name", day.participants[ground.index] } });
    case Rule::Absent: {
        auto const slots = list_of(instance.absent[ground.index]);
        return say(words.tr("{name} is not there in these slots: {slots}."),
            { { "name", day.participants[ground.index] }, { "slots", slots } });
    }
    case Rule::Before: {
        auto const earlier = number(instance.before[ground.index].earlier + 1);
        auto const later = number(instance.before[ground.index].later + 1);
        return say(words.tr("Meeting {earlier} comes before meeting {later}."),
            { { "earlier", earlier }, { "later", later } });
    }
    case Rule::KeptTable:
        return say(words.tr("Table {n} takes one meeting at a time."), { { "n", number(ground.index + 1) } });
    case Rule::Tables:
    case Rule::Interpreters:
    case Rule::BreaksMax:
    case Rule::Fairness:
        return words_of_day(ground.rule, day, words);
    }
    ensure(false);
}

std::string words_of(timetable::Conflict const& conflict, Day const& day, i18n::Words const& words)
{
    auto const meetings = number(conflict.meetings), places = number(conflict.places);
    if (conflict.participant)
        return say(words.trn("{name} has {meetings} meetings but {places} slot for them.",
                       "{name} has {meetings} meetings but {places} slots for them.", conflict.places),
            { { "name", day.participants[*conflict.participant] }, { "meetings", meetings },
                { "places", places } });
    if (conflict.meetings > 0)
        return say(words.trn("{meetings} meetings compete for {places} place at the tables.",
                       "{meetings} meetings compete for {places} places at the tables.", conflict.places),
            { { "meetings", meetings }, { "places", places } });
    std::string text;
    for (auto const& ground : conflict.grounds)
        text += (text.empty() ? "" : " ") + words_of(ground, day, words);
    return text;
}

std::string words_of_gap(int participant, int breaks_min, Day const& day, i18n::Words const& words)
{
    auto const meetings
        = std::ranges::count_if(day.instance.meetings, [&](timetable::Meeting const& meeting) {
              return meeting.a == participant || meeting.b == participant;
          });
    auto const slots = list_of(day.instance.absent[participant]);
    auto const& name = day.participants[participant];
    auto const held = std::to_string(meetings), gaps = number(breaks_min);
    if (slots.empty())
        return say(
            words.trn("{name} has {meetings} meetings whose slots leave {gaps} break at least.",
                "{name} has {meetings} meetings whose slots leave {gaps} breaks at least.", breaks_min),
            { { "name", name }, { "meetings", held }, { "gaps", gaps } });
    return say(
        words.trn("{name} is not there in slots {slots} and has {meetings} meetings: {gaps} break at least.",
            "{name} is not there in slots {slots} and has {meetings} meetings: {gaps} breaks at least.",
            breaks_min),
        { { "name", name }, { "slots", slots }, { "meetings", held }, { "gaps", gaps } });
}

} // namespace passerelle::schedule
