#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace passerelle {

/// Lower-case hexadecimal, two characters a byte.
std::string to_hex(std::span<std::uint8_t const> bytes);

/// Bytes of `text`, for hashing and signing.
inline std::span<std::uint8_t const> bytes_of(std::string_view text)
{
    return { reinterpret_cast<std::uint8_t const*>(text.data()), text.size() };
}

/// The outside world's chance, passed as an argument wherever it is needed, so that a test can fix it.
/// Implementations are safe to call from any thread.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

} // namespace passerelle
