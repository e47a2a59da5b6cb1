#include "solver/meetings/problem.hpp"

#include <algorithm>

namespace passerelle::timetable {
namespace {

using Rule = Ground::Rule;

Slots first_domain(Instance const& instance, Meeting const& meeting)
{
    auto domain = first_slots(instance.slots) & ~instance.absent[meeting.a] & ~instance.absent[meeting.b];
    if (meeting.session != any_session) {
        auto const& session = instance.sessions[meeting.session];
        domain &= slots_between(session.first, session.last);
    }
    if (meeting.fixed)
        domain &= slot_bit(*meeting.fixed);
    return domain;
}

/// The grounds of a meeting's first domain.
void add_grounds(Instance const& instance, int m, std::vector<Ground>& grounds)
{
    auto const& meeting = instance.meetings[m];
    grounds.push_back({ Rule::Held, m });
    if (meeting.session != any_session)
        grounds.push_back({ Rule::InSession, m });
    if (meeting.fixed)
        grounds.push_back({ Rule::Fixed, m });
    for (auto const participant : { meeting.a, meeting.b })
        if (instance.absent[participant])
            grounds.push_back({ Rule::Absent, participant });
}

void tidy(std::vector<Ground>& grounds)
{
    std::ranges::sort(grounds);
    grounds.erase(std::unique(grounds.begin(), grounds.end()), grounds.end());
}

/// Places meetings in slots by augmenting paths; each slot takes `capacity`.
class Matching {
public:
    Matching(std::vector<Slots> const& domain, int slots, int capacity)
        : domain_(domain),
          held_(slots),
          capacity_(capacity)
    {
    }

    bool place(int m)
    {
        seen_ = 0;
        return augment(m);
    }

    /// After `place` failed: all meetings that compete for the slots that it reached.
    std::vector<int> competing(int m) const
    {
        std::vector<int> result { m };
        for_each_slot(
            seen_, [&](int slot) { result.insert(result.end(), held_[slot].begin(), held_[slot].end()); });
        return result;
    }
    Slots reached() const { return seen_; }

private:
    bool augment(int m)
    {
        for (Slots open = domain_[m] & ~seen_; open; open = domain_[m] & ~seen_) {
            auto const slot = first_slot(open);
            seen_ |= slot_bit(slot);
            if (static_cast<int>(held_[slot].size()) < capacity_) {
                held_[slot].push_back(m);
                return true;
            }
            for (auto& other : held_[slot])
                if (augment(other)) {
                    other = m;
                    return true;
                }
        }
        return false;
    }

    std::vector<Slots> const& domain_;
    std::vector<std::vector<int>> held_;
    int capacity_;
    Slots seen_ = 0;
};

/// More meetings than slots for them, of one participant or in all.
std::optional<Conflict> count_conflict(
    Problem const& problem, std::vector<int> const& meetings, int capacity, std::optional<int> participant)
{
    auto const& instance = problem.instance;
    Matching matching(problem.domain, instance.slots, capacity);
    for (auto const m : meetings) {
        if (instance.meetings[m].price > 0 || matching.place(m))
            continue;
        Conflict conflict;
        conflict.participant = participant;
        auto const competing = matching.competing(m);
        conflict.meetings = static_cast<int>(competing.size());
        conflict.places = count_slots(matching.reached()) * capacity;
        for (auto const other : competing)
            add_grounds(instance, other, conflict.grounds);
        conflict.grounds.push_back(
            participant ? Ground { Rule::OneAtATime, *participant } : Ground { Rule::Tables, 0 });
        tidy(conflict.grounds);
        return conflict;
    }
    return {};
}

std::optional<Conflict> first_conflict(Problem const& problem)
{
    auto const& instance = problem.instance;
    std::vector<int> all;
    for (int m = 0; m < static_cast<int>(problem.domain.size()); ++m) {
        auto const& meeting = instance.meetings[m];
        if (meeting.price > 0)
            continue;
        auto const a = instance.table_of[meeting.a], b = instance.table_of[meeting.b];
        if (a != no_table && b != no_table && a != b)
            return Conflict { { { Rule::Held, m }, { Rule::TwoTables, m } }, {}, 0, 0 };
        if (problem.domain[m] == 0) {
            Conflict conflict;
            add_grounds(instance, m, conflict.grounds);
            tidy(conflict.grounds);
            return conflict;
        }
        all.push_back(m);
    }
    for (int p = 0; p < instance.participants; ++p)
        if (auto conflict = count_conflict(problem, problem.own[p], 1, p))
            return conflict;
    return count_conflict(problem, all, instance.tables, {});
}

/// Narrows domains until nothing follows any more. Only what must be held narrows others.
class Narrowing {
public:
    explicit Narrowing(Problem& problem) : problem_(problem) {}

    void run()
    {
        do {
            changed_ = false;
            order();
            occupy();
            if (!changed_)
                match();
        } while (changed_);
    }

private:
    void narrow(int m, Slots kept)
    {
        auto& domain = problem_.domain[m];
        changed_ = changed_ || (domain & ~kept) != 0;
        domain &= kept;
    }

    bool must(int m) const { return problem_.instance.meetings[m].price == 0; }

    void order()
    {
        for (auto const& [earlier, later] : problem_.instance.before) {
            if (must(earlier) && problem_.domain[earlier])
                narrow(later, ~first_slots(first_slot(problem_.domain[earlier]) + 1));
            if (must(later) && problem_.domain[later])
                narrow(earlier, first_slots(std::bit_width(problem_.domain[later]) - 1));
        }
    }

    void exclude(std::vector<int> const& meetings, int settled)
    {
        for (auto const other : meetings)
            if (other != settled)
                narrow(other, ~problem_.domain[settled]);
    }

    /// A meeting with one slot left takes it from its people, its table and the tables of all.
    void occupy()
    {
        auto const& instance = problem_.instance;
        std::vector<int> settled(instance.slots, 0);
        for (int m = 0; m < static_cast<int>(problem_.domain.size()); ++m) {
            if (!must(m) || count_slots(problem_.domain[m]) != 1)
                continue;
            ++settled[first_slot(problem_.domain[m])];
            exclude(problem_.own[instance.meetings[m].a], m);
            exclude(problem_.own[instance.meetings[m].b], m);
            if (problem_.kept_table[m] != no_table)
                exclude(problem_.at_table[problem_.kept_table[m]], m);
        }
        for (int slot = 0; slot < instance.slots; ++slot)
            if (settled[slot] >= instance.tables)
                for (int m = 0; m < static_cast<int>(problem_.domain.size()); ++m)
                    if (!must(m) || count_slots(problem_.domain[m]) > 1)
                        narrow(m, ~slot_bit(slot));
    }

    /// A slot that leaves no slots for the other meetings of a participant is none for this one.
    void match()
    {
        for (auto const& own : problem_.own) {
            std::vector<int> needed;
            std::ranges::copy_if(own, std::back_inserter(needed), [&](int m) { return must(m); });
            if (static_cast<int>(needed.size()) * 2 < problem_.instance.slots && !is_tight(needed))
                continue;
            for (auto const m : needed)
                for_each_slot(problem_.domain[m], [&](int slot) { try_slot(needed, m, slot); });
        }
    }

    bool is_tight(std::vector<int> const& meetings) const
    {
        return std::ranges::any_of(meetings,
            [&](int m) { return count_slots(problem_.domain[m]) < static_cast<int>(meetings.size()); });
    }

    void try_slot(std::vector<int> const& needed, int m, int slot)
    {
        auto const before = problem_.domain[m];
        problem_.domain[m] = slot_bit(slot);
        Matching matching(problem_.domain, problem_.instance.slots, 1);
        auto const fits = matching.place(m)
            && std::ranges::all_of(needed, [&](int other) { return other == m || matching.place(other); });
        problem_.domain[m] = before;
        if (!fits)
            narrow(m, ~slot_bit(slot));
    }

    Problem& problem_;
    bool changed_ = false;
};

/// A meeting whose slots all lie up to some slot has been held by then; one whose slots all lie behind has
/// not.
void count_held(Problem& problem)
{
    auto const& instance = problem.instance;
    problem.held_least.assign(instance.participants, std::vector<int>(instance.slots, 0));
    problem.held_most = problem.held_least;
    for (int p = 0; p < instance.participants; ++p) {
        auto const available = problem.available(p);
        for (int t = 0; t < instance.slots; ++t) {
            int least = 0, most = 0;
            for (auto const m : problem.own[p]) {
                auto const must = instance.meetings[m].price == 0;
                least += must && (problem.domain[m] & ~first_slots(t + 1)) == 0;
                most += (problem.domain[m] & first_slots(t + 1)) != 0;
            }
            auto const total = static_cast<int>(problem.own[p].size());
            auto const open = count_slots(available & first_slots(t + 1));
            auto const later = count_slots(available & ~first_slots(t + 1));
            problem.held_most[p][t] = std::min(most, open);
            problem.held_least[p][t] = problem.has_optional(p) ? least : std::max(least, total - later);
        }
    }
}

/// Fewest breaks of a participant whose meetings can stand anywhere in `available`, each slot in `needed`
/// being one of them: walks the day with (meetings placed, busy now) as its state.
int fewest_breaks(Slots available, Slots needed, int meetings, int slots)
{
    constexpr int none = 1'000'000;
    std::vector<int> idle(meetings + 1, none), busy(meetings + 1, none);
    idle[0] = 0;
    for (int t = 0; t < slots; ++t) {
        auto const there = (available & slot_bit(t)) != 0;
        auto const may_rest = (needed & slot_bit(t)) == 0;
        for (int k = meetings; k >= 0; --k) {
            auto const starts = k == 0 ? none : idle[k - 1] + (k > 1 ? 1 : 0);
            auto const goes_on = k == 0 ? none : busy[k - 1];
            idle[k] = may_rest ? std::min(idle[k], busy[k]) : none;
            busy[k] = there ? std::min(starts, goes_on) : none;
        }
    }
    return std::min(idle[meetings], busy[meetings]);
}

void count_breaks_min(Problem& problem)
{
    auto const& instance = problem.instance;
    problem.breaks_min.assign(instance.participants, 0);
    for (int p = 0; p < instance.participants; ++p)
        if (!problem.has_optional(p)) {
            Slots needed = 0;
            for (auto const m : problem.own[p])
                if (count_slots(problem.domain[m]) == 1)
                    needed |= problem.domain[m];
            auto const fewest = fewest_breaks(
                problem.available(p), needed, static_cast<int>(problem.own[p].size()), instance.slots);
            problem.breaks_min[p] = fewest < instance.slots ? fewest : 0;
        }
}

void link(Problem& problem)
{
    auto const& instance = problem.instance;
    std::vector<int> owners(instance.tables, 0);
    for (auto const table : instance.table_of)
        if (table != no_table)
            ++owners[table];
    problem.own.resize(instance.participants);
    problem.at_table.resize(instance.tables);
    problem.after.resize(instance.meetings.size());
    problem.ahead.resize(instance.meetings.size());
    for (int m = 0; m < static_cast<int>(instance.meetings.size()); ++m) {
        auto const& meeting = instance.meetings[m];
        auto const a = instance.table_of[meeting.a], b = instance.table_of[meeting.b];
        auto const table = a != no_table ? a : b;
        auto const apart = a != no_table && b != no_table && a != b;
        if (apart)
            problem.domain[m] = 0;
        problem.kept_table.push_back(table);
        problem.own[meeting.a].push_back(m);
        problem.own[meeting.b].push_back(m);
        if (table != no_table && owners[table] > 1)
            problem.at_table[table].push_back(m);
    }
    for (auto const& [earlier, later] : instance.before) {
        problem.after[earlier].push_back(later);
        problem.ahead[later].push_back(earlier);
    }
}

} // namespace

bool Problem::has_optional(int participant) const
{
    return std::ranges::any_of(own[participant], [&](int m) { return instance.meetings[m].price > 0; });
}

Slots Problem::available(int participant) const
{
    Slots slots = 0;
    for (auto const m : own[participant])
        slots |= domain[m];
    return slots;
}

Problem presolve(Instance const& instance)
{
    std::vector<Slots> domain;
    for (auto const& meeting : instance.meetings)
        domain.push_back(first_domain(instance, meeting));
    return presolve(instance, std::move(domain));
}

Problem presolve(Instance const& instance, std::vector<Slots> domain)
{
    Problem problem(instance);
    problem.domain = std::move(domain);
    link(problem);
    problem.conflict = first_conflict(problem);
    if (!problem.conflict) {
        Narrowing(problem).run();
        count_held(problem);
        count_breaks_min(problem);
    }
    return problem;
}

} // namespace passerelle::timetable
