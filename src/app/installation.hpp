#pragma once

#include "modules/accounts/request.hpp"

namespace passerelle::app {

/// Reads what is set for this installation; at the first start writes the defaults and a fresh secret.
accounts::Installation load_installation(db::Database&, Random&);

} // namespace passerelle::app
