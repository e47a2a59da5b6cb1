#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle {

/// Without leading and trailing ASCII white space and no-break spaces (U+00A0, U+202F, U+FEFF).
std::string_view trim(std::string_view text);

/// The parts between separators, empty ones kept. `split("", ',')` is one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The parts between separators, trimmed, empty ones dropped.
std::vector<std::string> split_values(std::string_view text, char separator);

std::string join(std::vector<std::string> const& parts, std::string_view separator);

/// Well-formed by Unicode 15, table 3-7: no surrogate, no overlong form, at most U+10FFFF. NUL is not
/// accepted.
bool is_valid_utf8(std::string_view text);

/// Number of code points of well-formed UTF-8.
std::size_t count_characters(std::string_view text);

/// ASCII letters only; everything else stays.
std::string ascii_lower(std::string_view text);

/// A whole decimal number, with nothing around it.
std::optional<long long> parse_integer(std::string_view text);

} // namespace passerelle
