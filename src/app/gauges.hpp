#pragma once

#include "app/house.hpp"
#include "platform/http/server.hpp"

namespace passerelle::app {

/// What `/metrics` says of this node besides what is counted on the way. Both must live as long as anybody
/// asks.
void add_gauges(House&, http::Server const&);

} // namespace passerelle::app
