#include "platform/crypto/signed_value.hpp"

#include "base/text.hpp"
#include "platform/crypto/encoding.hpp"

#include <fmt/format.h>

namespace passerelle::crypto {
namespace {

std::string seal(SecretKey const& key, std::string_view purpose, std::string_view body)
{
    // The length keeps purpose and body apart: "ab" + "c" is not "a" + "bc".
    auto const sealed = fmt::format("{}:{}{}", purpose.size(), purpose, body);
    return base64url(text_of(hmac_sha256(key.bytes, sealed)));
}

} // namespace

std::string sign_value(
    SecretKey const& key, std::string_view purpose, std::string_view payload, Instant expires)
{
    auto const body = fmt::format("{}.{}", base64url(payload), expires.milliseconds);
    return body + "." + seal(key, purpose, body);
}

std::optional<std::string> read_signed_value(
    SecretKey const& key, std::string_view purpose, std::string_view text, Instant now)
{
    auto const parts = split(text, '.');
    if (parts.size() != 3)
        return std::nullopt;
    auto const body = text.substr(0, text.rfind('.'));
    if (!equal_in_constant_time(seal(key, purpose, body), parts[2]))
        return std::nullopt;
    auto const expires = parse_integer(parts[1]);
    if (!expires || now.milliseconds >= *expires)
        return std::nullopt;
    return from_base64url(parts[0]);
}

} // namespace passerelle::crypto
