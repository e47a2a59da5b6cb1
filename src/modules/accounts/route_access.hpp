#pragma once

#include "modules/accounts/request.hpp"

namespace passerelle::accounts {

/// The gate before every handler: who asks, whether the route's right admits them, whether a form is one of
/// ours. Throws StatusError for what is refused; who may only have to sign in is sent to the door.
http::Response answer(Platform const&, Route const&, http::Request&);

} // namespace passerelle::accounts
