#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace passerelle::timetable {

/// Slots of a day as bits, slot 0 first.
using Slots = std::uint64_t;
inline constexpr int slots_max = 64;

constexpr Slots slot_bit(int slot) { return Slots { 1 } << slot; }
constexpr Slots first_slots(int count) { return count >= 64 ? ~Slots { 0 } : slot_bit(count) - 1; }
constexpr Slots slots_between(int first, int last) { return first_slots(last + 1) & ~first_slots(first); }
inline int count_slots(Slots slots) { return std::popcount(slots); }
inline int first_slot(Slots slots) { return std::countr_zero(slots); }

/// Maximal runs of idle slots between two busy ones.
inline int count_breaks(Slots busy) { return busy ? std::popcount(busy & ~(busy << 1)) - 1 : 0; }

/// Idle slots between the first and the last busy one.
inline int count_idle(Slots busy)
{
    return busy ? std::bit_width(busy) - std::countr_zero(busy) - std::popcount(busy) : 0;
}

/// Calls `f` with each slot, the first one first.
template<class F>
void for_each_slot(Slots slots, F&& f)
{
    for (; slots; slots &= slots - 1)
        f(first_slot(slots));
}

inline constexpr int unplaced = -1;
inline constexpr int any_session = -1;
inline constexpr int no_table = -1;

struct Meeting {
    int a = 0, b = 0; ///< two different participants
    int session = any_session;
    int price = 0; ///< of leaving it out; 0: it must be held
    bool interpreted = false;
    std::optional<int> fixed;
};

struct Session {
    int first = 0, last = 0;
};

/// Meeting `earlier` takes place in an earlier slot than `later`, where both do.
struct Precedence {
    int earlier = 0, later = 0;
};

/// A day of meetings between two (docs/meeting-days-engine.md). Everything counts from 0. Indices are valid,
/// sessions lie within the day, slots are at most `slots_max`.
struct Instance {
    int slots = 0;
    int tables = 0;
    int participants = 0;
    std::vector<Session> sessions;
    std::vector<Meeting> meetings;
    std::vector<Slots> absent; ///< by participant
    std::vector<int> table_of; ///< by participant: the table it keeps, or `no_table`
    std::vector<Precedence> before;
    std::optional<int> breaks_max; ///< of any one participant
    std::optional<int> fairness;   ///< the most and the fewest breaks of a participant differ by at most this
    std::optional<int> interpreters; ///< meetings at one time that need one
};

/// By meeting: its slot, or `unplaced`.
using Timetable = std::vector<int>;

/// What a timetable is worth, in the order in which it counts.
struct Worth {
    int price = 0; ///< of what is left out
    int breaks = 0;
    int breaks_worst = 0; ///< of one participant
    int idle = 0;         ///< slots between a participant's first and last meeting without one

    auto operator<=>(Worth const&) const = default;
};

/// When each participant is busy.
std::vector<Slots> busy_slots(Instance const&, Timetable const&);
Worth worth_of(Instance const&, Timetable const&);

/// Whether every hard constraint holds.
bool is_timetable(Instance const&, Timetable const&);

} // namespace passerelle::timetable
