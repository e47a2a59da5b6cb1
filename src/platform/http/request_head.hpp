#pragma once

#include "platform/http/message.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace passerelle::http {

/// Finds the end of a request head in bytes that come in pieces, and refuses what parsers disagree about:
/// lone CR or LF, folded lines, NUL and other control characters (RFC 9112, 2.2, 5.2, 11.2). It looks at each
/// byte once.
class HeadScanner {
public:
    HeadScanner(std::size_t bytes_max, std::size_t fields_max)
        : bytes_max_(bytes_max),
          fields_max_(fields_max)
    {
    }

    enum class State { Incomplete, Complete, Malformed, TooLarge };

    /// `bytes`: everything received since the start of the head.
    State scan(std::string_view bytes);

    /// Of the head with its empty line, once Complete.
    std::size_t length() const { return line_; }

private:
    State end_of_line(std::string_view line);

    std::size_t bytes_max_, fields_max_;
    std::size_t line_ = 0; ///< where the line begins that is not complete yet
    std::size_t seen_ = 0;
    std::size_t lines_ = 0;
};

/// Takes a request target apart into path, query and (absolute form) host. The status of the refusal, if any.
std::optional<int> read_target(std::string_view target, Request&);

struct HeadFacts {
    bool chunked = false;
    bool expects_continue = false;
    bool keep_alive = true;
};

/// What the fields say about framing and connection, checked: one Host, no Transfer-Encoding but `chunked`,
/// no Content-Length twice or beside it (RFC 9112, 6.1, 6.3). Sets the request's host. Status of the refusal
/// in `status`.
struct HeadCheck {
    std::optional<int> status;
    HeadFacts facts;
};
HeadCheck check_head(Request&, bool http_1_1);

} // namespace passerelle::http
