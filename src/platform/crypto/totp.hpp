#pragma once

#include "base/bytes.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace passerelle::crypto {

enum class TotpHash { Sha1, Sha256, Sha512 };

/// The code of the step that `now` is in (RFC 6238: 30 seconds a step, RFC 4226 truncation).
std::string totp_code(std::string_view secret, Instant now, int digits = 6, TotpHash hash = TotpHash::Sha1);

/// 160 random bits, as bytes; show them with `base32`.
std::string fresh_totp_secret(Random&);

/// The step that `code` belongs to, if it is the current one, the one before or the one after. A step up to
/// `last_used_step` is refused, so that a code works once: store the result before letting anybody in.
/// Blanks in `code` do not count.
std::optional<std::int64_t> verify_totp(
    std::string_view secret, std::string_view code, Instant now, std::optional<std::int64_t> last_used_step);

/// What an authenticator app reads from a QR code: `otpauth://totp/ISSUER:ACCOUNT?secret=…`.
std::string otpauth_uri(std::string_view issuer, std::string_view account, std::string_view secret);

} // namespace passerelle::crypto
