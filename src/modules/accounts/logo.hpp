#pragma once

#include "base/outcome.hpp"

#include <string>
#include <string_view>

namespace passerelle::accounts {

inline constexpr std::size_t logo_bytes_max = 512 * 1024;
inline constexpr int logo_side_min = 16;
inline constexpr int logo_side_max = 2000;

enum class LogoRefused {
    TooLarge, ///< over `logo_bytes_max`
    Svg,      ///< which can carry script: not taken
    NotPng,
    Broken,     ///< begins like a PNG, and is none
    Dimensions, ///< a side under `logo_side_min` or over `logo_side_max`
};

/// The picture of a PNG file (W3C PNG, third edition) and nothing else of it: who made it, where, with what,
/// and bytes after its end are left out.
Outcome<std::string, LogoRefused> read_logo(std::string_view file);

} // namespace passerelle::accounts
