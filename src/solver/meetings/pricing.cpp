#include "solver/meetings/pricing.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace passerelle::timetable {
namespace {

constexpr std::int64_t unit = 1 << 20; ///< of rounded prices: a break costs that much
constexpr int never = std::numeric_limits<int>::max();

template<class Number>
constexpr Number unreachable = Number(1) * (1LL << 40);

/// When one participant may be busy: how often by the end of each slot, and in all.
struct Range {
    Slots available;
    int slots, fewest, most;
    std::vector<int> const& held_least;
    std::vector<int> const& held_most;

    bool allows(int k, int t) const { return k >= held_least[t] && k <= held_most[t]; }
};

/// The cheapest way for one participant to be busy; a break costs `step`.
template<class Number>
struct Cheapest {
    Number cost {};
    Slots busy = 0;
};

template<class Number>
Cheapest<Number> cheapest(Range const& range, Number const* price, Number step)
{
    auto const [available, slots, fewest, most, held_least, held_most] = range;
    std::array<Number, slots_max + 1> idle, busy;
    std::array<Slots, slots_max> from_busy {}, went_on {};
    std::fill_n(idle.begin(), most + 1, unreachable<Number>);
    std::fill_n(busy.begin(), most + 1, unreachable<Number>);
    idle[0] = 0;
    for (int t = 0; t < slots; ++t) {
        auto const there = (available & slot_bit(t)) != 0;
        Slots rested = 0, continued = 0;
        for (int k = std::min(most, t + 1); k >= 0; --k) {
            auto const was_busy = busy[k];
            if (there && k > 0) {
                auto const starts = idle[k - 1] + (k > 1 ? step : Number(0));
                auto const goes_on = busy[k - 1];
                if (goes_on <= starts)
                    continued |= Slots { 1 } << (k - 1);
                busy[k] = std::min(goes_on, starts) + price[t];
            } else
                busy[k] = unreachable<Number>;
            if (was_busy < idle[k]) {
                idle[k] = was_busy;
                rested |= Slots { 1 } << k;
            }
            if (!range.allows(k, t))
                idle[k] = busy[k] = unreachable<Number>;
        }
        from_busy[t] = rested;
        went_on[t] = continued;
    }
    auto best = unreachable<Number>;
    int k = fewest;
    bool working = false;
    for (int count = fewest; count <= most; ++count)
        for (auto const at_work : { false, true })
            if (auto const cost = at_work ? busy[count] : idle[count]; cost < best) {
                best = cost;
                k = count;
                working = at_work;
            }
    Cheapest<Number> result { best, 0 };
    for (int t = slots - 1; t >= 0; --t)
        if (working) {
            result.busy |= slot_bit(t);
            working = (went_on[t] >> (k - 1)) & 1;
            --k;
        } else
            working = (from_busy[t] >> k) & 1;
    return result;
}

/// As `cheapest`, for every question at once: the least cost with each slot busy, with each slot idle, and
/// with each number of breaks. Walks the day from both ends.
struct Choices {
    std::array<std::int64_t, slots_max> with_busy {}, with_idle {};
    std::array<std::int64_t, slots_max> with_breaks {};
};

class Day {
public:
    Day(Range const& range, std::int64_t const* price)
        : range_(range),
          available_(range.available),
          slots_(range.slots),
          fewest_(range.fewest),
          most_(range.most),
          price_(price)
    {
    }

    Choices choices() const
    {
        Choices result;
        result.with_busy.fill(unreachable<std::int64_t>);
        result.with_idle.fill(unreachable<std::int64_t>);
        result.with_breaks.fill(unreachable<std::int64_t>);
        sides(result);
        breaks(result);
        return result;
    }

private:
    using Costs = std::vector<std::array<std::int64_t, 2>>; ///< by meetings held: idle, busy in the last slot

    Costs start() const
    {
        Costs costs(most_ + 1, { unreachable<std::int64_t>, unreachable<std::int64_t> });
        costs[0][0] = 0;
        return costs;
    }

    /// The next slot is `t`; counted from the front, the meetings held by its end are within their range.
    Costs next(Costs const& before, int t, bool from_front) const
    {
        Costs costs(most_ + 1, { unreachable<std::int64_t>, unreachable<std::int64_t> });
        for (int k = 0; k <= most_; ++k) {
            if (from_front && !range_.allows(k, t))
                continue;
            costs[k][0] = std::min(before[k][0], before[k][1]);
            if (k > 0 && (available_ & slot_bit(t)))
                costs[k][1] = std::min(before[k - 1][1], before[k - 1][0] + (k > 1 ? unit : 0)) + price_[t];
        }
        return costs;
    }

    /// Costs of the day up to each slot, and from each slot on, meet in the slot.
    void sides(Choices& result) const
    {
        std::vector<Costs> front { start() }, back { start() };
        for (int t = 0; t < slots_; ++t) {
            front.push_back(next(front.back(), t, true));
            back.push_back(next(back.back(), slots_ - 1 - t, false));
        }
        for (int t = 0; t < slots_; ++t) {
            auto const& here = front[t + 1];
            auto const& after = back[slots_ - 1 - t];
            for (int k = range_.held_least[t]; k <= range_.held_most[t]; ++k)
                for (int total = std::max(k, fewest_); total <= most_; ++total) {
                    auto const& rest = after[total - k];
                    auto const later = total > k ? unit : 0;
                    // A gap that reaches over this slot is one break, counted here.
                    auto const held = k > 0 ? later : 0;
                    result.with_idle[t]
                        = std::min({ result.with_idle[t], here[k][0] + std::min(rest[0], rest[1]) + held });
                    result.with_busy[t] = std::min(
                        { result.with_busy[t], here[k][1] + rest[1], here[k][1] + rest[0] + later });
                }
        }
    }

    void breaks(Choices& result) const
    {
        auto const many = std::min(most_, slots_ / 2 + 1);
        std::vector<Costs> now(
            many + 1, Costs(most_ + 1, { unreachable<std::int64_t>, unreachable<std::int64_t> }));
        now[0][0][0] = 0;
        for (int t = 0; t < slots_; ++t) {
            auto then = std::vector<Costs>(
                many + 1, Costs(most_ + 1, { unreachable<std::int64_t>, unreachable<std::int64_t> }));
            for (int j = 0; j <= many; ++j)
                for (int k = 0; k <= most_; ++k) {
                    if (!range_.allows(k, t))
                        continue;
                    then[j][k][0] = std::min(now[j][k][0], now[j][k][1]);
                    if (k == 0 || !(available_ & slot_bit(t)))
                        continue;
                    auto const anew = k == 1 ? now[j][0][0]
                        : j > 0              ? now[j - 1][k - 1][0] + unit
                                             : unreachable<std::int64_t>;
                    then[j][k][1] = std::min(now[j][k - 1][1], anew) + price_[t];
                }
            now = std::move(then);
        }
        for (int j = 0; j <= many; ++j)
            for (int k = fewest_; k <= most_; ++k)
                result.with_breaks[j] = std::min({ result.with_breaks[j], now[j][k][0], now[j][k][1] });
    }

    Range const& range_;
    Slots available_;
    int slots_, fewest_, most_;
    std::int64_t const* price_;
};

int fewest_meetings(Problem const& problem, int p)
{
    return static_cast<int>(std::ranges::count_if(
        problem.own[p], [&](int m) { return problem.instance.meetings[m].price == 0; }));
}

Range range_of(Problem const& problem, int p)
{
    return { problem.available(p), problem.instance.slots, fewest_meetings(problem, p),
        static_cast<int>(problem.own[p].size()), problem.held_least[p], problem.held_most[p] };
}

} // namespace

Pricing::Pricing(Problem const& problem)
    : problem_(problem),
      slots_(problem.instance.slots),
      people_(problem.instance.participants),
      seat_(static_cast<std::size_t>(people_) * slots_, 0),
      table_(slots_, 0),
      best_seat_(seat_),
      best_table_(table_),
      busy_(people_, 0),
      chosen_(problem.domain.size(), -1)
{
}

double Pricing::evaluate(std::vector<float> const& seat, std::vector<float> const& table)
{
    double value = 0;
    for (int p = 0; p < people_; ++p) {
        if (problem_.own[p].empty())
            continue;
        auto const way = cheapest<float>(
            range_of(problem_, p), seat.data() + static_cast<std::ptrdiff_t>(p) * slots_, 1);
        value += way.cost;
        busy_[p] = way.busy;
    }
    for (std::size_t m = 0; m < problem_.domain.size(); ++m) {
        auto const& meeting = problem_.instance.meetings[m];
        auto const* a = seat.data() + static_cast<std::ptrdiff_t>(meeting.a) * slots_;
        auto const* b = seat.data() + static_cast<std::ptrdiff_t>(meeting.b) * slots_;
        float best = meeting.price > 0 ? 0 : std::numeric_limits<float>::max();
        int chosen = unplaced;
        for_each_slot(problem_.domain[m], [&](int t) {
            auto const cost = table[t] - a[t] - b[t];
            if (cost < best) {
                best = cost;
                chosen = t;
            }
        });
        chosen_[m] = static_cast<signed char>(chosen);
        value += best;
    }
    for (auto const price : table)
        value -= static_cast<double>(price) * problem_.instance.tables;
    return value;
}

void Pricing::improve(int steps, double goal, Stop const& stop)
{
    auto const size = seat_.size();
    std::vector<float> slope(size, 0), table_slope(slots_, 0);
    std::vector<float> seat = best_seat_, table = best_table_;
    double pace = 1.0;
    int idle = 0;
    for (int step = 0; step < steps; ++step) {
        if (step % 16 == 0 && stop())
            return;
        auto const value = evaluate(seat, table);
        if (value > best_value_ + 1e-4) {
            idle = value > best_value_ + 0.01 ? 0 : idle;
            best_value_ = value;
            best_seat_ = seat;
            best_table_ = table;
        }
        if (++idle > 30) {
            idle = 0;
            pace *= 0.7;
            seat = best_seat_;
            table = best_table_;
            std::ranges::fill(slope, 0.0F);
            std::ranges::fill(table_slope, 0.0F);
            if (pace < 1e-3)
                return;
            continue;
        }
        // Direction: busy where no meeting is makes a seat dearer, and the other way round.
        constexpr float kept = 0.7F;
        for (auto& s : slope)
            s *= kept;
        for (auto& s : table_slope)
            s = s * kept - static_cast<float>(problem_.instance.tables) * (1 - kept);
        for (int p = 0; p < people_; ++p)
            for_each_slot(
                busy_[p], [&](int t) { slope[static_cast<std::size_t>(p) * slots_ + t] += 1 - kept; });
        for (std::size_t m = 0; m < chosen_.size(); ++m)
            if (auto const t = chosen_[m]; t >= 0) {
                slope[static_cast<std::size_t>(problem_.instance.meetings[m].a) * slots_ + t] -= 1 - kept;
                slope[static_cast<std::size_t>(problem_.instance.meetings[m].b) * slots_ + t] -= 1 - kept;
                table_slope[t] += 1 - kept;
            }
        double length = 1e-9;
        for (auto const s : slope)
            length += static_cast<double>(s) * s;
        for (int t = 0; t < slots_; ++t)
            if (table[t] > 0 || table_slope[t] > 0)
                length += static_cast<double>(table_slope[t]) * table_slope[t];
        auto const stride = static_cast<float>(pace * std::max(0.5, goal - value) / length);
        for (std::size_t i = 0; i < size; ++i)
            seat[i] += stride * slope[i];
        for (int t = 0; t < slots_; ++t)
            table[t] = std::max(0.0F, table[t] + stride * table_slope[t]);
    }
}

namespace {

std::vector<std::int64_t> rounded(std::vector<float> const& prices)
{
    std::vector<std::int64_t> result;
    for (auto const price : prices)
        result.push_back(std::llround(static_cast<double>(price) * static_cast<double>(unit)));
    return result;
}

} // namespace

Pricing::Narrowed Pricing::narrowed(int breaks) const
{
    auto const seat = rounded(best_seat_), table = rounded(best_table_);
    Narrowed result { problem_.domain, {}, {}, {}, 0 };
    result.never_busy.assign(people_, 0);
    result.always_busy.assign(people_, 0);
    result.breaks_most.assign(people_, never);
    std::vector<Choices> choices(people_);
    std::vector<std::int64_t> least(people_, 0);
    std::int64_t total = 0;
    for (int p = 0; p < people_; ++p) {
        if (problem_.own[p].empty())
            continue;
        auto const range = range_of(problem_, p);
        choices[p] = Day(range, seat.data() + static_cast<std::ptrdiff_t>(p) * slots_).choices();
        least[p] = *std::ranges::min_element(choices[p].with_breaks);
        total += least[p];
    }
    auto const cost = [&](std::size_t m, int t) {
        auto const& meeting = problem_.instance.meetings[m];
        return table[t] - seat[static_cast<std::size_t>(meeting.a) * slots_ + t]
            - seat[static_cast<std::size_t>(meeting.b) * slots_ + t];
    };
    std::vector<std::int64_t> cheapest_slot(problem_.domain.size());
    for (std::size_t m = 0; m < problem_.domain.size(); ++m) {
        auto best = problem_.instance.meetings[m].price > 0 ? 0 : std::numeric_limits<std::int64_t>::max();
        for_each_slot(problem_.domain[m], [&](int t) { best = std::min(best, cost(m, t)); });
        cheapest_slot[m] = best;
        total += best;
    }
    for (auto const price : table)
        total -= price * problem_.instance.tables;

    auto const slack = static_cast<std::int64_t>(breaks) * unit - total;
    for (std::size_t m = 0; m < problem_.domain.size(); ++m)
        for_each_slot(problem_.domain[m], [&](int t) {
            if (cost(m, t) - cheapest_slot[m] > slack) {
                result.domain[m] &= ~slot_bit(t);
                ++result.removed;
            }
        });
    for (int p = 0; p < people_; ++p) {
        if (problem_.own[p].empty())
            continue;
        auto const& choice = choices[p];
        for_each_slot(problem_.available(p), [&](int t) {
            if (choice.with_busy[t] - least[p] > slack)
                result.never_busy[p] |= slot_bit(t);
            if (choice.with_idle[t] - least[p] > slack)
                result.always_busy[p] |= slot_bit(t);
        });
        result.breaks_most[p] = 0;
        for (int j = 0; j < slots_max; ++j)
            if (choice.with_breaks[j] < unreachable<std::int64_t> / 2
                && choice.with_breaks[j] - least[p] <= slack)
                result.breaks_most[p] = j;
    }
    return result;
}

int Pricing::bound() const
{
    int low = 0;
    for (int p = 0; p < people_; ++p)
        low += problem_.breaks_min[p];
    // The total under rounded prices, asked through a limit that nothing exceeds.
    auto const seat = rounded(best_seat_), table = rounded(best_table_);
    std::int64_t total = 0;
    for (int p = 0; p < people_; ++p)
        if (!problem_.own[p].empty())
            total += cheapest<std::int64_t>(
                range_of(problem_, p), seat.data() + static_cast<std::ptrdiff_t>(p) * slots_, unit)
                         .cost;
    for (std::size_t m = 0; m < problem_.domain.size(); ++m) {
        auto const& meeting = problem_.instance.meetings[m];
        auto best = meeting.price > 0 ? 0 : std::numeric_limits<std::int64_t>::max();
        for_each_slot(problem_.domain[m], [&](int t) {
            best = std::min(best,
                table[t] - seat[static_cast<std::size_t>(meeting.a) * slots_ + t]
                    - seat[static_cast<std::size_t>(meeting.b) * slots_ + t]);
        });
        total += best;
    }
    for (auto const price : table)
        total -= price * problem_.instance.tables;
    return std::max(low, static_cast<int>((total + unit - 1) / unit));
}

} // namespace passerelle::timetable
