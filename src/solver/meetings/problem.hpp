#pragma once

#include "solver/meetings/instance.hpp"

namespace passerelle::timetable {

/// A part of an instance that a conflict may need. `index` counts what the rule is about: a meeting,
/// participant, precedence, table; nothing for the rules of the whole day.
struct Ground {
    enum class Rule {
        Held,
        OneAtATime,
        Absent,
        InSession,
        Fixed,
        Before,
        Tables,
        KeptTable,
        TwoTables,
        Interpreters,
        BreaksMax,
        Fairness
    };
    Rule rule {};
    int index = 0;

    auto operator<=>(Ground const&) const = default;
};

/// Constraints that cannot hold together. What can be said by counting is counted: `meetings` of them,
/// `places` for them, of participant `participant` alone, or of everybody.
struct Conflict {
    std::vector<Ground> grounds;
    std::optional<int> participant;
    int meetings = 0;
    int places = 0;
};

/// An instance with what follows from it by simple means.
struct Problem {
    explicit Problem(Instance const& instance) : instance(instance) {}

    Instance const& instance;
    std::vector<Slots> domain;         ///< by meeting: where it may stand
    std::vector<std::vector<int>> own; ///< by participant: its meetings
    std::vector<int> kept_table;       ///< by meeting: the table it must have, or `no_table`
    std::vector<std::vector<int>>
        at_table; ///< meetings of tables kept by two participants or more, else empty
    std::vector<std::vector<int>> after, ahead; ///< by meeting: those that come after it, before it
    std::vector<int> breaks_min;                ///< by participant, alone in the world
    /// By participant and slot: how many meetings it has held when the slot is over, at least and at most.
    std::vector<std::vector<int>> held_least, held_most;
    std::optional<Conflict> conflict;

    bool has_optional(int participant) const;
    Slots available(int participant) const; ///< where any of its meetings may stand
};

/// A conflict that it finds is there; that it finds none says nothing.
Problem presolve(Instance const&);

/// The same where meetings may stand in `domain` only, whatever the instance says of sessions, absences and
/// fixed slots.
Problem presolve(Instance const&, std::vector<Slots> domain);

} // namespace passerelle::timetable
