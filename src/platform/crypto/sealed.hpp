#pragma once

#include "platform/crypto/hash.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace passerelle::crypto {

/// Encrypts what we must be able to read again, such as the secret of a one-time password, so that a stolen
/// database tells nothing (XChaCha20-Poly1305). It opens only for the same `purpose`: name the record in it
/// ("accounts.totp:0192…"), so that a value copied to another row stays shut. Bytes, 40 longer than the text.
std::string seal(SecretKey const&, std::string_view purpose, std::string_view text, Random&);

/// Nothing for what was not sealed with this key and purpose, or was altered.
std::optional<std::string> unseal(SecretKey const&, std::string_view purpose, std::string_view sealed);

} // namespace passerelle::crypto
