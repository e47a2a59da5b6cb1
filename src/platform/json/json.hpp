#pragma once

#include "base/outcome.hpp"
#include "platform/json/json_fwd.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace passerelle {

/// What a text may ask for at most.
struct JsonLimits {
    std::size_t bytes_max = 16 * 1024 * 1024;
    int depth_max = 64;             ///< objects and lists within each other
    std::size_t members_max = 4096; ///< of one object: finding a member takes time in proportion
};

/// Why a text is not taken, and where.
struct JsonRefused {
    enum class Reason { Malformed, TooLarge, TooDeep, TooManyMembers, DuplicateName };
    Reason reason {};
    std::size_t byte = 0;   ///< from 0; where the reader stopped
    std::size_t line = 1;   ///< from 1
    std::size_t column = 1; ///< from 1, in bytes
    std::string pointer;    ///< JSON Pointer (RFC 6901) of the value in question; empty for the whole text
};

/// One JSON value with nothing around it but white space. Text must be well-formed UTF-8; a byte order mark,
/// comments, NaN, a name twice in one object are refused.
Outcome<Json, JsonRefused> parse_json(std::string_view text, JsonLimits const& = {});

/// Without blanks. Broken UTF-8 in a string comes out as U+FFFD; never throws for the content.
std::string to_json_text(Json const&);
/// Indented by two, with a line feed at the end.
std::string to_pretty_json_text(Json const&);
/// To stand in `<script type="application/ld+json">`: no `<`, `>`, `&`, U+2028, U+2029 in it, but escapes of
/// them.
std::string to_script_json_text(Json const&);

/// `a/b` as a reference token of a JSON Pointer: `a~1b`.
std::string json_pointer_token(std::string_view name);

} // namespace passerelle
