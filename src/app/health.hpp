#pragma once

#include "modules/directory/directory.hpp"

#include <vector>

namespace passerelle::app {

/// `/healthz` (alive), `/readyz` (database, schema, index), `/metrics` (Prometheus, this machine only).
std::vector<accounts::Route> health_routes(directory::Directory&);

} // namespace passerelle::app
