#pragma once

#include "base/time.hpp"
#include "platform/crypto/hash.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace passerelle::crypto {

/// A value that goes out in a link or cookie and is believed when it comes back, with nothing stored.
/// Everybody can read it, nobody can change it; it counts for one `purpose` only ("accounts.unsubscribe"),
/// until `expires`. Characters of base64url and dots. What must work only once needs a Token instead.
std::string sign_value(SecretKey const&, std::string_view purpose, std::string_view payload, Instant expires);

/// The payload, if we signed it for this purpose and `now` is before its expiry.
std::optional<std::string> read_signed_value(
    SecretKey const&, std::string_view purpose, std::string_view text, Instant now);

} // namespace passerelle::crypto
