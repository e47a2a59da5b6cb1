#include "platform/html/url.hpp"

#include "platform/html/utf8.hpp"

#include <algorithm>
#include <array>

namespace passerelle::html {
namespace {

bool is_unreserved(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
        || c == '_' || c == '~' || c == '@';
}

void append_percent(std::string& out, unsigned char c)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    out += '%';
    out += digits[c >> 4];
    out += digits[c & 15];
}

/// What browsers would send escaped: blanks, quotes and brackets.
bool is_escaped_in_addresses(unsigned char c)
{
    static constexpr auto escaped = [] {
        std::array<bool, 256> result {};
        for (unsigned char const each : std::string_view(" \"'<>\\^`{|}"))
            result[each] = true;
        return result;
    }();
    return escaped[c];
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// No scheme (a path, query or fragment), or one of four.
bool has_safe_scheme(std::string_view text)
{
    auto const end = text.find_first_of(":/?#\\");
    if (end == std::string_view::npos || text[end] != ':')
        return true;
    std::string scheme(text.substr(0, end));
    for (auto& c : scheme)
        c = lower(c);
    return scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel";
}

/// Browsers drop tabs and line ends from an address and blanks around it, so a scheme could hide among them.
bool has_control(std::string_view text)
{
    for (auto const c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            return true;
    return false;
}

std::string_view without_blanks_around(std::string_view text)
{
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

} // namespace

std::string percent_encoded(std::string_view text)
{
    std::string result;
    result.reserve(text.size() + 8);
    for (std::size_t at = 0; at < text.size();) {
        auto const c = static_cast<unsigned char>(text[at]);
        auto const size = utf8_size(text, at);
        if (size == 0) {
            result += "%EF%BF%BD";
            ++at;
        } else if (is_unreserved(c)) {
            result += static_cast<char>(c);
            ++at;
        } else {
            for (auto const end = at + size; at < end; ++at)
                append_percent(result, static_cast<unsigned char>(text[at]));
        }
    }
    return result;
}

Url::Url(std::string_view text)
{
    text = without_blanks_around(text);
    if (has_control(text) || !has_safe_scheme(text)) {
        text_ = "#";
        return;
    }
    text_.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        auto const c = static_cast<unsigned char>(text[at]);
        auto const size = utf8_size(text, at);
        if (size == 0)
            text_ += "%EF%BF%BD";
        else if (is_escaped_in_addresses(c))
            append_percent(text_, c);
        else
            text_.append(text, at, size);
        at += size == 0 ? 1 : size;
    }
}

Url Url::mailto(std::string_view address)
{
    Url result;
    result.text_ = "mailto:" + percent_encoded(address);
    return result;
}

Url Url::tel(std::string_view number)
{
    Url result;
    result.text_ = "tel:";
    for (auto const c : number)
        if ((c >= '0' && c <= '9') || (c == '+' && result.text_.size() == 4))
            result.text_ += c;
    return result;
}

Url Url::with(std::string_view name, std::string_view value) const
{
    auto const fragment = std::min(text_.find('#'), text_.size());
    Url result;
    result.text_ = text_.substr(0, fragment);
    result.text_ += result.text_.find('?') == std::string::npos ? '?' : '&';
    result.text_ += percent_encoded(name) + "=" + percent_encoded(value) + text_.substr(fragment);
    return result;
}

Url Url::with(std::string_view name, std::int64_t value) const { return with(name, std::to_string(value)); }

Url Url::at(std::string_view id) const
{
    Url result;
    result.text_ = text_.substr(0, text_.find('#')) + "#" + percent_encoded(id);
    return result;
}

} // namespace passerelle::html
