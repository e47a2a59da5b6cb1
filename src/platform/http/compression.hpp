#pragma once

#include "platform/http/message.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace passerelle::http {

struct CompressionSettings {
    int level = 5;
    std::size_t bytes_min = 1024; ///< smaller bodies stay as they are
};

/// Whether `Accept-Encoding` has gzip with a weight above 0 (RFC 9110, 12.5.3).
bool accepts_gzip(Request const&);

/// Compresses a text body if the browser accepts it, and says `Vary: Accept-Encoding` for every compressible
/// one. Leaves alone: streams, bodies that have a Content-Encoding, types that are compressed already, 204
/// and 304.
void compress(Request const&, Response&, CompressionSettings settings = {});

/// One state per thread is kept, about 270 KB.
std::string gzip(std::string_view bytes, int level);

/// Nothing for damaged data and for more than `bytes_max` of result.
std::optional<std::string> gunzip(std::string_view bytes, std::size_t bytes_max);

} // namespace passerelle::http
