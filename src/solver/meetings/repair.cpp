#include "solver/meetings/repair.hpp"

#include "solver/meetings/encoding.hpp"
#include "solver/meetings/sat.hpp"

#include <algorithm>
#include <memory>
#include <numeric>

namespace passerelle::timetable {
namespace {

constexpr int trades_most = 6;

/// A change of an instance, reduced to the meetings that are still to be held or have been.
class Remaining {
public:
    Remaining(Instance const& day, Timetable const& planned, Change const& change) : day_(day)
    {
        for (std::size_t p = 0; p < change.absent.size(); ++p)
            day_.absent[p] |= change.absent[p] & ~first_slots(change.now);
        day_.meetings.insert(day_.meetings.end(), change.added.begin(), change.added.end());
        old_ = planned;
        old_.resize(day_.meetings.size(), unplaced);
        auto const first_added = static_cast<int>(planned.size());
        std::vector<bool> cancelled(day_.meetings.size(), false), locked(day_.meetings.size(), false);
        for (auto const m : change.cancelled)
            cancelled[m] = old_[m] == unplaced || old_[m] >= change.now;
        for (auto const m : change.locked)
            locked[m] = true;
        for (int m = 0; m < static_cast<int>(day_.meetings.size()); ++m) {
            auto const waits = old_[m] == unplaced && m < first_added;
            if (cancelled[m] || waits) {
                day_.meetings[m].price = std::max(1, day_.meetings[m].price);
                if (!cancelled[m])
                    waiting_.push_back(m);
                continue;
            }
            held_.push_back(m);
            domain_.push_back(domain_of(m, change.now, locked[m]));
        }
        reduce();
    }

    Instance const& day() const { return day_; }
    Instance& work() { return work_; }
    std::vector<Slots> const& domain() const { return domain_; }
    std::vector<int> const& held() const { return held_; }
    std::vector<int> const& waiting() const { return waiting_; }
    int old_slot(int m) const { return old_[m]; }

private:
    Slots domain_of(int m, int now, bool locked) const
    {
        auto const& meeting = day_.meetings[m];
        if (old_[m] != unplaced && old_[m] < now)
            return slot_bit(old_[m]);
        auto slots
            = first_slots(day_.slots) & ~first_slots(now) & ~day_.absent[meeting.a] & ~day_.absent[meeting.b];
        if (meeting.session != any_session) {
            auto const& session = day_.sessions[meeting.session];
            slots &= slots_between(session.first, session.last);
        }
        if (meeting.fixed)
            slots &= slot_bit(*meeting.fixed);
        return locked && old_[m] != unplaced ? slots & slot_bit(old_[m]) : slots;
    }

    void reduce()
    {
        work_ = day_;
        work_.meetings.clear();
        work_.before.clear();
        std::vector<int> place(day_.meetings.size(), -1);
        for (auto const m : held_) {
            place[m] = static_cast<int>(work_.meetings.size());
            work_.meetings.push_back(day_.meetings[m]);
            work_.meetings.back().price = 0;
        }
        for (auto const& [earlier, later] : day_.before)
            if (place[earlier] >= 0 && place[later] >= 0)
                work_.before.push_back({ place[earlier], place[later] });
    }

    Instance day_, work_;
    Timetable old_;
    std::vector<int> held_, waiting_;
    std::vector<Slots> domain_;
};

/// Questions about timetables near the old one: at most so many lost, moved, breaks.
class Neighbourhood {
public:
    struct Size {
        std::optional<int> lost; ///< absent: none, and none is thought of
        bool breaks = false;
        int breaks_max = 0;
        int moves_max = 0;
    };

    Neighbourhood(Problem const& problem, std::vector<int> const& old, Size const& size, Effort const& effort)
        : effort_(effort)
    {
        Wanted wanted;
        wanted.price_max = size.lost;
        wanted.breaks = size.breaks;
        wanted.breaks_max = size.breaks_max;
        encoding_ = encode(problem, wanted);
        std::vector<Literal> moved, preferred;
        for (std::size_t m = 0; m < old.size(); ++m) {
            if (old[m] == unplaced)
                continue;
            auto const elsewhere = problem.domain[m] & ~slot_bit(old[m]);
            if (elsewhere == 0)
                continue;
            moved.push_back(encoding_.cnf.fresh());
            preferred.push_back(-moved.back());
            for_each_slot(elsewhere, [&](int t) {
                encoding_.cnf.add({ -encoding_.meets[m][t], moved.back() });
                preferred.push_back(-encoding_.meets[m][t]);
            });
            if (auto const here = encoding_.meets[m][old[m]]; here != no)
                preferred.push_back(here);
        }
        moved_ = count(encoding_.cnf, moved, size.moves_max + 1, Counting::AtLeast);
        sat_ = std::make_unique<Sat>(
            encoding_.cnf, Sat::Manner { effort.seed, Sat::Manner::Towards::Either, nullptr });
        sat_->prefer(preferred);
    }

    Answer ask(std::optional<int> moves, std::optional<int> breaks)
    {
        std::vector<Literal> assumed;
        if (moves && *moves < static_cast<int>(moved_.size()))
            assumed.push_back(-moved_[*moves]);
        if (breaks && encoding_.at_most(*breaks) != yes)
            assumed.push_back(encoding_.at_most(*breaks));
        return sat_->solve_assuming(assumed, effort_.stop);
    }

    Timetable answer() const
    {
        return encoding_.timetable([&](Literal literal) { return sat_->holds(literal); });
    }

private:
    Effort const& effort_;
    Encoding encoding_;
    std::vector<Literal> moved_;
    std::unique_ptr<Sat> sat_;
};

class Repairing {
public:
    Repairing(Instance const& day, Timetable const& planned, Change const& change, Effort const& effort)
        : effort_(effort),
          remaining_(day, planned, change),
          limited_(day.breaks_max || day.fairness),
          first_future_(change.now)
    {
        for (auto const m : remaining_.held())
            old_.push_back(remaining_.old_slot(m));
        result_.day = remaining_.day();
    }

    Repaired run(std::vector<int> const& tables, Change const& change, Trades trades)
    {
        if (!fewest_lost())
            return std::move(result_);
        fewest_moves();
        fewest_breaks(best_moves_);
        result_.status = proved_ ? Status::Optimal : Status::Feasible;
        result_.breaks_bound = trade_.bound;
        if (trades == Trades::Count)
            count_trades();
        publish(change.now);
        seat(tables);
        return std::move(result_);
    }

private:
    int moves_of(Timetable const& timetable) const
    {
        int moves = 0;
        for (std::size_t m = 0; m < old_.size(); ++m)
            moves += old_[m] != unplaced && timetable[m] != unplaced && timetable[m] != old_[m];
        return moves;
    }

    int breaks_of(Timetable const& timetable) { return worth_of(remaining_.work(), timetable).breaks; }

    void prepare(bool limited)
    {
        auto& work = remaining_.work();
        if (!limited) {
            work.breaks_max.reset();
            work.fairness.reset();
        }
        problem_ = std::make_unique<Problem>(presolve(work, remaining_.domain()));
    }

    /// First without the limits on breaks, then whether keeping them costs nothing more.
    bool fewest_lost()
    {
        auto const limits = std::pair(remaining_.work().breaks_max, remaining_.work().fairness);
        prepare(false);
        if (!lose_least())
            return false;
        if (!limited_)
            return true;
        auto const best = best_;
        remaining_.work().breaks_max = limits.first;
        remaining_.work().fairness = limits.second;
        prepare(true);
        if (auto limited = ask_once(lost_, true)) {
            best_ = *limited;
            return true;
        }
        result_.limits_kept = false;
        limited_ = false;
        best_ = best;
        prepare(false);
        return true;
    }

    std::optional<Timetable> ask_once(std::optional<int> lost, bool with_breaks)
    {
        if (!lost && problem_->conflict)
            return {};
        Neighbourhood nearby(*problem_, old_, { lost, with_breaks, remaining_.work().slots, 0 }, effort_);
        if (nearby.ask({}, {}) != Answer::Yes)
            return {};
        return nearby.answer();
    }

    bool lose_least()
    {
        if (auto all = ask_once({}, false)) {
            best_ = *all;
            return true;
        }
        for (std::size_t m = 0; m < old_.size(); ++m)
            if (!is_past(m))
                remaining_.work().meetings[m].price = 1;
        prepare(false);
        for (lost_ = least_lost(); *lost_ <= static_cast<int>(old_.size()) && !effort_.stop(); ++*lost_)
            if (auto some = ask_once(lost_, false)) {
                best_ = *some;
                result_.lost_bound = *lost_;
                return true;
            }
        return false;
    }

    /// A lost meeting helps two people at most who have more meetings than slots.
    int least_lost() const
    {
        int most = 1, sum = 0;
        for (int p = 0; p < remaining_.day().participants; ++p) {
            auto const held = static_cast<int>(problem_->own[p].size());
            auto const missing = std::max(0, held - count_slots(problem_->available(p)));
            most = std::max(most, missing);
            sum += missing;
        }
        return std::max(most, (sum + 1) / 2);
    }

    bool is_past(std::size_t m) const { return old_[m] != unplaced && old_[m] < first_future_; }

    void fewest_moves()
    {
        best_moves_ = moves_of(best_);
        auto const most = std::max(1, best_moves_);
        Neighbourhood nearby(*problem_, old_, { lost_, limited_, remaining_.work().slots, most }, effort_);
        for (int moves = 0; moves < best_moves_; ++moves) {
            auto const answer = nearby.ask(moves, {});
            if (answer == Answer::Unknown) {
                proved_ = false;
                break;
            }
            if (answer == Answer::Yes) {
                best_ = nearby.answer();
                best_moves_ = moves_of(best_);
                break;
            }
            result_.moves_bound = moves + 1;
        }
    }

    /// With at most so many moves. Searches downwards from the best known.
    Trade fewest_breaks(int moves)
    {
        if (!with_breaks_ || with_breaks_moves_ < moves) {
            with_breaks_moves_ = std::max(moves, trades_most);
            with_breaks_ = std::make_unique<Neighbourhood>(*problem_, old_,
                Neighbourhood::Size { lost_, true, breaks_of(best_), with_breaks_moves_ }, effort_);
        }
        int high = breaks_of(best_);
        int low = std::accumulate(problem_->breaks_min.begin(), problem_->breaks_min.end(), 0);
        for (int step = 1; low < high;) {
            auto const asked = std::max(low, high - step);
            auto const answer = with_breaks_->ask(moves, asked);
            if (answer == Answer::Unknown) {
                proved_ = false;
                break;
            }
            if (answer == Answer::Yes) {
                best_ = with_breaks_->answer();
                high = breaks_of(best_);
                step *= 2;
            } else {
                low = asked + 1;
                step = 1;
            }
        }
        trade_ = { moves, high, low };
        return trade_;
    }

    void count_trades()
    {
        auto const best = best_;
        auto const trade = trade_;
        auto const proved = proved_;
        result_.trades.push_back(trade);
        for (int moves = best_moves_ + 1; moves <= trades_most && !effort_.stop(); ++moves)
            result_.trades.push_back(fewest_breaks(moves));
        best_ = best;
        trade_ = trade;
        proved_ = proved;
    }

    void publish(int now)
    {
        auto& timetable = result_.timetable;
        timetable.assign(result_.day.meetings.size(), unplaced);
        for (std::size_t i = 0; i < old_.size(); ++i) {
            auto const m = remaining_.held()[i];
            timetable[m] = best_[i];
            if (best_[i] == unplaced) {
                result_.lost.push_back(m);
                result_.day.meetings[m].price = std::max(1, result_.day.meetings[m].price);
            } else if (old_[i] != unplaced && best_[i] != old_[i])
                result_.moved.push_back(m);
        }
        fill(now);
        result_.breaks = worth_of(result_.day, timetable).breaks;
    }

    /// Those that wait, the dearest first, where they fit without anybody moving and with the fewest breaks.
    void fill(int now)
    {
        auto waiting = remaining_.waiting();
        auto const& day = result_.day;
        std::ranges::stable_sort(
            waiting, [&](int a, int b) { return day.meetings[a].price > day.meetings[b].price; });
        for (auto const m : waiting) {
            int chosen = unplaced, fewest = 0;
            for (int t = now; t < day.slots; ++t) {
                result_.timetable[m] = t;
                auto const breaks = worth_of(day, result_.timetable).breaks;
                if ((chosen == unplaced || breaks < fewest) && fits(m)) {
                    chosen = t;
                    fewest = breaks;
                }
            }
            result_.timetable[m] = chosen;
            if (chosen != unplaced)
                result_.filled.push_back(m);
        }
    }

    /// As `is_timetable`, but what is past stands as it does.
    bool fits(int m) const
    {
        auto day = result_.day;
        for (std::size_t i = 0; i < day.meetings.size(); ++i)
            if (static_cast<int>(i) != m && result_.timetable[i] != unplaced) {
                auto& meeting = day.meetings[i];
                meeting.session = any_session;
                meeting.fixed.reset();
                for (auto const p : { meeting.a, meeting.b })
                    day.absent[p] &= ~slot_bit(result_.timetable[i]);
            }
        auto const t = result_.timetable[m];
        if ((remaining_.day().absent[day.meetings[m].a] | remaining_.day().absent[day.meetings[m].b])
            & slot_bit(t))
            return false;
        if (!result_.limits_kept) {
            day.breaks_max.reset();
            day.fairness.reset();
        }
        return is_timetable(day, result_.timetable);
    }

    /// Who does not move keeps the table; others take one that is free, next to their meetings before and
    /// after.
    void seat(std::vector<int> const& tables)
    {
        auto const& day = result_.day;
        auto const& timetable = result_.timetable;
        result_.tables.assign(timetable.size(), no_table);
        std::vector<int> open;
        std::vector<std::vector<int>> taken(day.slots, std::vector<int>(day.tables, -1));
        for (int m = 0; m < static_cast<int>(timetable.size()); ++m) {
            if (timetable[m] == unplaced)
                continue;
            auto const stays = m < static_cast<int>(tables.size()) && timetable[m] == remaining_.old_slot(m)
                && tables[m] != no_table && tables[m] < day.tables && taken[timetable[m]][tables[m]] < 0;
            if (stays) {
                result_.tables[m] = tables[m];
                taken[timetable[m]][tables[m]] = m;
            } else
                open.push_back(m);
        }
        // Who keeps a table for the day has the right to it, even where a guest sits there.
        for (std::size_t i = 0; i < open.size(); ++i) {
            auto const m = open[i];
            auto const kept = std::max(day.table_of[day.meetings[m].a], day.table_of[day.meetings[m].b]);
            auto& seats = taken[timetable[m]];
            auto const table = kept != no_table ? kept : free_table(m, seats);
            if (seats[table] >= 0) {
                result_.tables[seats[table]] = no_table;
                open.push_back(seats[table]);
            }
            seats[table] = m;
            result_.tables[m] = table;
        }
    }

    int free_table(int m, std::vector<int> const& seats) const
    {
        auto const& day = result_.day;
        for (std::size_t other = 0; other < result_.timetable.size(); ++other) {
            auto const& meeting = day.meetings[other];
            auto const shares = meeting.a == day.meetings[m].a || meeting.a == day.meetings[m].b
                || meeting.b == day.meetings[m].a || meeting.b == day.meetings[m].b;
            auto const table = result_.tables[other];
            if (shares && table != no_table && seats[table] < 0
                && std::abs(result_.timetable[other] - result_.timetable[m]) == 1)
                return table;
        }
        for (int table = 0; table < day.tables; ++table)
            if (seats[table] < 0)
                return table;
        return 0;
    }

    Effort const& effort_;
    Remaining remaining_;
    bool limited_;
    int first_future_;
    std::vector<int> old_; ///< by meeting that remains
    std::unique_ptr<Problem> problem_;
    std::optional<int> lost_;
    Timetable best_;
    int best_moves_ = 0;
    bool proved_ = true;
    std::unique_ptr<Neighbourhood> with_breaks_;
    int with_breaks_moves_ = -1;
    Trade trade_;
    Repaired result_;
};

} // namespace

Repaired repair(Instance const& day, Timetable const& planned, std::vector<int> const& tables,
    Change const& change, Trades trades, Effort const& effort)
{
    return Repairing(day, planned, change, effort).run(tables, change, trades);
}

} // namespace passerelle::timetable
