#pragma once

#include "app/command_line.hpp"
#include "app/listen.hpp"
#include "platform/http/client_address.hpp"

#include <iosfwd>
#include <string>

namespace passerelle::app {

struct ServeSettings {
    GlobalOptions options;
    ListenAt listen;
    std::string base_url; ///< empty: where it listens
    http::TrustedProxies trusted_proxies;
};

/// Serves until SIGTERM or SIGINT, finishes what is under way, and returns. Says `listening on URL` once it
/// answers.
void serve(ServeSettings, std::ostream& out);

} // namespace passerelle::app
