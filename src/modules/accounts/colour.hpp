#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace passerelle::accounts {

/// sRGB, eight bits a channel.
struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0;

    /// `#rrggbb` in either case; anything else is nothing.
    static std::optional<Colour> parse(std::string_view text);
    /// `#rrggbb`, lower case.
    std::string text() const;
    bool operator==(Colour const&) const = default;
};

/// 1 to 21 (WCAG 2.2, "contrast ratio").
double contrast(Colour, Colour);

/// The least contrast that text needs (WCAG 2.2, 1.4.3).
inline constexpr double contrast_min = 4.5;

/// Whether an operator's colour can be read on the least favourable of our light grounds (docs/face.md,
/// `--tint`).
bool is_legible_accent(Colour);

/// The colour itself where it is legible, else its nearest darker shade that is.
Colour nearest_legible_accent(Colour);

/// The stylesheet of an operator's colour, for light, dark and paper.
std::string accent_css(Colour);

} // namespace passerelle::accounts
