#include "platform/crypto/password.hpp"

#include "platform/crypto/sodium.hpp"

#include <sodium.h>

#include <new>
#include <semaphore>

namespace passerelle::crypto {
namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19 * 1024 * 1024;

std::counting_semaphore<2> free_places(2);

class Place {
public:
    Place() { free_places.acquire(); }
    ~Place() { free_places.release(); }
    Place(Place const&) = delete;
    Place& operator=(Place const&) = delete;
};

} // namespace

std::string hash_password(std::string_view password)
{
    start_sodium();
    Place const place;
    char hash[crypto_pwhash_STRBYTES];
    auto const status = crypto_pwhash_str_alg(
        hash, password.data(), password.size(), passes, memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
    if (status != 0)
        throw std::bad_alloc();
    return hash;
}

bool verify_password(std::string_view hash, std::string_view password)
{
    start_sodium();
    if (hash.size() >= crypto_pwhash_STRBYTES)
        return false;
    Place const place;
    return crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) == 0;
}

void pretend_to_verify_password(std::string_view password)
{
    static auto const hash = hash_password("nobody's");
    verify_password(hash, password);
}

bool needs_rehash(std::string_view hash)
{
    return crypto_pwhash_str_needs_rehash(std::string(hash).c_str(), passes, memory_bytes) != 0;
}

} // namespace passerelle::crypto
