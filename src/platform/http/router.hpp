#pragma once

#include "base/lang.hpp"
#include "platform/http/message.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::http {

/// A word of addresses in the languages of the interface: `{"organisations", "organisations",
/// "organisationen", "organisations"}`. Spelled as it appears in an address, without escapes.
struct PathWord {
    std::string_view word, fr, de, en;
};

/// What a request met.
struct Match {
    enum class Kind {
        Found,            ///< `handler` answers; captures, language and route are in the request
        Redirect,         ///< the page is at `location`: a slash too much, or a word of the other language
        MethodNotAllowed, ///< the page exists; `allow` has its methods
        Options,          ///< OPTIONS of a page that exists; `allow`
        NotFound,
    };
    Kind kind = Kind::NotFound;
    std::size_t handler = 0;
    std::string location {};
    std::string allow {};
};

/// Finds handlers by method and path, and makes addresses from the same patterns.
///
/// A pattern is `/` or `/segment/segment…`, where a segment is
/// - text that stands for itself: `api`
/// - `{lang}`, the first segment only: a language of the interface
/// - `@word`: that word in the language of `{lang}`, from the word table
/// - `{name}`: anything but nothing, read with `request.param("name")`
/// - `{name*}`, the last segment only: everything that is left, slashes included
///
/// Text wins over a capture in the same place. Finding costs the length of the path, whatever the number of
/// routes. Mounting is not for several threads; everything else is.
class Router {
public:
    explicit Router(std::span<PathWord const> words = {});
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    /// `handler` is whatever number the caller wants back. Throws std::invalid_argument for a pattern that is
    /// malformed, uses an unknown word, is mounted already, or overlaps with another so that neither is the
    /// more particular one.
    void mount(Method method, std::string_view pattern, std::size_t handler);

    /// HEAD is answered by GET.
    Match match(Request&) const;

    /// The address of a mounted pattern; values in the order of the captures, `{lang}` not among them.
    /// `ensure`s that the pattern is mounted and the number of values is right and none is empty.
    std::string path(std::string_view pattern, Lang lang, std::span<std::string_view const> values) const;
    std::string path(
        std::string_view pattern, Lang lang, std::initializer_list<std::string_view> values = {}) const
    {
        return path(pattern, lang, std::span<std::string_view const>(values.begin(), values.size()));
    }

    /// The address of a matched request in another language, with its query. The same address if the route
    /// has no language.
    std::string alternate(Request const&, Lang lang) const;

    /// The pattern that a request matched; empty if it matched none. For logs and metrics.
    std::string_view pattern_of(Request const&) const;

    struct Route {
        Method method;
        std::string pattern;
        std::size_t handler;
    };
    /// In the order of mounting.
    std::span<Route const> routes() const;

    /// One route a line, in the order of their patterns, for people.
    std::string listing() const;

private:
    struct Tables;
    std::unique_ptr<Tables> tables_;
};

/// 404, 405, 308 or 204 for a match that is not Found, without a page in it.
Response answer_of(Match const&);

} // namespace passerelle::http
