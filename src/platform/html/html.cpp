#include "platform/html/html.hpp"

#include "base/lang.hpp"
#include "platform/html/utf8.hpp"

#include <array>
#include <charconv>

namespace passerelle::html {
namespace {

enum class Byte : unsigned char { Plain, Special, Control, High };

/// Text and attributes share one table; a quote is cheap to escape and pages have few in their text.
constexpr std::array<Byte, 256> make_bytes()
{
    std::array<Byte, 256> result {};
    for (std::size_t i = 0; i < 0x20; ++i)
        result[i] = Byte::Control;
    for (std::size_t i = 0x80; i < 256; ++i)
        result[i] = Byte::High;
    result['\t'] = result['\n'] = Byte::Plain;
    result[0x7F] = Byte::Control;
    for (unsigned char const c : { '&', '<', '>', '"', '\'' })
        result[c] = Byte::Special;
    return result;
}
constexpr auto bytes = make_bytes();

constexpr std::string_view replacement = "\xEF\xBF\xBD";

std::string_view reference(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&#34;";
    case '\'':
        return "&#39;";
    default:
        return replacement;
    }
}

/// Appends runs of what needs no change at once.
void append_escaped(std::string& out, std::string_view text, bool quotes)
{
    std::size_t run = 0;
    auto const replace = [&](std::size_t at, std::string_view with) {
        out.append(text, run, at - run);
        out += with;
        run = at + 1;
    };
    for (std::size_t at = 0; at < text.size();) {
        auto const c = text[at];
        switch (bytes[static_cast<unsigned char>(c)]) {
        case Byte::Plain:
            break;
        case Byte::Special:
            if (quotes || (c != '"' && c != '\''))
                replace(at, reference(c));
            break;
        case Byte::Control:
            replace(at, c == '\r' ? std::string_view() : replacement);
            break;
        case Byte::High:
            if (auto const size = utf8_size(text, at)) {
                at += size;
                continue;
            }
            replace(at, replacement);
            break;
        }
        ++at;
    }
    out.append(text, run);
}

} // namespace

Html Html::escaped(std::string_view text)
{
    std::string result;
    result.reserve(text.size() + 16);
    append_escaped(result, text, false);
    return Html(std::move(result));
}

void Out::text(std::string_view text) { append_escaped(buffer_, text, false); }

void Out::attribute(std::string_view text) { append_escaped(buffer_, text, true); }

void Out::attribute(Lang const& lang) { buffer_ += lang.code(); }

void Out::address_part(std::string_view text) { buffer_ += percent_encoded(text); }

void Out::address_part(Lang const& lang) { buffer_ += lang.code(); }

void Out::decimal(double number)
{
    std::array<char, 64> digits {};
    auto const end
        = std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed, 2);
    auto text = end.ec == std::errc() ? std::string_view(digits.data(), end.ptr) : std::string_view("0");
    if (text.find('.') != std::string_view::npos) {
        while (text.ends_with('0'))
            text.remove_suffix(1);
        if (text.ends_with('.'))
            text.remove_suffix(1);
    }
    buffer_ += text;
}

void Out::signed_number(long long number)
{
    std::array<char, 24> digits {};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    buffer_.append(digits.data(), end.ptr);
}

void Out::unsigned_number(unsigned long long number)
{
    std::array<char, 24> digits {};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    buffer_.append(digits.data(), end.ptr);
}

} // namespace passerelle::html
