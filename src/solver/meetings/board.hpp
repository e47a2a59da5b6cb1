#pragma once

#include "solver/meetings/problem.hpp"

#include <span>

namespace passerelle::timetable {

/// A timetable in the making: always without clashes, some meetings perhaps not placed yet.
class Board {
public:
    explicit Board(Problem const&);

    Timetable const& timetable() const { return slot_; }
    int slot(int meeting) const { return slot_[meeting]; }
    Slots busy(int participant) const { return busy_[participant]; }
    int tables_taken(int slot) const { return taken_[slot]; }

    /// Participants, and tables that are kept by several: what holds one meeting at a time.
    std::span<int const> rows(int meeting) const
    {
        return { rows_.data() + 3 * meeting, static_cast<std::size_t>(row_count_[meeting]) };
    }
    int held(int row, int slot) const { return held_[row * slots_ + slot]; }

    void place(int meeting, int slot);
    void remove(int meeting);

    /// Meetings that would have to leave if `meeting` took place at `slot`; what stands at its own place does
    /// not count.
    std::vector<int> in_the_way(int meeting, int slot) const;

    /// The meetings that change places between two slots when `meeting` goes from its slot to `to`, or
    /// nothing where a constraint forbids that. Valid until the next call.
    std::span<int const> chain(int meeting, int to);
    /// Lets the meetings of `chain` change places.
    void swap(std::span<int const> chain, int from, int to);

private:
    bool keeps_order(std::span<int const> chain, int from, int to) const;
    bool leaves_room(std::span<int const> chain, int from, int to) const;

    Problem const& problem_;
    int slots_, tables_, interpreters_;
    std::vector<int> rows_, row_count_;
    Timetable slot_;
    std::vector<int> held_;
    std::vector<Slots> busy_;
    std::vector<int> taken_, interpreted_;
    std::vector<int> chain_;
    std::vector<int> seen_;
    int stamp_ = 0;
};

} // namespace passerelle::timetable
