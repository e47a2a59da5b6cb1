#include "solver/meetings/conflict.hpp"

#include "solver/meetings/cnf.hpp"
#include "solver/meetings/sat.hpp"

#include <algorithm>
#include <map>

namespace passerelle::timetable {
namespace {

using Rule = Ground::Rule;

/// The instance as it stands, each constraint under a literal of its own.
class Statement {
public:
    explicit Statement(Problem const& problem)
        : problem_(problem),
          instance_(problem.instance),
          meetings_(static_cast<int>(instance_.meetings.size()))
    {
        meets_.assign(meetings_, {});
        for (auto& slots : meets_)
            for (int t = 0; t < instance_.slots; ++t)
                slots.push_back(cnf_.fresh());
        hold();
        restrict_slots();
        people_and_tables();
        order();
        breaks();
    }

    Cnf const& cnf() const { return cnf_; }
    std::map<Ground, Literal> const& grounds() const { return grounds_; }

private:
    Literal ground(Rule rule, int index)
    {
        auto& literal = grounds_[{ rule, index }];
        if (literal == 0)
            literal = cnf_.fresh();
        return literal;
    }

    void hold()
    {
        for (int m = 0; m < meetings_; ++m) {
            at_most_one(cnf_, meets_[m]);
            if (instance_.meetings[m].price > 0)
                continue;
            auto somewhere = meets_[m];
            somewhere.push_back(-ground(Rule::Held, m));
            cnf_.add(somewhere);
        }
    }

    void forbid(int m, Slots slots, Rule rule, int index)
    {
        for_each_slot(slots & first_slots(instance_.slots), [&](int t) {
            cnf_.add({ -ground(rule, index), -meets_[m][t] });
        });
    }

    void restrict_slots()
    {
        for (int m = 0; m < meetings_; ++m) {
            auto const& meeting = instance_.meetings[m];
            forbid(m, instance_.absent[meeting.a], Rule::Absent, meeting.a);
            forbid(m, instance_.absent[meeting.b], Rule::Absent, meeting.b);
            if (meeting.session != any_session) {
                auto const& session = instance_.sessions[meeting.session];
                forbid(m, ~slots_between(session.first, session.last), Rule::InSession, m);
            }
            if (meeting.fixed)
                forbid(m, ~slot_bit(*meeting.fixed), Rule::Fixed, m);
            auto const a = instance_.table_of[meeting.a], b = instance_.table_of[meeting.b];
            if (a != no_table && b != no_table && a != b)
                forbid(m, ~Slots { 0 }, Rule::TwoTables, m);
        }
    }

    void one_of(std::vector<int> const& meetings, int t, Literal rule)
    {
        std::vector<Literal> held;
        for (auto const m : meetings) {
            // Only where the rule stands does the meeting count.
            held.push_back(cnf_.fresh());
            cnf_.add({ -rule, -meets_[m][t], held.back() });
        }
        at_most_one(cnf_, held);
    }

    void at_most(std::vector<int> const& meetings, int t, int most, Literal rule)
    {
        std::vector<Literal> held;
        for (auto const m : meetings)
            held.push_back(meets_[m][t]);
        auto const reached = count(cnf_, held, most + 1, Counting::AtLeast);
        if (static_cast<int>(reached.size()) > most)
            cnf_.add({ -rule, -reached[most] });
    }

    void people_and_tables()
    {
        std::vector<int> all, interpreted;
        for (int m = 0; m < meetings_; ++m) {
            all.push_back(m);
            if (instance_.meetings[m].interpreted)
                interpreted.push_back(m);
        }
        for (int t = 0; t < instance_.slots; ++t) {
            for (int p = 0; p < instance_.participants; ++p)
                if (problem_.own[p].size() > 1)
                    one_of(problem_.own[p], t, ground(Rule::OneAtATime, p));
            for (int table = 0; table < instance_.tables; ++table)
                if (problem_.at_table[table].size() > 1)
                    one_of(problem_.at_table[table], t, ground(Rule::KeptTable, table));
            if (meetings_ > instance_.tables)
                at_most(all, t, instance_.tables, ground(Rule::Tables, 0));
            if (instance_.interpreters && static_cast<int>(interpreted.size()) > *instance_.interpreters)
                at_most(interpreted, t, *instance_.interpreters, ground(Rule::Interpreters, 0));
        }
    }

    void order()
    {
        for (int i = 0; i < static_cast<int>(instance_.before.size()); ++i)
            for (int late = 0; late < instance_.slots; ++late)
                for (int early = late; early < instance_.slots; ++early)
                    cnf_.add({ -ground(Rule::Before, i), -meets_[instance_.before[i].earlier][early],
                        -meets_[instance_.before[i].later][late] });
    }

    /// Counts breaks exactly where something depends on their number.
    void breaks()
    {
        if (!instance_.breaks_max && !instance_.fairness)
            return;
        std::vector<std::vector<Literal>> reached(instance_.participants);
        for (int p = 0; p < instance_.participants; ++p) {
            reached[p] = breaks_of(p);
            if (instance_.breaks_max && *instance_.breaks_max < static_cast<int>(reached[p].size()))
                cnf_.add({ -ground(Rule::BreaksMax, 0), -reached[p][*instance_.breaks_max] });
        }
        if (instance_.fairness)
            be_fair(reached);
    }

    std::vector<Literal> breaks_of(int p)
    {
        std::vector<Literal> starts;
        Literal earlier = no, last = no;
        for (int t = 0; t < instance_.slots && !problem_.own[p].empty(); ++t) {
            std::vector<Literal> some;
            auto const busy = cnf_.fresh();
            for (auto const m : problem_.own[p]) {
                cnf_.add({ -meets_[m][t], busy });
                some.push_back(meets_[m][t]);
            }
            some.push_back(-busy);
            cnf_.add(some);
            starts.push_back(cnf_.fresh());
            cnf_.add({ -busy, last, -earlier, starts.back() });
            for (auto const needed : { busy, -last, earlier })
                cnf_.add({ -starts.back(), needed });
            auto const by_now = cnf_.fresh();
            cnf_.add({ -busy, by_now });
            cnf_.add({ -earlier, by_now });
            cnf_.add({ busy, earlier, -by_now });
            earlier = by_now;
            last = busy;
        }
        return count(cnf_, starts, instance_.slots, Counting::Exact);
    }

    void be_fair(std::vector<std::vector<Literal>> const& reached)
    {
        auto const rule = ground(Rule::Fairness, 0);
        auto const more_than = [&](int p, int breaks) {
            return breaks < static_cast<int>(reached[p].size()) ? reached[p][breaks] : no;
        };
        for (int i = 0; i + *instance_.fairness < instance_.slots; ++i) {
            auto const somebody = cnf_.fresh();
            for (int p = 0; p < instance_.participants; ++p) {
                cnf_.add({ somebody, more_than(p, i) });
                cnf_.add({ -rule, -somebody, -more_than(p, i + *instance_.fairness) });
            }
        }
    }

    Problem const& problem_;
    Instance const& instance_;
    int meetings_;
    Cnf cnf_;
    std::vector<std::vector<Literal>> meets_;
    std::map<Ground, Literal> grounds_;
};

/// Leaves out what is not needed, one ground after the other.
class Reduction {
public:
    Reduction(Statement const& statement, Stop const& stop)
        : statement_(statement),
          stop_(stop),
          sat_(statement.cnf(), { .towards = Sat::Manner::Towards::No })
    {
        for (auto const& [ground, literal] : statement.grounds())
            needed_.push_back(ground);
    }

    std::optional<std::vector<Ground>> run()
    {
        if (!try_only(needed_, {}))
            return {};
        for (auto size = needed_.size() + 1; size > needed_.size() && !stop_();) {
            size = needed_.size();
            try_only(needed_, conflicts_each);
        }
        // Those that name the most stay longest in the list: whole-day rules last.
        for (std::size_t i = 0; i < needed_.size() && needed_.size() <= grounds_max && !stop_();) {
            auto without = needed_;
            without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
            if (!try_only(without, conflicts_each))
                ++i;
        }
        return needed_;
    }

private:
    static constexpr int conflicts_each = 2'000;
    static constexpr std::size_t grounds_max = 400;

    bool try_only(std::vector<Ground> const& grounds, std::optional<int> conflicts)
    {
        std::vector<Literal> assumed;
        for (auto const& ground : grounds)
            assumed.push_back(statement_.grounds().at(ground));
        if (sat_.solve_assuming(assumed, stop_, conflicts) != Answer::No)
            return false;
        std::vector<Ground> kept;
        for (auto const& ground : grounds)
            if (sat_.refused(statement_.grounds().at(ground)))
                kept.push_back(ground);
        needed_ = std::move(kept);
        return true;
    }

    Statement const& statement_;
    Stop const& stop_;
    Sat sat_;
    std::vector<Ground> needed_;
};

} // namespace

std::optional<Conflict> find_conflict(Problem const& problem, Stop const& stop)
{
    Statement const statement(problem);
    if (auto grounds = Reduction(statement, stop).run())
        return Conflict { std::move(*grounds), {}, 0, 0 };
    return {};
}

} // namespace passerelle::timetable
