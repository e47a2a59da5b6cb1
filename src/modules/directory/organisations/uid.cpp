#include "modules/directory/organisations/uid.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace passerelle::directory {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool checks(std::string_view digits)
{
    constexpr std::array<int, 8> weights { 5, 4, 3, 2, 7, 6, 5, 4 };
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += weights[i] * (digits[i] - '0');
    auto const check = (11 - sum % 11) % 11;
    return check < 10 && check == digits[8] - '0';
}

} // namespace

std::optional<std::string> normalise_uid(std::string_view text)
{
    std::string letters, digits;
    for (auto const c : trim(text)) {
        if (is_digit(c))
            digits += c;
        else if (is_letter(c))
            letters += upper(c);
        else if (std::string_view(" -./").find(c) == std::string_view::npos)
            return std::nullopt;
    }
    constexpr std::array<std::string_view, 7> accepted { "CHE", "CHEMWST", "CHETVA", "CHEIVA", "CHEHR",
        "CHERC", "" };
    if (std::find(accepted.begin(), accepted.end(), letters) == accepted.end() || digits.size() != 9
        || !checks(digits))
        return std::nullopt;
    return "CHE-" + digits.substr(0, 3) + "." + digits.substr(3, 3) + "." + digits.substr(6, 3);
}

std::optional<std::string> normalise_noga(std::string_view text)
{
    std::string code;
    for (auto const c : trim(text))
        if (c != ' ')
            code += upper(c);
    auto const letters = std::count_if(code.begin(), code.end(), is_letter);
    auto const digits = std::count_if(code.begin(), code.end(), is_digit);
    auto const points = std::count(code.begin(), code.end(), '.');
    if (letters + digits + points != static_cast<std::ptrdiff_t>(code.size()) || letters > 1)
        return std::nullopt;
    if (digits == 0)
        return code.size() == 1 && code[0] <= 'V' ? std::optional(code) : std::nullopt;
    auto const letter_is_last = letters == 0 || is_letter(code.back());
    if (digits < 2 || digits > 6 || !is_digit(code[0]) || !letter_is_last || code.back() == '.')
        return std::nullopt;
    return code;
}

} // namespace passerelle::directory
