#pragma once

#include "base/lang.hpp"

#include <string_view>

namespace passerelle::search {

/// What words of one family have in common: of the stems of imprimeur and imprimerie `imprim`, of Backerei
/// and Backer `back`. The stem itself where nothing can be taken off.
std::string_view root(std::string_view stem, Lang lang);

} // namespace passerelle::search
