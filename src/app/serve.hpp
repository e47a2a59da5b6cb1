#pragma once

#include "app/command_line.hpp"

#include <cstdint>
#include <iosfwd>
#include <string>

namespace passerelle::app {

struct ServeSettings {
    GlobalOptions options;
    std::string host;
    std::uint16_t port = 0;
    std::string base_url; ///< empty: where it listens
    std::string trusted_proxies;
};

/// Serves until SIGTERM or SIGINT, finishes what is under way, and returns. Says `listening on URL` once it answers.
void serve(ServeSettings, std::ostream& out);

} // namespace passerelle::app
