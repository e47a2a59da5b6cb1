#pragma once

#include "base/time.hpp"
#include "platform/http/message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace passerelle::http {

/// A cookie of ours: always Secure, HttpOnly, Path=/, for this host alone. Its name on the wire has the
/// prefix
/// `__Host-`, which makes browsers hold to that (RFC 6265bis, 4.1.3).
struct SetCookie {
    enum class SameSite { Lax, Strict };

    std::string name; ///< without prefix
    std::string value;
    std::optional<Duration> lifetime {}; ///< until the browser closes, if not given
    SameSite same_site = SameSite::Lax;
};

/// The value of `__Host-name`. Nothing if it is missing, or sent twice with different values.
std::optional<std::string_view> read_cookie(Request const&, std::string_view name);

/// `ensure`s a name and value of the characters that cookies may have (RFC 6265, 4.1.1).
void set_cookie(Response&, SetCookie const&);
void clear_cookie(Response&, std::string_view name);

} // namespace passerelle::http
