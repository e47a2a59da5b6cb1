#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::db {

/// The key of a row as the opaque `after` of the next page: `cursor({ row.name, row.id.text() })`.
std::string cursor(std::initializer_list<std::string_view> key);

/// The parts again. Nothing for what we did not write, or another number of parts; the empty text too.
std::optional<std::vector<std::string>> parse_cursor(std::string_view text, std::size_t parts);

} // namespace passerelle::db
