#include "modules/directory/imports/cells.hpp"

#include "base/text.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>
#include <array>

namespace passerelle::directory::imports {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool stands_for_nothing(std::string_view text)
{
    constexpr std::array<std::string_view, 16> nothings { "-", "--", "–", "—", "/", "?", ".", "n/a", "N/A",
        "n.a.", "#N/A", "keine", "aucun", "aucune", "néant", "null" };
    return std::find(nothings.begin(), nothings.end(), text) != nothings.end();
}

std::vector<std::string> split_any(std::string_view text, std::string_view separators)
{
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        auto const end = std::min(text.find_first_of(separators, begin), text.size());
        if (auto const part = one_line(text.substr(begin, end - begin)); !part.empty())
            parts.push_back(part);
        begin = end + 1;
    }
    return parts;
}

std::vector<std::string> positional(std::string_view cell)
{
    std::vector<std::string> parts;
    for (auto const part : split(cell, '|'))
        parts.push_back(one_line(part));
    return parts;
}

int number_of(std::string_view digits) { return static_cast<int>(parse_integer(digits).value_or(-1)); }

std::optional<LocalDate> of_parts(std::vector<std::string_view> const& parts)
{
    if (!std::all_of(parts.begin(), parts.end(), all_digits)
        || std::any_of(parts.begin(), parts.end(), [](auto part) { return part.size() > 4; }))
        return std::nullopt;
    if (parts.size() == 2 && parts[1].size() == 4)
        return LocalDate::of(number_of(parts[1]), static_cast<unsigned>(number_of(parts[0])), 1);
    if (parts.size() != 3)
        return std::nullopt;
    if (parts[0].size() == 4)
        return LocalDate::of(number_of(parts[0]), static_cast<unsigned>(number_of(parts[1])),
            static_cast<unsigned>(number_of(parts[2])));
    auto year = number_of(parts[2]);
    if (parts[2].size() == 2)
        year += year < 50 ? 2000 : 1900;
    else if (parts[2].size() != 4)
        return std::nullopt;
    return LocalDate::of(
        year, static_cast<unsigned>(number_of(parts[1])), static_cast<unsigned>(number_of(parts[0])));
}

std::optional<LocalDate> of_number(std::string_view digits)
{
    auto const number = number_of(digits);
    if (digits.size() == 4 && number >= 1800 && number < 2200)
        return LocalDate::of(number, 1, 1);
    // Excel counts days from 30 December 1899 (from March 1900 on).
    if (digits.size() == 5)
        return LocalDate::of(1899, 12, 30)->plus_days(number);
    return std::nullopt;
}

/// The digit groups of a text, thousands joined: `1'200 à 1'500` is 1200 and 1500.
std::vector<std::string> numbers_in(std::string_view text)
{
    std::vector<std::string> numbers;
    bool goes_on = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_digit(text[i])) {
            if (!goes_on)
                numbers.emplace_back();
            numbers.back() += text[i];
            goes_on = true;
        } else if (text[i] == '\'' && goes_on) {
            continue;
        } else if (text.substr(i).starts_with("’") && goes_on) {
            i += 2;
        } else {
            goes_on = false;
        }
    }
    return numbers;
}

/// Of the letter that the post writes before a postcode, or the ISO code.
std::string country_of(std::string_view prefix)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> letters { { { "f", "FR" },
        { "d", "DE" }, { "i", "IT" }, { "a", "AT" }, { "l", "LU" } } };
    for (auto const& [letter, code] : letters)
        if (letter == prefix)
            return std::string(code);
    return i18n::country_code(prefix);
}

} // namespace

std::string one_line(std::string_view cell)
{
    std::string line;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        auto const c = static_cast<unsigned char>(cell[i]);
        auto const no_break
            = c == 0xc2 && i + 1 < cell.size() && static_cast<unsigned char>(cell[i + 1]) == 0xa0;
        i += no_break ? 1 : 0;
        if (c > ' ' && c != 0x7f && !no_break)
            line += cell[i];
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    auto const trimmed = trim(line);
    return stands_for_nothing(trimmed) ? std::string() : std::string(trimmed);
}

std::string prose(std::string_view cell)
{
    std::string text;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        auto const c = static_cast<unsigned char>(cell[i]);
        if (c == '\r')
            text += i + 1 < cell.size() && cell[i + 1] == '\n' ? "" : "\n";
        else if (c >= ' ' || c == '\n' || c == '\t')
            text += cell[i];
    }
    auto const trimmed = trim(text);
    return stands_for_nothing(trimmed) ? std::string() : std::string(trimmed);
}

std::optional<LocalDate> parse_date(std::string_view text)
{
    text = trim(text);
    if (auto const time = text.find_first_of("T "); time != std::string_view::npos && time >= 8)
        text = text.substr(0, time);
    if (all_digits(text))
        return of_number(text);
    for (auto const separator : { '.', '/', '-' })
        if (text.find(separator) != std::string_view::npos)
            return of_parts(split(text, separator));
    return std::nullopt;
}

std::optional<Headcount> parse_headcount(std::string_view text)
{
    auto const numbers = numbers_in(text);
    if (numbers.empty() || numbers.size() > 2
        || std::any_of(numbers.begin(), numbers.end(), [](auto const& number) { return number.size() > 7; }))
        return std::nullopt;
    auto const first = number_of(numbers.front());
    if (numbers.size() == 1) {
        // "25.5" and "-3" are no head counts; "25.0" is how a number cell may come.
        if (text.find_first_of("-,;") == 0)
            return std::nullopt;
        return Headcount { first,
            !all_digits(trim(text)) && text.find_first_of("<>+") != std::string_view::npos };
    }
    auto const second = number_of(numbers.back());
    if (second == 0 && text.find('.') != std::string_view::npos)
        return Headcount { first, false };
    if (second < first)
        return std::nullopt;
    return Headcount { (first + second) / 2, true };
}

Postcode parse_postcode(std::string_view text)
{
    auto const line = one_line(text);
    std::string_view rest = line;
    Postcode found;
    std::size_t letters = 0;
    while (letters < rest.size() && letters < 3
        && ((rest[letters] >= 'A' && rest[letters] <= 'Z') || (rest[letters] >= 'a' && rest[letters] <= 'z')))
        ++letters;
    if (letters > 0 && letters < rest.size()
        && (rest[letters] == '-' || rest[letters] == ' ' || is_digit(rest[letters]))) {
        auto const after = letters + (is_digit(rest[letters]) ? 0 : 1);
        auto const prefix = i18n::fold(rest.substr(0, letters));
        auto const digits = trim(rest.substr(after));
        if (!digits.empty() && is_digit(digits.front()) && prefix.size() <= 2) {
            found.country = country_of(prefix);
            rest = digits;
        }
    }
    std::size_t size = 0;
    while (size < rest.size() && is_digit(rest[size]))
        ++size;
    found.digits = std::string(rest.substr(0, size));
    rest.remove_prefix(size);
    if (rest == ".0")
        rest = {};
    while (!rest.empty()
        && (rest.front() == ' ' || rest.front() == ',' || rest.front() == '-' || rest.front() == '/'))
        rest.remove_prefix(1);
    found.rest = std::string(trim(rest));
    return found;
}

std::optional<std::string> parse_phone(std::string_view text)
{
    return i18n::normalise_phone(text.starts_with('\'') ? text.substr(1) : text);
}

std::vector<std::string> list_of(std::string_view cell)
{
    for (auto const separators : { "|", ";\n", "," })
        if (cell.find_first_of(separators) != std::string_view::npos)
            return split_any(cell, separators);
    return split_any(cell, "|");
}

std::vector<std::string> people_of(std::string_view cell)
{
    if (cell.find('|') != std::string_view::npos)
        return positional(cell);
    std::string text(cell);
    for (auto slash = text.find(" / "); slash != std::string::npos; slash = text.find(" / ", slash))
        text.replace(slash, 3, ";");
    return split_any(text, ";\n\r");
}

std::vector<std::string> addresses_of(std::string_view cell)
{
    if (cell.find('|') != std::string_view::npos)
        return positional(cell);
    auto parts = split_any(cell, ";,\n\r\t /");
    // "anna muster@example.ch" is one wrong address, not two.
    if (std::any_of(
            parts.begin(), parts.end(), [](auto const& part) { return part.find('@') == std::string::npos; }))
        return people_of(cell);
    return parts;
}

} // namespace passerelle::directory::imports
