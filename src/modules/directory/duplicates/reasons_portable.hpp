#pragma once

#include "modules/directory/duplicates/likeness.hpp"

namespace passerelle::directory::duplicates {

std::string text_of(std::vector<Reason> const&);
/// Of what `text_of` wrote; a sign that is no more is left out.
std::vector<Reason> parse_reasons(std::string_view text);

} // namespace passerelle::directory::duplicates
