#include "platform/crypto/signature.hpp"

#include "platform/crypto/encoding.hpp"
#include "platform/crypto/sodium.hpp"

#include <sodium.h>

#include <algorithm>

namespace passerelle::crypto {
namespace {

struct KeyPair {
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> open;
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret;

    explicit KeyPair(SigningKey const& key)
    {
        start_sodium();
        crypto_sign_seed_keypair(open.data(), secret.data(), key.seed.data());
    }
    ~KeyPair() { sodium_memzero(secret.data(), secret.size()); }
    KeyPair(KeyPair const&) = delete;
    KeyPair& operator=(KeyPair const&) = delete;
};

} // namespace

std::optional<PublicKey> PublicKey::parse(std::string_view text)
{
    PublicKey key;
    auto const bytes = from_base64(text);
    if (!bytes || bytes->size() != key.bytes.size())
        return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), key.bytes.begin());
    return key;
}

std::string PublicKey::text() const { return base64(text_of(bytes)); }

SigningKey SigningKey::fresh(Random& random)
{
    SigningKey key;
    random.fill(key.seed);
    return key;
}

PublicKey SigningKey::public_key() const { return { KeyPair(*this).open }; }

Signature sign(SigningKey const& key, std::string_view text)
{
    KeyPair const pair(key);
    Signature signature;
    crypto_sign_detached(signature.data(), nullptr, bytes_of(text).data(), text.size(), pair.secret.data());
    return signature;
}

bool is_signed_by(PublicKey const& key, std::string_view text, std::span<std::uint8_t const> signature)
{
    start_sodium();
    return signature.size() == crypto_sign_BYTES
        && crypto_sign_verify_detached(signature.data(), bytes_of(text).data(), text.size(), key.bytes.data())
        == 0;
}

} // namespace passerelle::crypto
