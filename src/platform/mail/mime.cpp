#include "platform/mail/mime.hpp"

#include "base/text.hpp"
#include "platform/crypto/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace passerelle::mail {
namespace {

constexpr std::size_t plain_length_max = 60;
constexpr std::size_t word_bytes_max = 39; // 64 characters encoded: a line stays below 76 with its name
constexpr std::size_t line_length_max = 76;

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string without_controls(std::string_view text)
{
    std::string clean(text);
    std::replace_if(clean.begin(), clean.end(), is_control, ' ');
    return std::string(trim(clean));
}

bool is_plain(std::string_view text)
{
    return text.size() <= plain_length_max && text.find("=?") == text.npos
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

bool is_atom_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || std::string_view("!#$%&'*+-/=?^_`{|}~ ").find(c) != std::string_view::npos;
}

/// How much of `text` fits into one encoded word without cutting a character.
std::size_t word_length(std::string_view text)
{
    if (text.size() <= word_bytes_max)
        return text.size();
    auto length = word_bytes_max;
    while (length > word_bytes_max - 4 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
        --length;
    return length;
}

std::string encoded_words(std::string_view text)
{
    std::string words;
    while (!text.empty()) {
        auto const length = word_length(text);
        words += fmt::format(
            "{}=?UTF-8?B?{}?=", words.empty() ? "" : "\r\n ", crypto::base64(text.substr(0, length)));
        text.remove_prefix(length);
    }
    return words;
}

/// One line of text, without its end, as lines of at most 76 characters with soft breaks.
void append_quoted_line(std::string& out, std::string_view line)
{
    std::size_t length = 0;
    for (std::size_t place = 0; place < line.size(); ++place) {
        auto const c = line[place];
        auto const last = place + 1 == line.size();
        auto const blank_at_end = last && (c == ' ' || c == '\t');
        // A dot or "From " at the beginning has a meaning of its own to some programs on the way.
        auto const special = length == 0 && (c == '.' || line.substr(place).starts_with("From "));
        auto const literal = ((c >= 0x20 && c < 0x7F && c != '=') || c == '\t') && !blank_at_end && !special;
        auto const piece
            = literal ? std::string(1, c) : fmt::format("={:02X}", static_cast<unsigned char>(c));
        if (length + piece.size() > line_length_max - (last ? 0 : 1)) {
            out += "=\r\n";
            length = 0;
        }
        out += piece;
        length += piece.size();
    }
}

} // namespace

std::string header_text(std::string_view text)
{
    auto const clean = without_controls(text);
    return is_plain(clean) ? clean : encoded_words(clean);
}

std::string header_phrase(std::string_view name)
{
    auto const clean = without_controls(name);
    if (!is_plain(clean))
        return encoded_words(clean);
    if (std::all_of(clean.begin(), clean.end(), is_atom_character))
        return clean;
    std::string quoted = "\"";
    for (auto const c : clean) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + "\"";
}

std::string quoted_printable(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        auto const end = text.find_first_of("\r\n");
        append_quoted_line(out, text.substr(0, end));
        if (end == text.npos)
            break;
        out += "\r\n";
        text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
    }
    return out;
}

std::string base64_lines(std::string_view bytes)
{
    std::string out;
    constexpr std::size_t bytes_a_line = 57;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes_a_line, bytes.size())))
        out += crypto::base64(bytes.substr(0, bytes_a_line)) + "\r\n";
    return out;
}

std::string extended_parameter(std::string_view name, std::string_view value)
{
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._";
    auto out = fmt::format("{}*=UTF-8''", name);
    for (auto const c : without_controls(value)) {
        if (plain.find(c) != plain.npos)
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

} // namespace passerelle::mail
