#pragma once

#include <string>
#include <string_view>

namespace passerelle::i18n {

/// The encodings in which spreadsheets of this region arrive.
enum class Charset { Utf8, Utf16Le, Utf16Be, Windows1252, MacRoman };

/// `UTF-8`, as IANA names it.
std::string_view charset_name(Charset);

/// What a text file is written in: by its byte order mark, by being well-formed UTF-8 (NULs apart), by the
/// zeros of UTF-16; else Windows-1252, or Mac Roman where only that gives letters where letters belong.
Charset detect_charset(std::string_view bytes);

/// Length of the byte order mark at the start, or 0.
std::size_t mark_size(std::string_view bytes, Charset);

/// Well-formed UTF-8 without byte order mark and NUL; what cannot be read becomes U+FFFD.
std::string to_utf8(std::string_view bytes, Charset);

/// By the charset that `detect_charset` finds.
std::string to_utf8(std::string_view bytes);

} // namespace passerelle::i18n
