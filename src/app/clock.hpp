#pragma once

#include "base/time.hpp"

namespace passerelle::app {

/// The clock on the wall: read here, an argument everywhere else.
Instant now();

} // namespace passerelle::app
