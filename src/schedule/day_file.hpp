#pragma once

#include "base/outcome.hpp"
#include "platform/json/json_fwd.hpp"
#include "solver/meetings/instance.hpp"

#include <set>
#include <string>
#include <vector>

namespace passerelle::schedule {

/// A meeting day as its file has it (contracts: meeting day).
struct Day {
    std::string name;
    std::vector<std::string> participants;
    timetable::Instance instance;
    std::vector<std::set<std::string>> languages; ///< by participant; none: not known, and none is missed
    std::vector<std::string> unknown;             ///< JSON Pointers of members that mean nothing here

    bool needs_interpreter(int a, int b) const;
};

/// What a file says that cannot be, and where.
struct FileRefused {
    enum class Reason {
        Missing,
        NotObject,
        NotList,
        NotText,
        NotNumber,
        NotPair,
        NotMeeting,
        OutOfRange,
        TooMany,
        Itself,
        Twice
    };
    Reason reason {};
    std::string pointer;    ///< JSON Pointer of the value in question
    long low = 0, high = 0; ///< of `OutOfRange`; `high` of `TooMany`
};

inline constexpr int participants_max = 20'000;
inline constexpr int meetings_max = 100'000;

Outcome<Day, FileRefused> read_day(Json const&);

} // namespace passerelle::schedule
