#pragma once

#include "modules/accounts/request.hpp"

#include <vector>

namespace passerelle::accounts {

/// All addresses of the module.
std::vector<Route> routes();

/// Words of its addresses in each language.
std::vector<http::PathWord> path_words();

} // namespace passerelle::accounts
