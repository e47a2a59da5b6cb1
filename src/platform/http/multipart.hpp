#pragma once

#include "base/outcome.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::http {

struct MultipartLimits {
    std::size_t parts_max = 200;
    std::size_t part_header_bytes_max = 8 * 1024;
};

enum class MultipartRefused { NoBoundary, Malformed, BadText, TooManyParts, HeaderTooLarge };

/// One part of a multipart/form-data body (RFC 7578). `content` and `type` are views into the body.
struct Part {
    std::string name;
    std::optional<std::string> file_name; ///< as sent, never to be used as a path
    std::string_view type;                ///< empty if not said
    std::string_view content;
};

/// The boundary of `multipart/form-data; boundary=…` (RFC 2046, 5.1.1), nothing for anything else.
std::optional<std::string> multipart_boundary(std::string_view content_type);

/// The parts, in order. The body must outlive them.
Outcome<std::vector<Part>, MultipartRefused> parse_multipart(
    std::string_view body, std::string_view boundary, MultipartLimits limits = {});

} // namespace passerelle::http
