// In a file of its own: SHA-1 comes from OpenSSL, everything else from libsodium, which has none.
#include "platform/crypto/hash.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdexcept>

namespace passerelle::crypto {

std::array<std::uint8_t, 20> hmac_sha1(std::span<std::uint8_t const> key, std::string_view text)
{
    std::array<std::uint8_t, 20> code {};
    unsigned int length = 0;
    auto const* made = HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), bytes_of(text).data(),
        text.size(), code.data(), &length);
    if (!made || length != code.size())
        throw std::runtime_error("HMAC-SHA-1 failed");
    return code;
}

} // namespace passerelle::crypto
