#include "platform/crypto/sealed.hpp"

#include "platform/crypto/encoding.hpp"
#include "platform/crypto/sodium.hpp"

#include <sodium.h>

namespace passerelle::crypto {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

/// Sealing and signing never share a key, though the installation has only one secret.
Digest sealing_key(SecretKey const& key) { return hmac_sha256(key.bytes, "passerelle sealing 1"); }

} // namespace

std::string seal(SecretKey const& key, std::string_view purpose, std::string_view text, Random& random)
{
    start_sodium();
    std::array<std::uint8_t, nonce_size> nonce {};
    random.fill(nonce);
    std::string sealed(text_of(nonce));
    sealed.resize(nonce_size + text.size() + tag_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char*>(sealed.data()) + nonce_size,
        nullptr, bytes_of(text).data(), text.size(), bytes_of(purpose).data(), purpose.size(), nullptr,
        nonce.data(), sealing_key(key).data());
    return sealed;
}

std::optional<std::string> unseal(SecretKey const& key, std::string_view purpose, std::string_view sealed)
{
    start_sodium();
    if (sealed.size() < nonce_size + tag_size)
        return std::nullopt;
    auto const closed = bytes_of(sealed).subspan(nonce_size);
    std::string text(closed.size() - tag_size, '\0');
    auto const status = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(text.data()), nullptr, nullptr, closed.data(), closed.size(),
        bytes_of(purpose).data(), purpose.size(), bytes_of(sealed).data(), sealing_key(key).data());
    return status == 0 ? std::optional(std::move(text)) : std::nullopt;
}

} // namespace passerelle::crypto
