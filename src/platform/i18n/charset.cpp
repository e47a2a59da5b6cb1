#include "platform/i18n/charset.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace passerelle::i18n {
namespace {

constexpr char32_t unreadable = 0xFFFD;

/// Bytes 0x80 to 0x9F of Windows-1252 (WHATWG Encoding names 0xFFFD what Microsoft left open); the rest is
/// Latin-1.
constexpr std::array<std::uint16_t, 32> windows_1252 { 0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
    0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C,
    0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178 };

/// Bytes 0x80 to 0xFF of Mac OS Roman.
constexpr std::array<std::uint16_t, 128> mac_roman { 0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC,
    0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3, 0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC,
    0x00EE, 0x00EF, 0x00F1, 0x00F3, 0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020,
    0x00B0, 0x00A2, 0x00A3, 0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260,
    0x00C6, 0x00D8, 0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B,
    0x00AA, 0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB,
    0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D, 0x2018,
    0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02, 0x2021, 0x00B7,
    0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE, 0x00CF, 0x00CC, 0x00D3,
    0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC, 0x00AF, 0x02D8, 0x02D9, 0x02DA,
    0x00B8, 0x02DD, 0x02DB, 0x02C7 };

std::uint8_t byte_at(std::string_view bytes, std::size_t place)
{
    return static_cast<std::uint8_t>(bytes[place]);
}

void append(std::string& text, char32_t c)
{
    auto const put = [&](char32_t byte) { text += static_cast<char>(byte); };
    auto const tail = [&](int shift) { put(0x80 | ((c >> shift) & 0x3F)); };
    if (c == 0)
        return;
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        tail(0);
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        tail(6);
        tail(0);
    } else {
        put(0xF0 | (c >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

char32_t from_windows_1252(std::uint8_t byte)
{
    return byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

char32_t from_mac_roman(std::uint8_t byte) { return byte >= 0x80 ? mac_roman[byte - 0x80] : byte; }

std::string from_single_bytes(std::string_view bytes, char32_t (*letter)(std::uint8_t))
{
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    for (auto const byte : bytes)
        append(text, letter(static_cast<std::uint8_t>(byte)));
    return text;
}

std::string from_utf16(std::string_view bytes, bool little)
{
    std::string text;
    text.reserve(bytes.size());
    auto const unit = [&](std::size_t place) -> char32_t {
        auto const first = byte_at(bytes, place), second = byte_at(bytes, place + 1);
        return little ? first | (second << 8) : second | (first << 8);
    };
    auto const is = [](char32_t c, char32_t begin) { return c >= begin && c < begin + 0x400; };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        auto const c = unit(i);
        auto const paired = is(c, 0xD800) && i + 3 < bytes.size() && is(unit(i + 2), 0xDC00);
        if (paired) {
            append(text, 0x10000 + ((c - 0xD800) << 10) + (unit(i + 2) - 0xDC00));
            i += 2;
        } else {
            append(text, is(c, 0xD800) || is(c, 0xDC00) ? unreadable : c);
        }
    }
    if (bytes.size() % 2 == 1)
        append(text, unreadable);
    return text;
}

/// Length of a well-formed sequence at the start, 0 where there is none.
std::size_t sequence_length(std::string_view bytes)
{
    for (std::size_t length = 1; length <= std::min<std::size_t>(4, bytes.size()); ++length)
        if (is_valid_utf8(bytes.substr(0, length)))
            return length;
    return 0;
}

std::string repaired_utf8(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        auto const length = sequence_length(bytes);
        if (length > 0)
            text += bytes.substr(0, length);
        else
            append(text, bytes.front() == 0 ? 0 : unreadable);
        bytes.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return text;
}

/// Excel for Mac writes é as 8E where Windows writes E9. In a text of one kind the letters of the other are
/// rare signs.
bool looks_like_mac_roman(std::string_view bytes)
{
    constexpr std::string_view mac_letters {
        "\x80\x85\x86\x88\x89\x8A\x8D\x8E\x8F\x90\x91\x94\x95\x99\x9A\x9D\x9E\x9F"
    };
    std::size_t mac = 0, windows = 0;
    for (auto const c : bytes) {
        auto const byte = static_cast<std::uint8_t>(c);
        mac += byte >= 0x80 && mac_letters.find(c) != std::string_view::npos;
        windows += byte >= 0xC0;
    }
    return mac > windows;
}

/// Latin text in UTF-16 without a mark has a zero in every other byte.
bool zeros_at(std::string_view bytes, std::size_t parity)
{
    auto const sample = bytes.substr(0, 4096);
    std::size_t zeros = 0, others = 0;
    for (std::size_t i = 0; i < sample.size(); ++i)
        if (sample[i] == 0)
            ++(i % 2 == parity ? zeros : others);
    return sample.size() >= 4 && zeros > sample.size() / 3 && others == 0;
}

bool is_utf8_but_for_zeros(std::string_view bytes)
{
    auto const parts = split(bytes, '\0');
    return std::all_of(parts.begin(), parts.end(), is_valid_utf8);
}

} // namespace

std::string_view charset_name(Charset charset)
{
    switch (charset) {
    case Charset::Utf8:
        return "UTF-8";
    case Charset::Utf16Le:
        return "UTF-16LE";
    case Charset::Utf16Be:
        return "UTF-16BE";
    case Charset::Windows1252:
        return "windows-1252";
    case Charset::MacRoman:
        return "macintosh";
    }
    return {};
}

Charset detect_charset(std::string_view bytes)
{
    if (bytes.starts_with("\xEF\xBB\xBF"))
        return Charset::Utf8;
    if (bytes.starts_with("\xFF\xFE") || zeros_at(bytes, 1))
        return Charset::Utf16Le;
    if (bytes.starts_with("\xFE\xFF") || zeros_at(bytes, 0))
        return Charset::Utf16Be;
    if (is_utf8_but_for_zeros(bytes))
        return Charset::Utf8;
    return looks_like_mac_roman(bytes) ? Charset::MacRoman : Charset::Windows1252;
}

std::size_t mark_size(std::string_view bytes, Charset charset)
{
    switch (charset) {
    case Charset::Utf8:
        return bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    case Charset::Utf16Le:
        return bytes.starts_with("\xFF\xFE") ? 2 : 0;
    case Charset::Utf16Be:
        return bytes.starts_with("\xFE\xFF") ? 2 : 0;
    case Charset::Windows1252:
    case Charset::MacRoman:
        return 0;
    }
    return 0;
}

std::string to_utf8(std::string_view bytes, Charset charset)
{
    auto const body = bytes.substr(mark_size(bytes, charset));
    switch (charset) {
    case Charset::Utf8:
        return is_valid_utf8(body) ? std::string(body) : repaired_utf8(body);
    case Charset::Utf16Le:
    case Charset::Utf16Be:
        return from_utf16(body, charset == Charset::Utf16Le);
    case Charset::Windows1252:
        return from_single_bytes(body, from_windows_1252);
    case Charset::MacRoman:
        return from_single_bytes(body, from_mac_roman);
    }
    return {};
}

std::string to_utf8(std::string_view bytes) { return to_utf8(bytes, detect_charset(bytes)); }

} // namespace passerelle::i18n
