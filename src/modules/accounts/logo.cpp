#include "modules/accounts/logo.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace passerelle::accounts {
namespace {

using namespace std::string_view_literals;

constexpr auto signature = "\x89PNG\r\n\x1a\n"sv;

// What the picture consists of, and how its colours are meant.
constexpr std::array kept { "IHDR"sv, "PLTE"sv, "tRNS"sv, "gAMA"sv, "cHRM"sv, "sRGB"sv, "sBIT"sv, "IDAT"sv,
    "IEND"sv };

std::uint32_t number_at(std::string_view bytes, std::size_t at)
{
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number = number << 8 | static_cast<std::uint8_t>(bytes[at + i]);
    return number;
}

bool looks_like_svg(std::string_view file)
{
    auto const start = ascii_lower(trim(file.substr(0, 1024)));
    return start.find("<svg") != start.npos || start.starts_with("<?xml");
}

bool fits(std::uint32_t side) { return side >= logo_side_min && side <= logo_side_max; }

/// A chunk: length, name, content, checksum.
struct Chunk {
    std::string_view name;
    std::string_view whole;
};

std::optional<Chunk> next_chunk(std::string_view rest)
{
    if (rest.size() < 12)
        return std::nullopt;
    auto const length = number_at(rest, 0);
    if (length > rest.size() - 12)
        return std::nullopt;
    return Chunk { rest.substr(4, 4), rest.substr(0, length + 12) };
}

} // namespace

Outcome<std::string, LogoRefused> read_logo(std::string_view file)
{
    if (file.size() > logo_bytes_max)
        return LogoRefused::TooLarge;
    if (!file.starts_with(signature))
        return looks_like_svg(file) ? LogoRefused::Svg : LogoRefused::NotPng;

    std::string picture(signature);
    auto rest = file.substr(signature.size());
    auto has_image = false;
    for (auto is_first = true;; is_first = false) {
        auto const chunk = next_chunk(rest);
        if (!chunk || is_first != (chunk->name == "IHDR"))
            return LogoRefused::Broken;
        if (is_first) {
            if (chunk->whole.size() != 25)
                return LogoRefused::Broken;
            if (!fits(number_at(chunk->whole, 8)) || !fits(number_at(chunk->whole, 12)))
                return LogoRefused::Dimensions;
        }
        has_image = has_image || chunk->name == "IDAT";
        if (std::find(kept.begin(), kept.end(), chunk->name) != kept.end())
            picture += chunk->whole;
        if (chunk->name == "IEND")
            break;
        rest.remove_prefix(chunk->whole.size());
    }
    if (!has_image)
        return LogoRefused::Broken;
    return picture;
}

} // namespace passerelle::accounts
