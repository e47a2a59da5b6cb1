#pragma once

#include "solver/meetings/annealing.hpp"
#include "solver/meetings/engine.hpp"

#include <memory>
#include <mutex>

namespace passerelle::timetable {

/// What is known about the fewest breaks, shared by those who look for it.
class Known {
public:
    Known(Problem const& problem, Effort const& effort) : problem_(problem), effort_(effort) {}

    struct Range {
        int bound;
        std::optional<int> breaks;

        bool closed() const { return breaks && *breaks <= bound; }
    };
    Range range() const;

    void found(Timetable const&);
    void refuted(int breaks); ///< there are more than that
    void impossible();        ///< there is no timetable at all

    bool is_impossible() const;
    bool done() const;
    Timetable timetable() const;

private:
    void tell() const;

    Problem const& problem_;
    Effort const& effort_;
    mutable std::mutex mutex_;
    std::optional<Timetable> timetable_;
    std::optional<int> breaks_;
    int bound_ = 0;
    bool impossible_ = false;
};

/// Two searches in clauses, one that finds from above and one that refutes from below, until nothing lies
/// between. Left out meetings cost `price_max` at most; nothing is left out where it is absent.
void close_bracket(Problem const&, Known&, std::optional<int> price_max, Effort const&);

} // namespace passerelle::timetable
