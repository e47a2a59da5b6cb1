#include "base/id.hpp"

#include <cstring>

namespace passerelle {
namespace {

int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool is_hyphen_place(std::size_t place) { return place == 8 || place == 13 || place == 18 || place == 23; }

} // namespace

Uuid Uuid::fresh(Instant now, Random& random)
{
    Uuid uuid;
    random.fill(uuid.bytes);
    // RFC 9562, 5.7: 48 bits of Unix milliseconds, version 7, variant 10, the rest random.
    auto const milliseconds = static_cast<std::uint64_t>(now.milliseconds);
    for (int i = 0; i < 6; ++i)
        uuid.bytes[i] = static_cast<std::uint8_t>(milliseconds >> (8 * (5 - i)));
    uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0f) | 0x70);
    uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3f) | 0x80);
    return uuid;
}

std::optional<Uuid> Uuid::parse(std::string_view text)
{
    if (text.size() != 36)
        return std::nullopt;
    Uuid uuid;
    std::size_t byte = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (is_hyphen_place(i)) {
            if (text[i] != '-')
                return std::nullopt;
            ++i;
            continue;
        }
        auto const high = hex_value(text[i]);
        auto const low = hex_value(text[i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        uuid.bytes[byte++] = static_cast<std::uint8_t>(high * 16 + low);
        i += 2;
    }
    return uuid;
}

std::string Uuid::text() const
{
    auto text = to_hex(bytes);
    for (auto const place : { 8, 13, 18, 23 })
        text.insert(static_cast<std::size_t>(place), 1, '-');
    return text;
}

} // namespace passerelle

std::size_t std::hash<passerelle::Uuid>::operator()(passerelle::Uuid const& uuid) const noexcept
{
    // The last eight bytes are random in version 7, and good enough as they are.
    std::uint64_t tail;
    std::memcpy(&tail, uuid.bytes.data() + 8, sizeof tail);
    return static_cast<std::size_t>(tail);
}
