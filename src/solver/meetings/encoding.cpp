#include "solver/meetings/encoding.hpp"

#include <algorithm>

namespace passerelle::timetable {
namespace {

class Encoder {
public:
    Encoder(Problem const& problem, Wanted const& wanted)
        : problem_(problem),
          instance_(problem.instance),
          wanted_(wanted),
          meetings_(static_cast<int>(problem.domain.size()))
    {
    }

    Encoding run()
    {
        number();
        if (with_meetings()) {
            hold_meetings();
            meet_one_at_a_time();
            keep_order();
            share_interpreters();
        }
        share_tables();
        if (wanted_.breaks)
            count_breaks();
        return std::move(result_);
    }

private:
    Cnf& cnf() { return result_.cnf; }
    bool with_meetings() const { return wanted_.detail == Wanted::Detail::Meetings; }
    bool is_optional(int m) const { return wanted_.price_max && instance_.meetings[m].price > 0; }
    bool is_settled(int m) const { return count_slots(problem_.domain[m]) == 1 && !is_optional(m); }
    bool has_optional(int p) const { return wanted_.price_max && problem_.has_optional(p); }

    void count_breaks()
    {
        for (int p = 0; p < instance_.participants; ++p)
            count_busy(p);
        couple_halves();
        limit_breaks();
        if (wanted_.total)
            result_.breaks_reach = count(cnf(), result_.breaks, wanted_.breaks_max + 1, Counting::AtLeast);
    }

    void number()
    {
        std::vector<Literal> const nowhere(instance_.slots, no);
        result_.meets.assign(meetings_, nowhere);
        result_.busy.assign(instance_.participants, nowhere);
        if (with_meetings())
            for (int m = 0; m < meetings_; ++m)
                for_each_slot(problem_.domain[m],
                    [&](int t) { result_.meets[m][t] = is_settled(m) ? yes : cnf().fresh(); });
        for (int p = 0; p < instance_.participants; ++p) {
            Slots settled = 0;
            for (auto const m : problem_.own[p])
                settled |= is_settled(m) ? problem_.domain[m] : 0;
            for_each_slot(problem_.available(p),
                [&](int t) { result_.busy[p][t] = (settled & slot_bit(t)) != 0 ? yes : cnf().fresh(); });
        }
    }

    void hold_meetings()
    {
        std::vector<Literal> left_out;
        std::vector<int> prices;
        for (int m = 0; m < meetings_; ++m) {
            auto somewhere = result_.meets[m];
            at_most_one(cnf(), somewhere);
            if (is_optional(m)) {
                left_out.push_back(cnf().fresh());
                prices.push_back(instance_.meetings[m].price);
                for (auto const literal : somewhere)
                    cnf().add({ -left_out.back(), -literal });
                somewhere.push_back(left_out.back());
            }
            cnf().add(somewhere);
        }
        if (wanted_.price_max)
            at_most_in_total(cnf(), left_out, prices, *wanted_.price_max);
    }

    void meet_one_at_a_time()
    {
        for (int t = 0; t < instance_.slots; ++t) {
            for (int p = 0; p < instance_.participants; ++p) {
                auto const held = at(problem_.own[p], t);
                at_most_one(cnf(), held);
                auto const busy = result_.busy[p][t];
                auto some = held;
                some.push_back(-busy);
                cnf().add(some);
                for (auto const literal : held)
                    cnf().add({ -literal, busy });
            }
            for (auto const& meetings : problem_.at_table)
                at_most_one(cnf(), at(meetings, t));
        }
    }

    std::vector<Literal> at(std::vector<int> const& meetings, int t) const
    {
        std::vector<Literal> held;
        for (auto const m : meetings)
            if (result_.meets[m][t] != no)
                held.push_back(result_.meets[m][t]);
        return held;
    }

    /// Holds where `m` takes place before slot `t`.
    Literal before(int m, int t)
    {
        if (cut_.empty())
            cut_.assign(meetings_, std::vector<Literal>(instance_.slots + 1, 0));
        auto& literal = cut_[m][t];
        if (literal == 0) {
            auto const early = problem_.domain[m] & first_slots(t),
                       late = problem_.domain[m] & ~first_slots(t);
            literal = early == 0 ? no : late == 0 && !is_optional(m) ? yes : cnf().fresh();
            if (literal == yes || literal == no || !with_meetings())
                return literal;
            std::vector<Literal> some { -literal };
            for_each_slot(early, [&](int slot) {
                cnf().add({ -result_.meets[m][slot], literal });
                some.push_back(result_.meets[m][slot]);
            });
            for_each_slot(late, [&](int slot) { cnf().add({ -result_.meets[m][slot], -literal }); });
            cnf().add(some);
        }
        return literal;
    }

    void keep_order()
    {
        for (auto const& [earlier, later] : instance_.before)
            for (int t = 0; t < instance_.slots; ++t) {
                if (result_.meets[later][t] == no)
                    continue;
                if (!is_optional(earlier))
                    cnf().add({ -result_.meets[later][t], before(earlier, t) });
                else
                    for_each_slot(
                        problem_.domain[earlier] & ~first_slots(t), [&, e = earlier, l = later](int slot) {
                            cnf().add({ -result_.meets[l][t], -result_.meets[e][slot] });
                        });
            }
    }

    void share_interpreters()
    {
        if (!instance_.interpreters)
            return;
        std::vector<int> interpreted;
        for (int m = 0; m < meetings_; ++m)
            if (instance_.meetings[m].interpreted)
                interpreted.push_back(m);
        for (int t = 0; t < instance_.slots; ++t) {
            auto const needing = at(interpreted, t);
            auto const reached = count(cnf(), needing, *instance_.interpreters + 1, Counting::AtLeast);
            if (static_cast<int>(reached.size()) > *instance_.interpreters)
                cnf().add({ -reached.back() });
        }
    }

    /// Counts a participant's busy slots and breaks from the first slot on.
    void count_busy(int p)
    {
        auto const& busy = result_.busy[p];
        auto const meetings = static_cast<int>(problem_.own[p].size());
        counted_.push_back({});
        if (meetings == 0)
            return;
        auto& counted = counted_.back();
        counted = running_count(cnf(), busy, meetings, has_optional(p) ? -1 : meetings);
        auto const breaks_most = std::min({ meetings - 1, instance_.slots - meetings,
            has_optional(p) ? (instance_.slots - 1) / 2 : instance_.slots, wanted_.breaks_max + 1 });
        auto const most = has_optional(p)
            ? std::min({ meetings - 1, (instance_.slots - 1) / 2, wanted_.breaks_max + 1 })
            : breaks_most;
        std::vector<Literal> breaks(std::max(most, 0), no);
        for (int t = 2; t < instance_.slots && most > 0; ++t) {
            auto next = breaks;
            for (int j = 0; j < most; ++j) {
                auto const earlier = j == 0 ? counted[t - 1][0] : breaks[j - 1];
                auto const starts = busy[t] != no && earlier != no && busy[t - 1] != yes;
                if (!starts && breaks[j] == no)
                    continue;
                next[j] = cnf().fresh();
                cnf().add({ -breaks[j], next[j] });
                cnf().add({ -earlier, -busy[t], busy[t - 1], next[j] });
                if (instance_.fairness)
                    for (auto const needed : { earlier, busy[t], -busy[t - 1] })
                        cnf().add({ -next[j], breaks[j], starts ? needed : no });
            }
            breaks = next;
        }
        if (most > 0 && !has_optional(p))
            forbid_scatter(counted, meetings, breaks[0]);
        for (int j = 0; j + 1 < most; ++j)
            cnf().add({ -breaks[j + 1], breaks[j] });
        for (int j = 0; j < problem_.breaks_min[p] && j < most; ++j)
            cnf().add({ breaks[j] });
        limit_breaks_of(p, breaks);
        result_.breaks.insert(result_.breaks.end(), breaks.begin(), breaks.end());
        breaks_of_.resize(counted_.size());
        breaks_of_.back() = std::move(breaks);
    }

    /// Without a break, whoever has begun by slot t has held i meetings by slot t + i - 1.
    void forbid_scatter(std::vector<std::vector<Literal>> const& counted, int meetings, Literal breaks)
    {
        for (int t = 0; t < instance_.slots; ++t)
            for (int from = 0; from < meetings; ++from)
                for (int i = from + 1; i < meetings && t + i - from < instance_.slots; ++i)
                    if (from == 0 || i == meetings - 1)
                        cnf().add({ -counted[t][from], counted[t + i - from][i], breaks });
    }

    void limit_breaks_of(int, std::vector<Literal> const& breaks)
    {
        if (instance_.breaks_max && static_cast<int>(breaks.size()) > *instance_.breaks_max)
            cnf().add({ -breaks[*instance_.breaks_max] });
    }

    /// The meetings of a participant before a border are as many as its busy slots there.
    void couple_halves()
    {
        for (auto const border : wanted_.borders)
            for (int p = 0; p < instance_.participants; ++p) {
                auto const meetings = static_cast<int>(problem_.own[p].size());
                if (meetings == 0 || has_optional(p))
                    continue;
                std::vector<Literal> early;
                for (auto const m : problem_.own[p])
                    early.push_back(before(m, border));
                auto const sum = count(cnf(), early, meetings, Counting::Exact);
                for (int i = 0; i < meetings; ++i) {
                    cnf().add({ -sum[i], counted_[p][border - 1][i] });
                    cnf().add({ sum[i], -counted_[p][border - 1][i] });
                }
            }
    }

    /// Two seats a table: that is fewer to count than the meetings.
    void share_tables()
    {
        auto const seats = 2 * instance_.tables;
        for (int t = 0; t < instance_.slots; ++t) {
            std::vector<Literal> taken;
            for (int p = 0; p < instance_.participants; ++p)
                if (result_.busy[p][t] != no)
                    taken.push_back(result_.busy[p][t]);
            if (static_cast<int>(taken.size()) <= seats)
                continue;
            auto const reached = count(cnf(), taken, seats + 1, Counting::AtLeast);
            cnf().add({ -reached[seats] });
        }
    }

    /// Where somebody has at most i breaks, nobody has more than i + fairness.
    void limit_breaks()
    {
        if (!instance_.fairness)
            return;
        auto const allowed = *instance_.fairness;
        for (int i = 0; i + allowed < instance_.slots; ++i) {
            auto const somebody = fewest_at_most(i);
            for (int p = 0; p < instance_.participants; ++p)
                if (i + allowed < static_cast<int>(breaks_of(p).size()))
                    cnf().add({ -somebody, -breaks_of(p)[i + allowed] });
        }
    }

    Literal fewest_at_most(int i)
    {
        for (int p = 0; p < instance_.participants; ++p)
            if (i >= static_cast<int>(breaks_of(p).size()))
                return yes;
        auto const somebody = cnf().fresh();
        for (int p = 0; p < instance_.participants; ++p)
            cnf().add({ somebody, breaks_of(p)[i] });
        return somebody;
    }

    std::vector<Literal> const& breaks_of(int p)
    {
        breaks_of_.resize(instance_.participants);
        return breaks_of_[p];
    }

    Problem const& problem_;
    Instance const& instance_;
    Wanted const& wanted_;
    int meetings_;
    Encoding result_;
    std::vector<std::vector<std::vector<Literal>>> counted_; ///< by participant, slot and number
    std::vector<std::vector<Literal>> breaks_of_;            ///< by participant
    std::vector<std::vector<Literal>> cut_;                  ///< by meeting and border
};

} // namespace

Literal Encoding::at_most(int allowed) const
{
    return allowed < static_cast<int>(breaks_reach.size()) ? -breaks_reach[allowed] : yes;
}

Timetable Encoding::timetable(std::function<bool(Literal)> const& holds) const
{
    Timetable result(meets.size(), unplaced);
    for (std::size_t m = 0; m < meets.size(); ++m)
        for (std::size_t t = 0; t < meets[m].size(); ++t)
            if (meets[m][t] == yes || (meets[m][t] != no && holds(meets[m][t])))
                result[m] = static_cast<int>(t);
    return result;
}

std::vector<Literal> Encoding::saying(Problem const& problem, Timetable const& timetable) const
{
    std::vector<Literal> result;
    auto const say = [&](Literal literal, bool holds) {
        if (literal != no)
            result.push_back(holds ? literal : -literal);
    };
    for (std::size_t m = 0; m < meets.size(); ++m)
        for (std::size_t t = 0; t < meets[m].size(); ++t)
            say(meets[m][t], timetable[m] == static_cast<int>(t));
    auto const at_work = busy_slots(problem.instance, timetable);
    for (std::size_t p = 0; p < busy.size(); ++p)
        for (std::size_t t = 0; t < busy[p].size(); ++t)
            say(busy[p][t], (at_work[p] & slot_bit(static_cast<int>(t))) != 0);
    return result;
}

Encoding encode(Problem const& problem, Wanted const& wanted) { return Encoder(problem, wanted).run(); }

} // namespace passerelle::timetable
