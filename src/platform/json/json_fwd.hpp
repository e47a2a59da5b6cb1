#pragma once

#include <nlohmann/json_fwd.hpp>

namespace passerelle {

/// A JSON value (RFC 8259) whose objects keep the order in which their members were written.
using Json = nlohmann::ordered_json;

} // namespace passerelle
