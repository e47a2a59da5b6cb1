#include "solver/meetings/annealing.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace passerelle::timetable {
namespace {

/// Breaks are counted in hundredths, so that cheaper things have a price.
constexpr int break_price = 100;

class Annealing {
public:
    Annealing(Problem const& problem, Board& board, Chance& chance, Cooling const& cooling)
        : problem_(problem),
          board_(board),
          chance_(chance),
          cooling_(cooling),
          idle_price_(static_cast<int>(cooling.idle * break_price)),
          breaks_cap_(cap(problem.instance))
    {
        for (int m = 0; m < static_cast<int>(problem.domain.size()); ++m) {
            if (count_slots(problem.domain[m]) > 1 && board.slot(m) != unplaced)
                movable_.push_back(m);
            if (board.slot(m) == unplaced && problem.domain[m] != 0)
                waiting_.push_back(m);
            missing_ += board.slot(m) == unplaced ? problem.instance.meetings[m].price : 0;
        }
        for (int p = 0; p < problem.instance.participants; ++p) {
            breaks_ += count_breaks(board.busy(p));
            excess_ += excess(board.busy(p));
            note(p);
        }
    }

    Timetable run(Stop const& stop, std::function<void(Timetable const&, int)> const& found)
    {
        keep_if_better(found);
        if (movable_.empty() && waiting_.empty())
            return best_;
        constexpr long block = 1024;
        auto const blocks = std::max(1L, cooling_.steps / block);
        for (long i = 0; i < blocks && !good_enough(); ++i) {
            if (i % 16 == 0 && stop())
                break;
            auto const progress = static_cast<double>(i) / static_cast<double>(blocks);
            heat_to(cooling_.hot * std::pow(cooling_.cold / cooling_.hot, progress));
            for (long j = 0; j < block; ++j) {
                step();
                keep_if_better(found);
            }
        }
        return best_;
    }

private:
    static int cap(Instance const& instance)
    {
        auto cap = instance.breaks_max.value_or(instance.slots);
        return instance.fairness ? std::min(cap, *instance.fairness) : cap;
    }

    int excess(Slots busy) const { return std::max(0, count_breaks(busy) - breaks_cap_); }
    int price(Slots busy) const
    {
        return break_price * count_breaks(busy) + idle_price_ * count_idle(busy)
            + 3 * break_price * excess(busy);
    }

    bool good_enough() const { return best_breaks_ <= cooling_.breaks_goal && best_missing_ == 0; }

    void keep_if_better(std::function<void(Timetable const&, int)> const& found)
    {
        auto const better = missing_ < best_missing_ || (missing_ == best_missing_ && breaks_ < best_breaks_);
        if (!better || (excess_ > 0 && !is_timetable(problem_.instance, board_.timetable())))
            return;
        best_ = board_.timetable();
        best_breaks_ = breaks_;
        best_missing_ = missing_;
        found(best_, breaks_);
    }

    void heat_to(double heat)
    {
        for (std::size_t i = 0; i < accepted_.size(); ++i)
            accepted_[i] = std::exp(-static_cast<double>(i) / (heat * break_price));
    }

    bool accepts(int more)
    {
        return more <= 0
            || (more < static_cast<int>(accepted_.size())
                && chance_.unit() < accepted_[static_cast<std::size_t>(more)]);
    }

    void step()
    {
        if (!waiting_.empty() && (movable_.empty() || chance_.below(64) == 0))
            return try_waiting();
        auto m = movable_[chance_.below(static_cast<int>(movable_.size()))];
        auto open = problem_.domain[m];
        if (!torn_.empty() && chance_.below(4) == 0) {
            auto const p = torn_[chance_.below(static_cast<int>(torn_.size()))];
            auto const& own = problem_.own[p];
            m = own[chance_.below(static_cast<int>(own.size()))];
            auto const busy = board_.busy(p);
            open = problem_.domain[m] & ((busy << 1) | (busy >> 1)) & ~busy;
        }
        if (board_.slot(m) == unplaced)
            return;
        open &= ~slot_bit(board_.slot(m));
        if (open == 0)
            return;
        for (int skip = chance_.below(count_slots(open)); skip > 0; --skip)
            open &= open - 1;
        try_move(m, first_slot(open));
    }

    void try_move(int m, int to)
    {
        auto const from = board_.slot(m);
        auto const chain = board_.chain(m, to);
        if (chain.empty())
            return;
        touched_.clear();
        int more = 0;
        auto const flipped = slot_bit(from) | slot_bit(to);
        for (auto const member : chain)
            for (auto const p :
                { problem_.instance.meetings[member].a, problem_.instance.meetings[member].b }) {
                auto const busy = board_.busy(p);
                if ((busy & flipped) == flipped)
                    continue;
                more += price(busy ^ flipped) - price(busy);
                touched_.push_back(p);
            }
        if (!accepts(more))
            return;
        for (auto const p : touched_)
            forget(p);
        board_.swap(chain, from, to);
        for (auto const p : touched_)
            remember(p);
    }

    void forget(int p)
    {
        breaks_ -= count_breaks(board_.busy(p));
        excess_ -= excess(board_.busy(p));
    }

    void remember(int p)
    {
        breaks_ += count_breaks(board_.busy(p));
        excess_ += excess(board_.busy(p));
        note(p);
    }

    /// Keeps the list of those who have breaks.
    void note(int p)
    {
        place_in_torn_.resize(problem_.instance.participants, -1);
        auto const torn = count_breaks(board_.busy(p)) > problem_.breaks_min[p];
        auto& place = place_in_torn_[p];
        if (torn && place < 0) {
            place = static_cast<int>(torn_.size());
            torn_.push_back(p);
        } else if (!torn && place >= 0) {
            torn_[place] = torn_.back();
            place_in_torn_[torn_.back()] = place;
            torn_.pop_back();
            place = -1;
        }
    }

    /// A meeting that is left out takes the place of cheaper ones, or a free one.
    void try_waiting()
    {
        auto const index = chance_.below(static_cast<int>(waiting_.size()));
        auto const m = waiting_[index];
        auto open = problem_.domain[m];
        for (int skip = chance_.below(count_slots(open)); skip > 0; --skip)
            open &= open - 1;
        auto const slot = first_slot(open);
        auto const leaving = board_.in_the_way(m, slot);
        auto const& meetings = problem_.instance.meetings;
        int gain = meetings[m].price;
        for (auto const other : leaving) {
            if (meetings[other].price == 0)
                return;
            gain -= meetings[other].price;
        }
        if (gain < 0 || !fits_without(m, slot, leaving))
            return;
        change_places(index, m, slot, leaving);
    }

    bool fits_without(int m, int slot, std::vector<int> const& leaving) const
    {
        int taken = board_.tables_taken(slot);
        for (auto const other : leaving)
            taken -= board_.slot(other) == slot;
        if (taken >= problem_.instance.tables)
            return false;
        if (!problem_.instance.interpreters || !problem_.instance.meetings[m].interpreted)
            return true;
        int interpreted = 0;
        for (std::size_t other = 0; other < problem_.domain.size(); ++other)
            interpreted += board_.slot(static_cast<int>(other)) == slot
                && problem_.instance.meetings[other].interpreted
                && std::ranges::find(leaving, static_cast<int>(other)) == leaving.end();
        return interpreted < *problem_.instance.interpreters;
    }

    void change_places(int index, int m, int slot, std::vector<int> const& leaving)
    {
        auto concerned = leaving;
        concerned.push_back(m);
        std::vector<int> people;
        for (auto const other : concerned)
            for (auto const p : { problem_.instance.meetings[other].a, problem_.instance.meetings[other].b })
                if (std::ranges::find(people, p) == people.end())
                    people.push_back(p);
        for (auto const p : people)
            forget(p);
        waiting_[index] = waiting_.back();
        waiting_.pop_back();
        for (auto const other : leaving) {
            board_.remove(other);
            waiting_.push_back(other);
            std::erase(movable_, other);
            missing_ += problem_.instance.meetings[other].price;
        }
        board_.place(m, slot);
        movable_.push_back(m);
        missing_ -= problem_.instance.meetings[m].price;
        for (auto const p : people)
            remember(p);
    }

    Problem const& problem_;
    Board& board_;
    Chance& chance_;
    Cooling const& cooling_;
    int idle_price_, breaks_cap_;
    std::vector<int> movable_, waiting_, torn_, place_in_torn_, touched_;
    std::array<double, 8 * break_price> accepted_ {};
    int breaks_ = 0, excess_ = 0, missing_ = 0;
    Timetable best_;
    int best_breaks_ = 1'000'000'000, best_missing_ = 1'000'000'000;
};

/// Local search in partial timetables: a meeting in a place from which it was driven stays away from it for a
/// while.
class Placement {
public:
    Placement(Problem const& problem, Board& board, Chance& chance)
        : problem_(problem),
          board_(board),
          chance_(chance),
          weight_(problem.domain.size(), 1),
          barred_(problem.domain.size() * static_cast<std::size_t>(problem.instance.slots), 0)
    {
        for (int m = 0; m < static_cast<int>(problem.domain.size()); ++m)
            if (board.slot(m) == unplaced && problem.instance.meetings[m].price == 0)
                open_.push_back(m);
        std::ranges::stable_sort(open_, [&](int a, int b) { return room(a) > room(b); });
    }

    bool run(long steps, Stop const& stop)
    {
        for (step_ = 1; step_ <= steps && !open_.empty(); ++step_) {
            if (step_ % 256 == 0 && stop())
                return false;
            // The first round takes them in order of difficulty, later ones by chance.
            auto const first_round = step_ <= static_cast<long>(problem_.domain.size());
            auto const index = first_round ? static_cast<int>(open_.size()) - 1
                                           : chance_.below(static_cast<int>(open_.size()));
            auto const m = open_[index];
            open_[index] = open_.back();
            open_.pop_back();
            settle(m);
        }
        return open_.empty();
    }

private:
    int room(int m) const
    {
        auto const& meeting = problem_.instance.meetings[m];
        return 4 * count_slots(problem_.domain[m])
            - static_cast<int>(problem_.own[meeting.a].size() + problem_.own[meeting.b].size());
    }

    long& barred(int m, int slot)
    {
        return barred_[m * static_cast<std::size_t>(problem_.instance.slots) + slot];
    }

    std::vector<int> leaving(int m, int slot)
    {
        auto result = board_.in_the_way(m, slot);
        auto const in_slot = [&](int other) { return board_.slot(other) == slot; };
        auto const& instance = problem_.instance;
        if (board_.tables_taken(slot) - std::ranges::count_if(result, in_slot) >= instance.tables)
            drive_out(result, slot, [](int) { return true; });
        if (instance.meetings[m].interpreted && instance.interpreters) {
            auto const interpreted = [&](int other) { return instance.meetings[other].interpreted; };
            int many = 0;
            for (int other = 0; other < static_cast<int>(problem_.domain.size()); ++other)
                many += in_slot(other) && interpreted(other)
                    && std::ranges::find(result, other) == result.end();
            if (many >= *instance.interpreters)
                drive_out(result, slot, interpreted);
        }
        return result;
    }

    /// One more of those in `slot`: the lightest of a few.
    template<class F>
    void drive_out(std::vector<int>& leaving, int slot, F const& fitting)
    {
        int chosen = -1;
        auto const size = static_cast<int>(problem_.domain.size());
        auto const start = chance_.below(size);
        for (int i = 0, seen = 0; i < size && seen < 6; ++i) {
            auto const m = (start + i) % size;
            if (board_.slot(m) != slot || count_slots(problem_.domain[m]) == 1 || !fitting(m)
                || std::ranges::find(leaving, m) != leaving.end())
                continue;
            ++seen;
            if (chosen < 0 || weight_[m] < weight_[chosen])
                chosen = m;
        }
        if (chosen >= 0)
            leaving.push_back(chosen);
    }

    void settle(int m)
    {
        long best = 0;
        int chosen = unplaced, ties = 0;
        std::vector<int> chosen_leaving;
        for_each_slot(problem_.domain[m], [&](int slot) {
            auto out = leaving(m, slot);
            long cost = 0;
            for (auto const other : out)
                cost += problem_.instance.meetings[other].price > 0 ? 0 : 100L * weight_[other];
            if (!out.empty() && barred(m, slot) > step_)
                cost += 100'000'000;
            cost += spread(m, slot);
            if (chosen == unplaced || cost < best || (cost == best && chance_.below(++ties) == 0)) {
                if (chosen == unplaced || cost < best)
                    ties = 1;
                best = cost;
                chosen = slot;
                chosen_leaving = std::move(out);
            }
        });
        if (chosen == unplaced)
            return;
        for (auto const other : chosen_leaving) {
            barred(other, board_.slot(other))
                = step_ + 10 + chance_.below(10) + static_cast<long>(open_.size()) / 2;
            board_.remove(other);
            ++weight_[other];
            if (problem_.instance.meetings[other].price == 0)
                open_.push_back(other);
        }
        board_.place(m, chosen);
    }

    /// Meetings close to each other, and slots that are not full, are better.
    int spread(int m, int slot) const
    {
        auto const& meeting = problem_.instance.meetings[m];
        int more = 0;
        for (auto const p : { meeting.a, meeting.b })
            more += 4 * (count_breaks(board_.busy(p) | slot_bit(slot)) - count_breaks(board_.busy(p))) + 4;
        return more + 4 * board_.tables_taken(slot) / std::max(1, problem_.instance.tables);
    }

    Problem const& problem_;
    Board& board_;
    Chance& chance_;
    std::vector<int> weight_;
    std::vector<long> barred_;
    std::vector<int> open_;
    long step_ = 0;
};

} // namespace

bool place_all(Problem const& problem, Board& board, Chance& chance, long steps, Stop const& stop)
{
    return Placement(problem, board, chance).run(steps, stop);
}

Timetable anneal(Problem const& problem, Board& board, Chance& chance, Cooling const& cooling,
    Stop const& stop, std::function<void(Timetable const&, int)> const& found)
{
    return Annealing(problem, board, chance, cooling).run(stop, found);
}

} // namespace passerelle::timetable
