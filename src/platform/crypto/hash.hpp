#pragma once

#include "base/bytes.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::crypto {

using Digest = std::array<std::uint8_t, 32>;

/// A secret of this installation, from which codes are made that nobody else can make.
struct SecretKey {
    std::array<std::uint8_t, 32> bytes {};

    static SecretKey fresh(Random&);
};

Digest sha256(std::string_view text);

/// SHA-256 of something that comes in pieces.
class Sha256 {
public:
    Sha256();
    void add(std::string_view piece);
    Digest finish();

private:
    // As large as libsodium's state, whose header stays out of here.
    alignas(16) std::array<std::uint8_t, 128> state_ {};
};

/// RFC 2104, any length of key.
Digest hmac_sha256(std::span<std::uint8_t const> key, std::string_view text);
std::array<std::uint8_t, 64> hmac_sha512(std::span<std::uint8_t const> key, std::string_view text);
/// Only for one-time passwords, which are made with SHA-1 everywhere.
std::array<std::uint8_t, 20> hmac_sha1(std::span<std::uint8_t const> key, std::string_view text);

/// Takes the same time wherever the difference is. Only the lengths are not secret.
bool equal_in_constant_time(std::string_view a, std::string_view b);

} // namespace passerelle::crypto
