#include "platform/search/list_cursor.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

namespace passerelle::search {
namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t text_max = 2'000;

/// RFC 4648, 5, without padding.
std::string to_base64url(std::string_view bytes)
{
    std::string text;
    std::uint32_t held = 0;
    int bits = 0;
    for (auto const byte : bytes) {
        held = (held << 8) | static_cast<unsigned char>(byte);
        for (bits += 8; bits >= 6; bits -= 6)
            text += digits[(held >> (bits - 6)) & 63];
    }
    if (bits > 0)
        text += digits[(held << (6 - bits)) & 63];
    return text;
}

std::optional<std::string> from_base64url(std::string_view text)
{
    std::string bytes;
    std::uint32_t held = 0;
    int bits = 0;
    for (auto const c : text) {
        auto const digit = digits.find(c);
        if (digit == std::string_view::npos)
            return std::nullopt;
        held = (held << 6) | static_cast<std::uint32_t>(digit);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>((held >> bits) & 0xFF);
        }
    }
    return bytes;
}

} // namespace

std::string encoded(ListCursor const& cursor)
{
    std::string bytes(cursor.score ? "r" : "n");
    bytes.append(reinterpret_cast<char const*>(cursor.name.id.bytes.data()), cursor.name.id.bytes.size());
    if (cursor.score) {
        auto const score = std::bit_cast<std::array<char, sizeof(double)>>(*cursor.score);
        bytes.append(score.data(), score.size());
    } else {
        bytes += cursor.name.sort_key;
    }
    return to_base64url(bytes);
}

std::optional<ListCursor> decoded(std::string_view text)
{
    constexpr std::size_t head = 1 + 16;
    auto const bytes = text.size() <= text_max ? from_base64url(text) : std::nullopt;
    if (!bytes || bytes->size() < head || (bytes->front() != 'n' && bytes->front() != 'r'))
        return std::nullopt;
    ListCursor cursor;
    std::memcpy(cursor.name.id.bytes.data(), bytes->data() + 1, 16);
    auto const rest = std::string_view(*bytes).substr(head);
    if (bytes->front() == 'n') {
        cursor.name.sort_key = rest;
        return cursor;
    }
    std::array<char, sizeof(double)> score;
    if (rest.size() != score.size())
        return std::nullopt;
    std::memcpy(score.data(), rest.data(), score.size());
    cursor.score = std::bit_cast<double>(score);
    return cursor;
}

} // namespace passerelle::search
