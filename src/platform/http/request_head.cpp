#include "platform/http/request_head.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace passerelle::http {
namespace {

bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; }

bool is_digits(std::string_view text)
{
    return !text.empty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// `host`, `host:port`, `[v6]:port` (RFC 3986, 3.2.2 and 3.2.3), without user information.
bool is_authority(std::string_view text)
{
    constexpr std::string_view allowed
        = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%!$&'()*+,;=";
    if (text.starts_with('[')) {
        auto const end = text.find(']');
        if (end == std::string_view::npos)
            return false;
        auto const inside = text.substr(1, end - 1);
        text.remove_prefix(end + 1);
        auto const is_v6 = !inside.empty()
            && inside.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
        return is_v6 && (text.empty() || (text.front() == ':' && is_digits(text.substr(1))));
    }
    auto const colon = text.find(':');
    auto const name = text.substr(0, colon);
    return !name.empty() && name.find_first_not_of(allowed) == std::string_view::npos
        && (colon == std::string_view::npos || is_digits(text.substr(colon + 1)));
}

} // namespace

HeadScanner::State HeadScanner::scan(std::string_view bytes)
{
    auto const within = bytes.substr(0, bytes_max_);
    while (true) {
        auto const newline = within.find('\n', seen_);
        if (newline == std::string_view::npos)
            break;
        auto const line = within.substr(line_, newline - line_);
        if (auto const state = end_of_line(line); state != State::Incomplete)
            return state;
        line_ = seen_ = newline + 1;
        if (line == "\r")
            return State::Complete;
    }
    seen_ = within.size();
    return bytes.size() >= bytes_max_ ? State::TooLarge : State::Incomplete;
}

HeadScanner::State HeadScanner::end_of_line(std::string_view line)
{
    if (!line.ends_with('\r'))
        return State::Malformed;
    line.remove_suffix(1);
    auto const is_request_line = lines_++ == 0;
    if (is_request_line && line.empty())
        return State::Malformed;
    auto const is_folded = !line.empty() && (line.front() == ' ' || line.front() == '\t');
    if (is_folded || std::any_of(line.begin(), line.end(), is_control))
        return State::Malformed;
    return lines_ > fields_max_ + 1 && !line.empty() ? State::TooLarge : State::Incomplete;
}

std::optional<int> read_target(std::string_view target, Request& request)
{
    for (std::string_view const scheme : { "http://", "https://" }) {
        if (target.size() < scheme.size() || !equal_ignoring_case(target.substr(0, scheme.size()), scheme))
            continue;
        target.remove_prefix(scheme.size());
        auto const end = std::min(target.find_first_of("/?"), target.size());
        request.host = target.substr(0, end);
        target.remove_prefix(end);
        if (!is_authority(request.host))
            return 400;
        if (target.empty())
            target = "/";
        break;
    }
    // A fragment is never sent; a parser further on could take it for the end of the path.
    if (target.find('#') != std::string_view::npos)
        return 400;
    auto const question = target.find('?');
    auto path = Path::parse(target.substr(0, question));
    if (!path)
        return 400;
    request.path = std::move(*path);
    request.raw_query = question == std::string_view::npos ? std::string_view() : target.substr(question + 1);
    auto query = Fields::parse(request.raw_query, 200);
    if (query.refused())
        return 400;
    request.query = std::move(query).value();
    return std::nullopt;
}

HeadCheck check_head(Request& request, bool http_1_1)
{
    HeadCheck check;
    auto const& headers = request.headers;
    auto const refuse = [&](int status) {
        check.status = status;
        return check;
    };

    auto const hosts = headers.count("Host");
    if (hosts > 1 || (http_1_1 && hosts == 0))
        return refuse(400);
    if (auto const host = headers.get("Host")) {
        // An absolute-form target has set the host already, and wins (RFC 9112, 3.2.2).
        if (!is_authority(*host))
            return refuse(400);
        if (request.host.empty())
            request.host = *host;
    }

    auto const encodings = headers.count("Transfer-Encoding");
    auto const lengths = headers.count("Content-Length");
    if (encodings > 1 || lengths > 1 || (encodings > 0 && lengths > 0))
        return refuse(400);
    if (encodings == 1) {
        if (!http_1_1 || !equal_ignoring_case(*headers.get("Transfer-Encoding"), "chunked"))
            return refuse(400);
        check.facts.chunked = true;
    }
    if (lengths == 1 && !is_digits(*headers.get("Content-Length")))
        return refuse(400);

    if (auto const expect = headers.get("Expect")) {
        if (!equal_ignoring_case(*expect, "100-continue"))
            return refuse(417);
        check.facts.expects_continue = http_1_1;
    }
    check.facts.keep_alive
        = http_1_1 ? !headers.lists("Connection", "close") : headers.lists("Connection", "keep-alive");
    return check;
}

} // namespace passerelle::http
