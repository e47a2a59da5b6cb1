#pragma once

#include "base/lang.hpp"

#include <string_view>

namespace passerelle::search {

/// Articles, prepositions and the like, that are not searched for. `plain_word` without accents.
bool is_stop_word(std::string_view plain_word, Lang lang);

/// Terms of the trade that are also words of every day ("tour", "Lager", "part") or too short to be sure of
/// ("vis", "Öl"): concepts only where another one stands nearby.
bool is_everyday_word(std::string_view plain_word, Lang lang);

} // namespace passerelle::search
