#pragma once

#include "solver/meetings/annealing.hpp"

namespace passerelle::timetable {

/// A price on every seat of every participant and slot, under which participants choose their busy slots and
/// meetings their slots each alone. Whatever the prices, what they then pay in all is a lower bound on breaks
/// (Lagrangian relaxation); good prices make a good bound.
class Pricing {
public:
    explicit Pricing(Problem const&);

    /// Improves the prices by as many steps of a subgradient search towards `goal` breaks.
    void improve(int steps, double goal, Stop const&);

    /// Breaks that every timetable has at least; exact, though prices are rounded.
    int bound() const;
    double value() const { return best_value_; }

    /// Takes from `problem` what no timetable with at most `breaks` breaks can do: slots of meetings.
    /// `busy_never` and `busy_always` by participant, and the most breaks that each may have.
    struct Narrowed {
        std::vector<Slots> domain, never_busy, always_busy;
        std::vector<int> breaks_most;
        int removed = 0;
    };
    Narrowed narrowed(int breaks) const;

private:
    struct Row;

    double evaluate(std::vector<float> const& seat, std::vector<float> const& table);

    Problem const& problem_;
    int slots_, people_;
    std::vector<float> seat_, table_, best_seat_, best_table_;
    std::vector<Slots> busy_;
    std::vector<signed char> chosen_;
    double best_value_ = 0;
};

} // namespace passerelle::timetable
