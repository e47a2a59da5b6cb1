#include "platform/crypto/hash.hpp"

#include "platform/crypto/sodium.hpp"

#include <sodium.h>

#include <new>

namespace passerelle::crypto {

SecretKey SecretKey::fresh(Random& random)
{
    SecretKey key;
    random.fill(key.bytes);
    return key;
}

Digest sha256(std::string_view text)
{
    Digest digest;
    crypto_hash_sha256(digest.data(), bytes_of(text).data(), text.size());
    return digest;
}

static crypto_hash_sha256_state* state_in(std::array<std::uint8_t, 128>& room)
{
    static_assert(sizeof(crypto_hash_sha256_state) <= sizeof room);
    static_assert(alignof(crypto_hash_sha256_state) <= 16);
    return std::launder(reinterpret_cast<crypto_hash_sha256_state*>(room.data()));
}

Sha256::Sha256()
{
    new (state_.data()) crypto_hash_sha256_state;
    crypto_hash_sha256_init(state_in(state_));
}

void Sha256::add(std::string_view piece)
{
    crypto_hash_sha256_update(state_in(state_), bytes_of(piece).data(), piece.size());
}

Digest Sha256::finish()
{
    Digest digest;
    crypto_hash_sha256_final(state_in(state_), digest.data());
    return digest;
}

Digest hmac_sha256(std::span<std::uint8_t const> key, std::string_view text)
{
    Digest code;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(text).data(), text.size());
    crypto_auth_hmacsha256_final(&state, code.data());
    return code;
}

std::array<std::uint8_t, 64> hmac_sha512(std::span<std::uint8_t const> key, std::string_view text)
{
    std::array<std::uint8_t, 64> code;
    crypto_auth_hmacsha512_state state;
    crypto_auth_hmacsha512_init(&state, key.data(), key.size());
    crypto_auth_hmacsha512_update(&state, bytes_of(text).data(), text.size());
    crypto_auth_hmacsha512_final(&state, code.data());
    return code;
}

bool equal_in_constant_time(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace passerelle::crypto
