#include "platform/crypto/totp.hpp"

#include "base/ensure.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace passerelle::crypto {
namespace {

constexpr std::int64_t step_milliseconds = 30'000;

std::int64_t step_of(Instant now) { return now.milliseconds / step_milliseconds; }

template<std::size_t N>
std::vector<std::uint8_t> list(std::array<std::uint8_t, N> const& code)
{
    return { code.begin(), code.end() };
}

std::vector<std::uint8_t> mac(std::string_view secret, std::string_view counter, TotpHash hash)
{
    switch (hash) {
    case TotpHash::Sha1:
        return list(hmac_sha1(bytes_of(secret), counter));
    case TotpHash::Sha256:
        return list(hmac_sha256(bytes_of(secret), counter));
    case TotpHash::Sha512:
        return list(hmac_sha512(bytes_of(secret), counter));
    }
    return {};
}

std::string code_of_step(std::string_view secret, std::int64_t step, int digits, TotpHash hash)
{
    ensure(digits >= 6 && digits <= 8);
    std::string counter;
    for (int shift = 56; shift >= 0; shift -= 8)
        counter += static_cast<char>(step >> shift);
    auto const code = mac(secret, counter, hash);
    // RFC 4226, 5.3: the low four bits of the last byte say which four bytes count.
    auto const offset = code.back() & 15u;
    auto const number
        = (code[offset] & 0x7fu) << 24 | code[offset + 1] << 16 | code[offset + 2] << 8 | code[offset + 3];
    constexpr std::array<std::uint32_t, 3> moduli { 1'000'000, 10'000'000, 100'000'000 };
    return fmt::format("{:0{}}", number % moduli[static_cast<std::size_t>(digits - 6)], digits);
}

/// RFC 3986: everything but unreserved characters.
std::string percent_encoded(std::string_view text)
{
    constexpr std::string_view unreserved
        = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string encoded;
    for (auto const c : text) {
        if (unreserved.find(c) != std::string_view::npos)
            encoded += c;
        else
            encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}

} // namespace

std::string totp_code(std::string_view secret, Instant now, int digits, TotpHash hash)
{
    return code_of_step(secret, step_of(now), digits, hash);
}

std::string fresh_totp_secret(Random& random)
{
    std::array<std::uint8_t, 20> bytes {};
    random.fill(bytes);
    return std::string(text_of(bytes));
}

std::optional<std::int64_t> verify_totp(
    std::string_view secret, std::string_view code, Instant now, std::optional<std::int64_t> last_used_step)
{
    std::string typed(code);
    std::erase(typed, ' ');
    for (auto step = step_of(now) - 1; step <= step_of(now) + 1; ++step) {
        auto const fresh = !last_used_step || step > *last_used_step;
        if (equal_in_constant_time(code_of_step(secret, step, 6, TotpHash::Sha1), typed) && fresh)
            return step;
    }
    return std::nullopt;
}

std::string otpauth_uri(std::string_view issuer, std::string_view account, std::string_view secret)
{
    return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits=6&period=30",
        percent_encoded(issuer), percent_encoded(account), base32(secret));
}

} // namespace passerelle::crypto
