#include "solver/meetings/tables.hpp"

#include <algorithm>
#include <array>

namespace passerelle::timetable {
namespace {

int kept_table(Instance const& instance, Meeting const& meeting)
{
    auto const own = instance.table_of[meeting.a];
    return own != no_table ? own : instance.table_of[meeting.b];
}

/// By meeting: those of the slot before that share one of its people, or -1.
using Links = std::vector<std::array<int, 2>>;

/// Which meeting hands its table to which: as many as can be, by augmenting paths.
class Handing {
public:
    Handing(Links const& links, int meetings) : links_(links), giver_(meetings, -1), taker_(meetings, -1) {}

    void pair(int giver, int taker)
    {
        giver_[taker] = giver;
        taker_[giver] = taker;
    }

    /// A taker loses its giver only where it finds another; a path that comes back to its start ends there.
    bool serve_first(int taker)
    {
        first_ = taker;
        return serve(taker, -1);
    }

    int giver(int taker) const { return giver_[taker]; }

private:
    bool serve(int taker, int lost)
    {
        for (auto const giver : links_[taker]) {
            if (giver < 0 || giver == lost)
                continue;
            if (taker_[giver] < 0 || (taker_[giver] != first_ && serve(taker_[giver], giver))) {
                pair(giver, taker);
                return true;
            }
        }
        return false;
    }

    Links const& links_;
    std::vector<int> giver_, taker_;
    int first_ = -1;
};

class Seating {
public:
    Seating(Instance const& instance, Timetable const& timetable)
        : instance_(instance),
          meetings_(static_cast<int>(instance.meetings.size())),
          tables_(meetings_, no_table),
          previous_(meetings_, -1),
          at_slot_(instance.slots)
    {
        for (int m = 0; m < meetings_; ++m)
            if (timetable[m] != unplaced)
                at_slot_[timetable[m]].push_back(m);
        held_.assign(instance.participants, std::vector<int>(instance.slots, -1));
        for (int m = 0; m < meetings_; ++m)
            if (timetable[m] != unplaced) {
                held_[instance.meetings[m].a][timetable[m]] = m;
                held_[instance.meetings[m].b][timetable[m]] = m;
            }
    }

    std::vector<int> run()
    {
        for (int t = 1; t < instance_.slots; ++t)
            pair(t);
        for (int t = 0; t < instance_.slots; ++t)
            seat(t);
        return std::move(tables_);
    }

private:
    /// Which meeting of slot t - 1 hands its table to which of slot t.
    void pair(int t)
    {
        Links links(meetings_, { -1, -1 });
        for (auto const& held : held_)
            if (held[t - 1] >= 0 && held[t] >= 0 && may_follow(held[t - 1], held[t])) {
                auto& of_taker = links[held[t]];
                of_taker[of_taker[0] < 0 ? 0 : 1] = held[t - 1];
            }
        Handing handing(links, meetings_);
        // The same two people twice in a row keep their table both.
        for (auto const m : at_slot_[t])
            if (links[m][0] >= 0 && links[m][0] == links[m][1])
                handing.pair(links[m][0], m);
        for (auto const m : at_slot_[t])
            if (handing.giver(m) < 0)
                handing.serve_first(m);
        for (auto const m : at_slot_[t])
            previous_[m] = handing.giver(m);
    }

    bool may_follow(int before, int after) const
    {
        auto const a = kept_table(instance_, instance_.meetings[before]);
        auto const b = kept_table(instance_, instance_.meetings[after]);
        return a == no_table || b == no_table || a == b;
    }

    void seat(int t)
    {
        std::vector<bool> taken(instance_.tables, false);
        auto const give = [&](int m, int table) {
            tables_[m] = table;
            taken[table] = true;
        };
        for (auto const m : at_slot_[t])
            if (auto const kept = kept_table(instance_, instance_.meetings[m]); kept != no_table)
                give(m, kept);
        for (auto const m : at_slot_[t])
            if (tables_[m] == no_table && previous_[m] >= 0 && !taken[tables_[previous_[m]]])
                give(m, tables_[previous_[m]]);
        // After a rest, back to the table of the meeting before, if it is free; else to any.
        for (auto const m : at_slot_[t])
            if (tables_[m] == no_table)
                for (auto const p : { instance_.meetings[m].a, instance_.meetings[m].b })
                    if (auto const table = last_table(p, t);
                        tables_[m] == no_table && table != no_table && !taken[table])
                        give(m, table);
        int next = 0;
        for (auto const m : at_slot_[t])
            if (tables_[m] == no_table) {
                while (taken[next])
                    ++next;
                give(m, next);
            }
    }

    int last_table(int p, int t) const
    {
        for (int before = t - 2; before >= 0; --before)
            if (held_[p][before] >= 0)
                return held_[p][t - 1] >= 0 ? no_table : tables_[held_[p][before]];
        return no_table;
    }

    Instance const& instance_;
    int meetings_;
    std::vector<int> tables_, previous_;
    std::vector<std::vector<int>> at_slot_;
    std::vector<std::vector<int>> held_; ///< by participant and slot
};

} // namespace

std::vector<int> give_tables(Instance const& instance, Timetable const& timetable)
{
    return Seating(instance, timetable).run();
}

int count_table_changes(Instance const& instance, Timetable const& timetable, std::vector<int> const& tables)
{
    std::vector<std::vector<int>> table(instance.participants, std::vector<int>(instance.slots, no_table));
    for (std::size_t m = 0; m < timetable.size(); ++m)
        if (timetable[m] != unplaced)
            for (auto const p : { instance.meetings[m].a, instance.meetings[m].b })
                table[p][timetable[m]] = tables[m];
    int changes = 0;
    for (auto const& day : table)
        for (std::size_t t = 1; t < day.size(); ++t)
            changes += day[t - 1] != no_table && day[t] != no_table && day[t - 1] != day[t];
    return changes;
}

} // namespace passerelle::timetable
