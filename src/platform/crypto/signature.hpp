#pragma once

#include "base/bytes.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace passerelle::crypto {

/// Ed25519 (RFC 8032), for what others must be able to check without a secret of ours.
struct PublicKey {
    std::array<std::uint8_t, 32> bytes {};

    /// Base64 of 32 bytes; anything else is nothing.
    static std::optional<PublicKey> parse(std::string_view text);
    std::string text() const;
    bool operator==(PublicKey const&) const = default;
};

struct SigningKey {
    std::array<std::uint8_t, 32> seed {};

    static SigningKey fresh(Random&);
    PublicKey public_key() const;
};

using Signature = std::array<std::uint8_t, 64>;

Signature sign(SigningKey const&, std::string_view text);
bool is_signed_by(PublicKey const&, std::string_view text, std::span<std::uint8_t const> signature);

} // namespace passerelle::crypto
