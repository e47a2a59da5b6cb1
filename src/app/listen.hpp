#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace passerelle::app {

/// Where to listen, as `--listen` has it.
struct ListenAt {
    std::string host; ///< an address or a name, `localhost`
    std::uint16_t port = 0;
};

/// `127.0.0.1:8080`, `[::1]:8080`, `localhost:0`; port 0 is any free one. Nothing for anything else.
std::optional<ListenAt> parse_listen(std::string const& text);

/// The address of a host; nothing where the name is unknown.
std::optional<std::string> address_of_host(std::string const& host);

/// A port at which nobody listens now. Throws std::system_error where the address is not this machine's.
std::uint16_t free_port(std::string const& address);

/// `127.0.0.1:8080`, `[::1]:8080`
std::string authority_of(std::string const& host, std::uint16_t port);

} // namespace passerelle::app
