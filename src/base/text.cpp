#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace passerelle {
namespace {

constexpr std::array<std::string_view, 9> blanks { " ", "\t", "\r", "\n", "\v", "\f", "\xC2\xA0",
    "\xE2\x80\xAF", "\xEF\xBB\xBF" };

bool is_continuation(std::string_view text, std::size_t place)
{
    return place < text.size() && (static_cast<unsigned char>(text[place]) & 0xC0) == 0x80;
}

/// Length of the well-formed sequence at `place`, or 0.
std::size_t sequence_length(std::string_view text, std::size_t place)
{
    auto const lead = static_cast<unsigned char>(text[place]);
    auto const second = place + 1 < text.size() ? static_cast<unsigned char>(text[place + 1]) : 0;
    if (lead < 0x80)
        return lead == 0 ? 0 : 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return is_continuation(text, place + 1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        auto const low = lead == 0xE0 ? 0xA0 : 0x80;
        auto const high = lead == 0xED ? 0x9F : 0xBF;
        return second >= low && second <= high && is_continuation(text, place + 2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        auto const low = lead == 0xF0 ? 0x90 : 0x80;
        auto const high = lead == 0xF4 ? 0x8F : 0xBF;
        return second >= low && second <= high && is_continuation(text, place + 2)
                && is_continuation(text, place + 3)
            ? 4
            : 0;
    }
    return 0;
}

} // namespace

std::string_view trim(std::string_view text)
{
    for (bool again = true; again;) {
        again = false;
        for (auto const blank : blanks) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                again = true;
            }
            if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                again = true;
            }
        }
    }
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        auto const end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

std::vector<std::string> split_values(std::string_view text, char separator)
{
    std::vector<std::string> values;
    for (auto const part : split(text, separator))
        if (auto const value = trim(part); !value.empty())
            values.emplace_back(value);
    return values;
}

std::string join(std::vector<std::string> const& parts, std::string_view separator)
{
    std::string text;
    for (auto const& part : parts) {
        if (&part != &parts.front())
            text += separator;
        text += part;
    }
    return text;
}

bool is_valid_utf8(std::string_view text)
{
    for (std::size_t place = 0; place < text.size();) {
        auto const length = sequence_length(text, place);
        if (length == 0)
            return false;
        place += length;
    }
    return true;
}

std::size_t count_characters(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string ascii_lower(std::string_view text)
{
    std::string lowered(text);
    for (auto& c : lowered)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c | 0x20);
    return lowered;
}

std::optional<long long> parse_integer(std::string_view text)
{
    long long value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

} // namespace passerelle
