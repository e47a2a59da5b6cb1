#include "platform/i18n/contact.hpp"

#include "base/text.hpp"
#include "platform/i18n/fold.hpp"

#include <algorithm>
#include <array>

namespace passerelle::i18n {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_foreign(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_control_or_blank(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; }

template<class Allowed>
bool all(std::string_view text, Allowed allowed)
{
    return std::all_of(text.begin(), text.end(), allowed);
}

/// No-break spaces and the like get into addresses by copying from a web page.
bool has_foreign_blank(std::string_view text)
{
    constexpr std::array<std::string_view, 6> blanks { "\u00A0", "\u202F", "\u200B", "\u2028", "\u3000",
        "\uFEFF" };
    return std::any_of(blanks.begin(), blanks.end(),
        [&](std::string_view blank) { return text.find(blank) != std::string_view::npos; });
}

bool is_label(std::string_view label)
{
    auto const letter = [](char c) { return is_letter(c) || is_digit(c) || is_foreign(c) || c == '-'; };
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-'
        && all(label, letter);
}

/// A name with a dot whose last part is not a number: neither `localhost` nor an address of the network
/// itself.
bool is_public_host(std::string_view host)
{
    auto const labels = split(host, '.');
    return host.size() <= 253 && labels.size() >= 2 && std::all_of(labels.begin(), labels.end(), is_label)
        && !all(labels.back(), is_digit) && is_valid_utf8(host) && !has_foreign_blank(host);
}

bool is_mailbox(std::string_view name)
{
    constexpr std::string_view others = "!#$%&'*+-/=?^_`{|}~.";
    auto const letter = [&](char c) {
        return is_letter(c) || is_digit(c) || is_foreign(c) || others.find(c) != std::string_view::npos;
    };
    return !name.empty() && name.size() <= 64 && name.front() != '.' && name.back() != '.'
        && name.find("..") == std::string_view::npos && all(name, letter) && !has_foreign_blank(name);
}

struct UrlParts {
    std::string_view scheme, authority, rest;
};

UrlParts cut_url(std::string_view url)
{
    UrlParts parts;
    if (auto const mark = url.find("://");
        mark != std::string_view::npos && mark < url.find_first_of("/?#")) {
        parts.scheme = url.substr(0, mark);
        url.remove_prefix(mark + 3);
    }
    auto const end = std::min(url.find_first_of("/?#"), url.size());
    parts.authority = url.substr(0, end);
    parts.rest = url.substr(end);
    return parts;
}

/// `host` or `host:8080`, cut at the colon.
std::pair<std::string_view, std::string_view> cut_port(std::string_view authority)
{
    auto const colon = std::min(authority.find(':'), authority.size());
    return { authority.substr(0, colon), authority.substr(colon) };
}

bool is_port(std::string_view port)
{
    if (port.empty())
        return true;
    auto const number = parse_integer(port.substr(1));
    return number && *number > 0 && *number < 65'536 && all(port.substr(1), is_digit);
}

constexpr std::array<std::string_view, 43> two_digit_countries { "20", "27", "30", "31", "32", "33", "34",
    "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51", "52", "53", "54", "55", "56",
    "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93",
    "94", "95" };

/// How many digits the calling code at the start has (ITU-T E.164, annex).
std::size_t country_digits(std::string_view digits)
{
    if (digits.starts_with('1') || digits.starts_with('7'))
        return 1;
    auto const known = std::find(two_digit_countries.begin(), two_digit_countries.end(), digits.substr(0, 2));
    return known != two_digit_countries.end() || digits.starts_with("98") ? 2 : 3;
}

/// Sizes of the groups in which a national number is read.
std::vector<std::size_t> phone_groups(std::string_view country, std::string_view national)
{
    if (country == "41" && national.size() == 9)
        return national.front() == '8' || national.front() == '9' ? std::vector<std::size_t> { 3, 3, 3 }
                                                                  : std::vector<std::size_t> { 2, 3, 2, 2 };
    auto const odd = national.size() % 2 == 1;
    auto const first = !odd ? 2u : country == "33" ? 1u : 3u;
    std::vector<std::size_t> groups { first };
    for (auto left = national.size() - first; left > 0; left -= 2)
        groups.push_back(2);
    return groups;
}

/// Without a word in front such as `Tél. :`, and without the trunk zero in brackets of `+41 (0)32`.
std::string phone_signs(std::string_view text)
{
    auto signs = std::string(text.substr(std::min(text.find_first_of("+0123456789("), text.size())));
    auto const word = text.substr(0, text.size() - signs.size());
    if (word.size() > 16)
        return {};
    auto const international = signs.starts_with('+') || signs.starts_with("00") || signs.starts_with("(+");
    if (auto const zero = signs.find("(0)"); international && zero != std::string::npos)
        signs.erase(zero, 3);
    return signs;
}

/// Digits alone, a plus in front kept; nothing where something else than the usual signs stands between them.
std::optional<std::string> phone_digits(std::string_view text)
{
    auto signs = phone_signs(trim(text));
    for (std::string_view const blank : { "\u00A0", "\u202F", "\u2009", "–", "‑", "’" })
        for (auto at = signs.find(blank); at != std::string::npos; at = signs.find(blank))
            signs.replace(at, blank.size(), " ");
    std::string digits;
    for (auto const c : signs) {
        if (is_digit(c) || (c == '+' && digits.empty()))
            digits += c;
        else if (std::string_view(" \t/.-()'").find(c) == std::string_view::npos)
            return std::nullopt;
    }
    return digits;
}

} // namespace

bool is_valid_email(std::string_view text)
{
    auto const at = text.find('@');
    return at != std::string_view::npos && text.size() <= 254 && is_valid_utf8(text)
        && is_mailbox(text.substr(0, at)) && is_public_host(text.substr(at + 1));
}

std::optional<std::string> normalise_email(std::string_view text)
{
    auto const trimmed = trim(text);
    if (!is_valid_email(trimmed))
        return std::nullopt;
    auto const at = trimmed.find('@');
    return std::string(trimmed.substr(0, at)) + lower(trimmed.substr(at));
}

std::optional<std::string> normalise_url(std::string_view text)
{
    auto const trimmed = trim(text);
    auto const forbidden = [](char c) {
        return is_control_or_blank(c) || std::string_view("<>\"\\`").find(c) != std::string_view::npos;
    };
    if (trimmed.size() > 2000 || std::any_of(trimmed.begin(), trimmed.end(), forbidden)
        || !is_valid_utf8(trimmed) || has_foreign_blank(trimmed))
        return std::nullopt;
    auto const parts = cut_url(trimmed);
    auto const scheme = parts.scheme.empty() ? std::string("https") : ascii_lower(parts.scheme);
    auto const [host, port] = cut_port(parts.authority);
    if ((scheme != "http" && scheme != "https") || !is_public_host(host) || !is_port(port))
        return std::nullopt;
    return scheme + "://" + lower(host) + std::string(port)
        + std::string(parts.rest == "/" ? "" : parts.rest);
}

std::string web_domain(std::string_view url)
{
    auto authority = cut_url(trim(url)).authority;
    authority.remove_prefix(authority.rfind('@') + 1); // npos + 1 is 0
    auto host = lower(cut_port(authority).first);
    if (host.starts_with("www."))
        host.erase(0, 4);
    return is_public_host(host) ? host : std::string();
}

std::optional<std::string> normalise_phone(std::string_view text, std::string_view country)
{
    auto const typed = phone_digits(text);
    if (!typed)
        return std::nullopt;
    auto digits = std::string_view(*typed);
    std::string number;
    if (digits.starts_with('+'))
        number = digits.substr(1);
    else if (digits.starts_with("00"))
        number = digits.substr(2);
    else if (digits.starts_with('0'))
        number = std::string(country) + std::string(digits.substr(1));
    else if (country == "41" && digits.size() == 9) // the zero that a spreadsheet dropped
        number = "41" + std::string(digits);
    else
        number = digits;

    auto const swiss = number.starts_with("41");
    if (swiss && number.size() == 12 && number[2] == '0') // +41 032 …
        number.erase(2, 1);
    auto const fits
        = swiss ? number.size() == 11 && number[2] != '0' : number.size() >= 8 && number.size() <= 15;
    return fits && number.front() != '0' ? std::optional("+" + number) : std::nullopt;
}

std::string phone_for_display(std::string_view e164)
{
    if (e164.size() < 8 || e164.front() != '+' || !all(e164.substr(1), is_digit))
        return std::string(e164);
    auto const digits = e164.substr(1);
    auto const country = digits.substr(0, country_digits(digits));
    auto national = digits.substr(country.size());
    auto shown = "+" + std::string(country);
    for (auto const size : phone_groups(country, national)) {
        (shown += ' ') += national.substr(0, size);
        national.remove_prefix(std::min(size, national.size()));
    }
    return shown;
}

} // namespace passerelle::i18n
