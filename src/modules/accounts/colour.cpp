#include "modules/accounts/colour.hpp"

#include <fmt/format.h>

#include <cmath>

namespace passerelle::accounts {
namespace {

// Of the grounds of assets/css/tokens.css the ones on which an accent has the least contrast (`--tint`).
constexpr Colour light_ground { 0xe9, 0xec, 0xf8 };
constexpr Colour dark_ground { 0x1d, 0x25, 0x40 };
constexpr Colour white { 0xff, 0xff, 0xff };
constexpr Colour black { 0x00, 0x00, 0x00 };

std::optional<std::uint8_t> hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f')
        return static_cast<std::uint8_t>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F')
        return static_cast<std::uint8_t>(c - 'A' + 10);
    return std::nullopt;
}

double linear(std::uint8_t channel)
{
    auto const value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour)
{
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

std::uint8_t between(std::uint8_t from, std::uint8_t to, int step)
{
    return static_cast<std::uint8_t>(from + (to - from) * step / 255);
}

/// The first colour on the way to `end` that can be read on `ground`.
Colour legible_towards(Colour colour, Colour end, Colour ground)
{
    for (int step = 0; step < 255; ++step) {
        Colour const tried { between(colour.red, end.red, step), between(colour.green, end.green, step),
            between(colour.blue, end.blue, step) };
        if (contrast(tried, ground) >= contrast_min)
            return tried;
    }
    return end;
}

} // namespace

std::optional<Colour> Colour::parse(std::string_view text)
{
    if (text.size() != 7 || text.front() != '#')
        return std::nullopt;
    std::uint8_t channels[3] {};
    for (std::size_t i = 0; i < 3; ++i) {
        auto const high = hex_digit(text[1 + 2 * i]);
        auto const low = hex_digit(text[2 + 2 * i]);
        if (!high || !low)
            return std::nullopt;
        channels[i] = static_cast<std::uint8_t>(*high * 16 + *low);
    }
    return Colour { channels[0], channels[1], channels[2] };
}

std::string Colour::text() const { return fmt::format("#{:02x}{:02x}{:02x}", red, green, blue); }

double contrast(Colour a, Colour b)
{
    auto const one = luminance(a) + 0.05;
    auto const other = luminance(b) + 0.05;
    return one > other ? one / other : other / one;
}

bool is_legible_accent(Colour colour) { return contrast(colour, light_ground) >= contrast_min; }

Colour nearest_legible_accent(Colour colour) { return legible_towards(colour, black, light_ground); }

std::string accent_css(Colour colour)
{
    auto const light = nearest_legible_accent(colour);
    auto const dark = legible_towards(colour, white, dark_ground);
    return fmt::format(
        ":root {{ --accent: {}; --on-accent: {}; }}\n"
        "@media (prefers-color-scheme: dark) {{ :root {{ --accent: {}; --on-accent: {}; }} }}\n"
        "@media print {{ :root {{ --accent: #000; }} }}\n",
        light.text(), white.text(), dark.text(), dark_ground.text());
}

} // namespace passerelle::accounts
