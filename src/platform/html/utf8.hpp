#pragma once

#include <cstddef>
#include <string_view>

namespace passerelle::html {

/// Length of the well-formed UTF-8 sequence at `at` (Unicode 15, table 3-7), or 0 where there is none.
inline std::size_t utf8_size(std::string_view text, std::size_t at)
{
    auto const byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i])
                                    : static_cast<unsigned char>(0);
    };
    auto const continues = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
    auto const first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return continues(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        auto const overlong = first == 0xE0 && byte(1) < 0xA0;
        auto const surrogate = first == 0xED && byte(1) > 0x9F;
        return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        auto const overlong = first == 0xF0 && byte(1) < 0x90;
        auto const beyond = first == 0xF4 && byte(1) > 0x8F;
        return continues(1) && continues(2) && continues(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

} // namespace passerelle::html
