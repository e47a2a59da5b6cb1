#pragma once

#include "base/id.hpp"
#include "base/lang.hpp"
#include "base/time.hpp"
#include "platform/http/body.hpp"
#include "platform/http/headers.hpp"
#include "platform/http/path.hpp"
#include "platform/http/query.hpp"
#include "platform/http/status.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace passerelle::http {

enum class Method : std::uint8_t { Get, Head, Post, Put, Patch, Delete, Options };

/// `GET`
std::string_view name_of(Method);
std::optional<Method> parse_method(std::string_view name);

/// GET, HEAD, OPTIONS (RFC 9110, 9.2.1): such a request changes nothing.
bool is_safe(Method);

/// What the router captured: names of the pattern (they live as long as the router) and where the values
/// stand.
struct Captures {
    struct Capture {
        std::string_view name;
        std::uint16_t segment = 0;
        bool rest = false;
    };
    std::array<Capture, 8> items {};
    std::size_t count = 0;
};

struct Request {
    Method method = Method::Get;
    Path path;
    std::string raw_query; ///< without `?`
    Fields query;          ///< `raw_query` decoded once
    Headers headers;
    std::string body;
    std::string host; ///< from the Host header or an absolute-form target, with the port if there was one
    std::string peer; ///< address of the other end of the socket; a proxy has one too (client_address.hpp)
    Instant received;

    // Filled by Router::match.
    Captures captures;
    std::optional<Lang> lang; ///< of `{lang}` in the pattern
    std::size_t route = npos; ///< number of the matched route, for Router::alternate
    static constexpr std::size_t npos = ~std::size_t { 0 };

    /// For tests and calls in process: `Request::of(Method::Get, "/fr/organisations?page=2")`. Throws
    /// StatusError 400 for a target that the transport would refuse.
    static Request of(Method method, std::string_view target, std::string body = {});

    std::optional<std::string_view> header(std::string_view name) const { return headers.get(name); }

    /// The captured segment, decoded. `ensure`s that the pattern has that name.
    std::string_view param(std::string_view name) const;

    /// A captured id. Throws StatusError 404 for a segment that is none.
    template<class T>
    Id<T> id(std::string_view name) const
    {
        if (auto const parsed = Id<T>::parse(param(name)))
            return *parsed;
        throw StatusError(404, "not an id");
    }

    /// Path and query as received.
    std::string target() const;
};

struct Response {
    int status = 200;
    Headers headers;
    Body body;

    static Response html(std::string text, int status = 200);
    static Response json(std::string text, int status = 200);
    static Response text(std::string text, int status = 200);
    static Response of(std::string_view type, std::string bytes, int status = 200);

    /// The form again with its messages: 422.
    static Response unprocessable(std::string html) { return Response::html(std::move(html), 422); }
    static Response not_found(std::string html = {});
    static Response no_content();

    /// RFC 9457; the JSON text is made by the caller.
    static Response problem(int status, std::string json);

    /// After a change: 303. Addresses are percent-encoded already (`ensure`d).
    static Response see_other(std::string_view address);
    /// A page that moved for good: 308, which keeps the method.
    static Response moved_permanently(std::string_view address);
    static Response not_modified();

    /// A file that a browser keeps and never shows: attachment, nosniff, a name as in RFC 6266 and 8187.
    static Response download(std::string_view file_name, std::string_view type, std::string bytes);
    static Response download(std::string_view file_name, std::string_view type, Stream stream);

    /// What is made piece by piece, or sent as it happens (server-sent events: type text/event-stream).
    static Response stream(std::string_view type, Stream stream);

    std::optional<std::string_view> header(std::string_view name) const { return headers.get(name); }
    Response& with(std::string_view name, std::string_view value) &;
    Response&& with(std::string_view name, std::string_view value) &&;
};

/// `attachment; filename="Rapport.pdf"; filename*=UTF-8''R%C3%A9sum%C3%A9.pdf`. Path separators, control
/// characters and marks that turn the direction of writing are taken out of the name.
std::string attachment_of(std::string_view file_name);

/// The interface language that `Accept-Language` prefers (RFC 9110, 12.5.4), else `fallback`.
Lang preferred_lang(Request const&, Lang fallback);

} // namespace passerelle::http
