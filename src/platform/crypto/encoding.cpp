#include "platform/crypto/encoding.hpp"

#include <sodium.h>

namespace passerelle::crypto {
namespace {

std::string encode(std::string_view bytes, int variant)
{
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(bytes).data(), bytes.size(), variant);
    text.pop_back(); // the NUL that libsodium counts in
    return text;
}

std::optional<std::string> decode(std::string_view text, int variant)
{
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t length = 0;
    auto const status = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
        text.data(), text.size(), nullptr, &length, nullptr, variant);
    if (status != 0)
        return std::nullopt;
    bytes.resize(length);
    // libsodium stops quietly at a NUL and accepts stray bits: only the one true spelling counts.
    if (encode(bytes, variant) != text)
        return std::nullopt;
    return bytes;
}

constexpr std::string_view base32_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::optional<unsigned> base32_value(char c)
{
    if (c >= 'a' && c <= 'z')
        c = static_cast<char>(c - 'a' + 'A');
    auto const place = base32_letters.find(c);
    return place == std::string_view::npos ? std::nullopt : std::optional(static_cast<unsigned>(place));
}

} // namespace

std::string base64(std::string_view bytes) { return encode(bytes, sodium_base64_VARIANT_ORIGINAL); }
std::optional<std::string> from_base64(std::string_view text)
{
    return decode(text, sodium_base64_VARIANT_ORIGINAL);
}

std::string base64url(std::string_view bytes)
{
    return encode(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
std::optional<std::string> from_base64url(std::string_view text)
{
    return decode(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string base32(std::string_view bytes)
{
    std::string text;
    unsigned pending = 0;
    int bits = 0;
    for (auto const byte : bytes_of(bytes)) {
        pending = (pending << 8 | byte) & 0xfff;
        for (bits += 8; bits >= 5; bits -= 5)
            text += base32_letters[pending >> (bits - 5) & 31];
    }
    if (bits > 0)
        text += base32_letters[pending << (5 - bits) & 31];
    return text;
}

std::optional<std::string> from_base32(std::string_view text)
{
    while (text.ends_with('='))
        text.remove_suffix(1);
    std::string bytes;
    unsigned pending = 0;
    int bits = 0;
    for (auto const c : text) {
        if (c == ' ')
            continue;
        auto const value = base32_value(c);
        if (!value)
            return std::nullopt;
        pending = (pending << 5 | *value) & 0xfff;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(pending >> bits);
        }
    }
    // What is left over must be the zero bits that the encoder filled up with.
    if (bits >= 5 || (pending & ((1u << bits) - 1)) != 0)
        return std::nullopt;
    return bytes;
}

} // namespace passerelle::crypto
