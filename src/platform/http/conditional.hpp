#pragma once

#include "platform/http/message.hpp"

#include <string>
#include <string_view>

namespace passerelle::http {

/// `"…"` of SHA-256: same bytes, same tag, on every node.
std::string strong_etag(std::string_view content);

/// `W/"…"`, quick to make, for pages.
std::string weak_etag(std::string_view content);

/// `W/"7"` of a version number, for records (`If-Match` on changes).
std::string version_etag(std::int64_t version);

/// Gives a 200 to GET or HEAD that has no ETag a weak one of its body, and makes a 304 of it where
/// `If-None-Match` names it (RFC 9110, 13.1.2). Streams are left alone. Before compression.
void answer_conditionally(Request const&, Response&);

enum class Precondition {
    Absent, ///< no If-Match was sent
    Holds,
    Fails, ///< 412: somebody else changed it
};
/// `If-Match` against the present tag; compared as weak tags, because ours are version numbers.
Precondition if_match(Request const&, std::string_view etag);

} // namespace passerelle::http
