#pragma once

#include "base/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace passerelle::crypto {

/// RFC 4648, section 4, with padding. What is decoded may hold any bytes; anything malformed is nothing.
std::string base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

/// RFC 4648, section 5, for addresses and cookies: `-` and `_`, no padding.
std::string base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

/// RFC 4648, section 6, upper case, without padding as authenticator apps like it.
std::string base32(std::string_view bytes);
/// In either case, with or without padding; blanks between groups are skipped.
std::optional<std::string> from_base32(std::string_view text);

inline std::string_view text_of(std::span<std::uint8_t const> bytes)
{
    return { reinterpret_cast<char const*>(bytes.data()), bytes.size() };
}

} // namespace passerelle::crypto
