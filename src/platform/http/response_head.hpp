#pragma once

#include "base/time.hpp"
#include "platform/http/message.hpp"

#include <string>

namespace passerelle::http {

/// How the end of a body is told (RFC 9112, 6.3).
enum class Framing {
    None,       ///< 204, 304, and the answer to HEAD
    Length,     ///< Content-Length
    Chunked,    ///< a stream of unknown length
    UntilClose, ///< the same for HTTP/1.0
};

struct HeadStyle {
    bool http_1_1 = true;
    bool is_head_request = false;
    bool keep_alive = true;
};

Framing framing_of(Response const&, HeadStyle);

/// Status line and fields with the empty line. Content-Length, Transfer-Encoding, Connection and Date are
/// made here, whatever the handler said.
std::string head_of(Response const&, HeadStyle, Instant now);

/// `Sun, 22 Nov 2026 20:52:47 GMT` (RFC 9110, 5.6.7).
std::string http_date(Instant);

/// Wraps a piece of a body as one chunk (RFC 9112, 7.1); an empty one stays empty.
std::string chunk_of(std::string_view piece);
inline constexpr std::string_view last_chunk = "0\r\n\r\n";

} // namespace passerelle::http
