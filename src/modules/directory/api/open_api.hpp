#pragma once

#include "modules/accounts/request.hpp"

#include <vector>

namespace passerelle::directory {

/// The description of all API routes among `routes` (OpenAPI 3.1), for /api/v1/openapi.json. Depends on
/// nothing but its arguments: make it once.
http::Response openapi(std::vector<accounts::Route> const& routes, accounts::Installation const&);

} // namespace passerelle::directory
