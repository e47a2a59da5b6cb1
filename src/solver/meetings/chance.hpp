#pragma once

#include <cstdint>

namespace passerelle::timetable {

/// Numbers that look like chance and are the same for the same seed (SplitMix64).
class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next()
    {
        auto z = state_ += 0x9e3779b97f4a7c15U;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }

    /// From 0 to `size` - 1.
    int below(int size)
    {
        return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(size)) >> 32);
    }

    /// From 0 to 1, without 1.
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

private:
    std::uint64_t state_;
};

} // namespace passerelle::timetable
