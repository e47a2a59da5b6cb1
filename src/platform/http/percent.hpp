#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace passerelle::http {

/// `%C3%A9` becomes `é`, once. Nothing for a broken escape, for NUL and for text that is not well-formed
/// UTF-8.
std::optional<std::string> percent_decode(std::string_view text);

/// As above, and `+` becomes a blank (application/x-www-form-urlencoded).
std::optional<std::string> form_decode(std::string_view text);

/// Everything but the unreserved characters of RFC 3986, 2.3 is escaped: safe as one path segment, and as a
/// name or value of a query.
void append_percent_encoded(std::string& out, std::string_view text);
std::string percent_encode(std::string_view text);

} // namespace passerelle::http
