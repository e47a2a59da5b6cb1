#pragma once

#include "modules/directory/imports/plan.hpp"

#include <string>
#include <string_view>

namespace passerelle::directory::imports {

/// A planned row as its preview needs it, in no language.
std::string text_of(PlannedRow const&);
/// Of what `text_of` wrote; anything else is a bug.
PlannedRow parse_planned_row(std::string_view text);

/// What was found wrong with a row.
std::string text_of(std::vector<Problem> const&);
std::vector<Problem> parse_problems(std::string_view text);

/// The cells of a row.
std::string text_of(std::vector<std::string> const& cells);
std::vector<std::string> parse_cells(std::string_view text);

} // namespace passerelle::directory::imports
