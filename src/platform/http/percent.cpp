#include "platform/http/percent.hpp"

#include "base/text.hpp"

namespace passerelle::http {
namespace {

int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::optional<std::string> decode(std::string_view text, bool plus_is_blank)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t place = 0; place < text.size(); ++place) {
        auto const c = text[place];
        if (c != '%') {
            out += plus_is_blank && c == '+' ? ' ' : c;
            continue;
        }
        if (place + 2 >= text.size())
            return std::nullopt;
        auto const high = hex_value(text[place + 1]);
        auto const low = hex_value(text[place + 2]);
        if (high < 0 || low < 0)
            return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        place += 2;
    }
    if (!is_valid_utf8(out))
        return std::nullopt;
    return out;
}

bool is_unreserved(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.'
        || c == '_' || c == '~';
}

} // namespace

std::optional<std::string> percent_decode(std::string_view text) { return decode(text, false); }

std::optional<std::string> form_decode(std::string_view text) { return decode(text, true); }

void append_percent_encoded(std::string& out, std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (auto const c : text) {
        if (is_unreserved(c)) {
            out += c;
            continue;
        }
        auto const byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
}

std::string percent_encode(std::string_view text)
{
    std::string out;
    append_percent_encoded(out, text);
    return out;
}

} // namespace passerelle::http
