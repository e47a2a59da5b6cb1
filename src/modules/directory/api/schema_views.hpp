#pragma once

#include "platform/json/json_fwd.hpp"

namespace passerelle::directory::api {

/// The shapes that API routes name (JSON Schema 2020-12), by name.
Json schemas();

} // namespace passerelle::directory::api
