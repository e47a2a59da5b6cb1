#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What people write into a cell, read generously. Each answers nothing for what cannot be meant.
namespace passerelle::directory::imports {

/// Trimmed, on one line, runs of blanks as one; empty for what stands for nothing (`-`, `n/a`, `keine` …).
std::string one_line(std::string_view cell);
/// Trimmed, its line ends as line feeds, other control characters gone.
std::string prose(std::string_view cell);

/// `dd.mm.yyyy`, `d.m.yy`, `dd/mm/yyyy`, `yyyy-mm-dd` with or without a time, Excel's day number, a year
/// alone (its first day), `mm.yyyy`.
std::optional<LocalDate> parse_date(std::string_view text);

struct Headcount {
    int value;
    bool is_range; ///< the middle was taken
};
/// `25`, `1'200`, `env. 30`, `10-49`, `> 250`.
std::optional<Headcount> parse_headcount(std::string_view text);

struct Postcode {
    std::string country; ///< ISO, where the cell says it: `CH-2502`
    std::string digits;
    std::string rest; ///< what follows: the place
};
/// `CH-2502`, `2502 Biel/Bienne`, `F-25000 Besançon`. `digits` is empty where there are none.
Postcode parse_postcode(std::string_view text);

/// E.164, also of a number with the apostrophe that Excel users put before a leading zero.
std::optional<std::string> parse_phone(std::string_view text);

/// Values of a cell: between `|`, else between `;` and line ends, else between commas.
std::vector<std::string> list_of(std::string_view cell);
/// Values of several people in one cell, in their places: between `|` (empty places count), else between `;`,
/// line ends and ` / `; mail addresses also between commas and blanks.
std::vector<std::string> people_of(std::string_view cell);
std::vector<std::string> addresses_of(std::string_view cell);

} // namespace passerelle::directory::imports
