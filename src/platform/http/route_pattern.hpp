#pragma once

#include "platform/http/router.hpp"

#include <array>
#include <string>
#include <vector>

namespace passerelle::http {

/// A pattern of the router, taken apart (router.hpp has the grammar).
struct RoutePattern {
    enum class Kind { Text, Lang, Word, Capture, Rest };

    struct Segment {
        Kind kind;
        std::string name; ///< of a capture
        std::array<std::string, 3>
            spelling {}; ///< of a text, word or language, in the order of interface_langs

        std::string_view text_in(Lang) const;
    };

    std::string text;
    std::vector<Segment> segments;
    Captures captures; ///< their names are views into `segments`
    bool has_lang = false;

    RoutePattern() = default;
    RoutePattern(RoutePattern&&) = default;
    RoutePattern(RoutePattern const&) = delete;

    /// Throws std::invalid_argument that names the pattern and what is wrong with it.
    static RoutePattern parse(std::string_view text, std::span<PathWord const> words);

    /// The values percent-encoded into their places.
    std::string address(Lang, std::span<std::string_view const> values) const;
};

/// Whether some address matches both and neither pattern is the more particular one: wherever they differ,
/// one of them has a text where the other has a capture, always on the same side.
bool is_ambiguous(RoutePattern const&, RoutePattern const&);

} // namespace passerelle::http
