#include "solver/meetings/board.hpp"

#include <algorithm>
#include <limits>

namespace passerelle::timetable {

Board::Board(Problem const& problem)
    : problem_(problem),
      slots_(problem.instance.slots),
      tables_(problem.instance.tables),
      interpreters_(problem.instance.interpreters.value_or(std::numeric_limits<int>::max())),
      rows_(3 * problem.domain.size()),
      row_count_(problem.domain.size(), 2),
      slot_(problem.domain.size(), unplaced),
      held_(static_cast<std::size_t>(problem.instance.participants + problem.instance.tables) * slots_, -1),
      busy_(problem.instance.participants, 0),
      taken_(slots_, 0),
      interpreted_(slots_, 0),
      seen_(problem.domain.size(), 0)
{
    for (std::size_t m = 0; m < problem.domain.size(); ++m) {
        rows_[3 * m] = problem.instance.meetings[m].a;
        rows_[3 * m + 1] = problem.instance.meetings[m].b;
        auto const table = problem.kept_table[m];
        if (table != no_table && !problem.at_table[table].empty()) {
            rows_[3 * m + 2] = problem.instance.participants + table;
            row_count_[m] = 3;
        }
    }
}

void Board::place(int meeting, int slot)
{
    slot_[meeting] = slot;
    for (auto const row : rows(meeting)) {
        held_[row * slots_ + slot] = meeting;
        if (row < problem_.instance.participants)
            busy_[row] |= slot_bit(slot);
    }
    ++taken_[slot];
    interpreted_[slot] += problem_.instance.meetings[meeting].interpreted;
}

void Board::remove(int meeting)
{
    auto const slot = slot_[meeting];
    for (auto const row : rows(meeting)) {
        held_[row * slots_ + slot] = -1;
        if (row < problem_.instance.participants)
            busy_[row] &= ~slot_bit(slot);
    }
    --taken_[slot];
    interpreted_[slot] -= problem_.instance.meetings[meeting].interpreted;
    slot_[meeting] = unplaced;
}

std::vector<int> Board::in_the_way(int meeting, int slot) const
{
    std::vector<int> result;
    auto const add = [&](int other) {
        if (other >= 0 && other != meeting && std::ranges::find(result, other) == result.end())
            result.push_back(other);
    };
    for (auto const row : rows(meeting))
        add(held(row, slot));
    for (auto const other : problem_.ahead[meeting])
        if (slot_[other] != unplaced && slot_[other] >= slot)
            add(other);
    for (auto const other : problem_.after[meeting])
        if (slot_[other] != unplaced && slot_[other] <= slot)
            add(other);
    return result;
}

std::span<int const> Board::chain(int meeting, int to)
{
    auto const from = slot_[meeting];
    chain_.assign(1, meeting);
    seen_[meeting] = ++stamp_;
    for (std::size_t i = 0; i < chain_.size(); ++i) {
        auto const m = chain_[i];
        auto const target = slot_[m] == from ? to : from;
        if ((problem_.domain[m] & slot_bit(target)) == 0)
            return {};
        for (auto const row : rows(m)) {
            auto const other = held(row, target);
            if (other >= 0 && seen_[other] != stamp_) {
                seen_[other] = stamp_;
                chain_.push_back(other);
            }
        }
    }
    if (!leaves_room(chain_, from, to) || !keeps_order(chain_, from, to))
        return {};
    return chain_;
}

bool Board::leaves_room(std::span<int const> chain, int from, int to) const
{
    int more = 0, more_interpreted = 0;
    for (auto const m : chain) {
        auto const step = slot_[m] == from ? 1 : -1;
        more += step;
        more_interpreted += problem_.instance.meetings[m].interpreted ? step : 0;
    }
    auto const fits = [](int taken, int extra, int most) { return extra <= 0 || taken + extra <= most; };
    return fits(taken_[to], more, tables_) && fits(taken_[from], -more, tables_)
        && fits(interpreted_[to], more_interpreted, interpreters_)
        && fits(interpreted_[from], -more_interpreted, interpreters_);
}

bool Board::keeps_order(std::span<int const> chain, int from, int to) const
{
    auto const then = [&](int m) { return seen_[m] != stamp_ ? slot_[m] : slot_[m] == from ? to : from; };
    for (auto const m : chain) {
        for (auto const other : problem_.ahead[m])
            if (slot_[other] != unplaced && then(other) >= then(m))
                return false;
        for (auto const other : problem_.after[m])
            if (slot_[other] != unplaced && then(other) <= then(m))
                return false;
    }
    return true;
}

void Board::swap(std::span<int const> chain, int from, int to)
{
    std::vector<int> targets;
    targets.reserve(chain.size());
    for (auto const m : chain) {
        targets.push_back(slot_[m] == from ? to : from);
        remove(m);
    }
    for (std::size_t i = 0; i < chain.size(); ++i)
        place(chain[i], targets[i]);
}

} // namespace passerelle::timetable
