#pragma once

#include "base/bytes.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace passerelle::crypto {

/// A secret that opens something by being shown: a session, a one-time link, an API key. 256 random bits.
/// Only `fingerprint()` is ever stored, so that a stolen database opens nothing.
class Token {
public:
    static Token fresh(Random&);

    /// 43 characters of base64url; anything else is nothing.
    static std::optional<Token> parse(std::string_view text);

    /// For the link, cookie or header that its owner gets, and nowhere else.
    std::string text() const;

    /// SHA-256 of `text()`, 64 lower-case hexadecimal digits.
    std::string fingerprint() const;

private:
    std::array<std::uint8_t, 32> bytes_ {};
};

} // namespace passerelle::crypto
