#pragma once

#include "platform/http/message.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::http {

/// Addresses whose `X-Forwarded-…` headers are believed. None unless configured.
class TrustedProxies {
public:
    TrustedProxies() = default;

    /// Addresses or networks, separated by commas or blanks: `127.0.0.1, 10.0.0.0/8, ::1`. Nothing if one is
    /// neither.
    static std::optional<TrustedProxies> parse(std::string_view list);

    bool contains(std::string_view address) const;

private:
    struct Network {
        std::array<std::uint8_t, 16> address; ///< IPv4 as ::ffff:a.b.c.d
        unsigned bits;
    };
    std::vector<Network> networks_;
};

struct Client {
    std::string address; ///< as text, IPv4 without ::ffff:
    bool https = false;  ///< a trusted proxy said so
};

/// Who sent the request: the peer, or what trusted proxies say of it, read from the right until the first
/// address that is not trusted.
Client client_of(Request const&, TrustedProxies const&);

} // namespace passerelle::http
