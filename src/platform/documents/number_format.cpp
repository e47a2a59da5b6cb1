#include "platform/documents/workbook.hpp"

#include "base/text.hpp"
#include "base/time.hpp"

#include <fmt/format.h>

#include <cmath>

namespace passerelle::documents {
namespace {

/// The first section, without what is shown as it stands: quoted and escaped text, colours, conditions,
/// currencies.
/// `[h]` and the like, time that runs past 24 hours, stay.
std::string format_letters(std::string_view code)
{
    std::string letters;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        auto const c = code[i];
        if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '"' || c == '[') {
            auto const end = std::min(code.find(c == '"' ? '"' : ']', i + 1), code.size());
            auto const inside = ascii_lower(code.substr(i + 1, end - i - 1));
            if (c == '[' && inside.find_first_not_of("hms") == std::string::npos)
                letters += inside;
            i = end;
        } else {
            letters += c;
        }
    }
    return ascii_lower(letters);
}

bool has_any(std::string_view text, std::string_view letters)
{
    return text.find_first_of(letters) != std::string_view::npos;
}

std::string plain_number(double value)
{
    if (!std::isfinite(value))
        return {};
    if (std::abs(value) < 1e15 && std::trunc(value) == value)
        return fmt::to_string(static_cast<std::int64_t>(value));
    return fmt::format("{:.15g}", value); // as many digits as Excel shows
}

/// Day 1 is 1 January 1900, and day 60 a 29 February 1900 that never was (kept for the sake of Lotus 1-2-3).
std::optional<LocalDate> day_of(std::int64_t serial, bool from_1904)
{
    auto const begin = from_1904 ? LocalDate::of(1904, 1, 1) : LocalDate::of(1899, 12, serial < 60 ? 31 : 30);
    constexpr std::int64_t last = 2'958'465; // 31 December 9999
    return serial >= 0 && serial <= last ? std::optional(begin->plus_days(int(serial))) : std::nullopt;
}

std::string clock_text(std::int64_t seconds)
{
    auto const minutes = fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
    return seconds % 60 == 0 ? minutes : fmt::format("{}:{:02}", minutes, seconds % 60);
}

} // namespace

NumberMeaning meaning_of_format(std::string_view code)
{
    auto const letters = format_letters(code);
    auto const seconds_fraction
        = letters.find("s.0") != std::string::npos || letters.find("s,0") != std::string::npos;
    if (letters == "general" || has_any(letters, "#?@") || (has_any(letters, "0") && !seconds_fraction))
        return NumberMeaning::Number;
    auto const time = has_any(letters, "hs");
    auto const date = has_any(letters, "yd") || (!time && has_any(letters, "m"));
    if (date)
        return time ? NumberMeaning::DateTime : NumberMeaning::Date;
    return time ? NumberMeaning::Time : NumberMeaning::Number;
}

std::string number_text(double value, NumberMeaning meaning, bool from_1904)
{
    constexpr std::int64_t day_seconds = 86'400;
    if (meaning == NumberMeaning::Number || !std::isfinite(value) || value < 0 || value > 3e6)
        return plain_number(value);
    auto const seconds = std::llround(value * day_seconds);
    if (meaning == NumberMeaning::Time)
        return clock_text(seconds);
    auto const day = day_of(seconds / day_seconds, from_1904);
    if (!day)
        return plain_number(value);
    auto const date_alone = meaning == NumberMeaning::Date || seconds % day_seconds == 0;
    return date_alone ? day->text() : day->text() + "T" + clock_text(seconds % day_seconds);
}

} // namespace passerelle::documents
