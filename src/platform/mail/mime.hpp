#pragma once

#include <string>
#include <string_view>

/// The encodings that carry any text through mail. Lines end in CRLF.
namespace passerelle::mail {

/// Human text for a header: as it is where short and ASCII, else in encoded words (RFC 2047), folded.
/// Control characters become blanks, so that nothing can begin another header.
std::string header_text(std::string_view text);

/// The same as a display name before an address, quoted where it has to be (RFC 5322).
std::string header_phrase(std::string_view name);

/// RFC 2045, 6.7. Any line ends become CRLF.
std::string quoted_printable(std::string_view text);

/// RFC 2045, 6.8, in lines of 76 characters.
std::string base64_lines(std::string_view bytes);

/// A parameter of a header that may be in any language (RFC 2231): `filename*=UTF-8''liste%20d%27envoi.pdf`.
std::string extended_parameter(std::string_view name, std::string_view value);

} // namespace passerelle::mail
