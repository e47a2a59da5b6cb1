#include "platform/http/compression.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"

#include <zlib.h>

#include <algorithm>
#include <new>

namespace passerelle::http {
namespace {

constexpr int gzip_window_bits = 15 + 16;

/// A zlib state per thread, because making one costs more than compressing a page.
class Deflater {
public:
    Deflater()
    {
        if (deflateInit2(&stream_, 5, Z_DEFLATED, gzip_window_bits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::bad_alloc();
    }
    ~Deflater() { deflateEnd(&stream_); }
    Deflater(Deflater const&) = delete;
    Deflater& operator=(Deflater const&) = delete;

    std::string gzip(std::string_view bytes, int level)
    {
        ensure(deflateReset(&stream_) == Z_OK);
        if (level != level_)
            ensure(deflateParams(&stream_, level_ = level, Z_DEFAULT_STRATEGY) == Z_OK);
        std::string out(deflateBound(&stream_, bytes.size()), '\0');
        // zlib's own cast: it does not write to its input.
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream_.avail_in = static_cast<uInt>(bytes.size());
        stream_.next_out = reinterpret_cast<Bytef*>(out.data());
        stream_.avail_out = static_cast<uInt>(out.size());
        ensure(deflate(&stream_, Z_FINISH) == Z_STREAM_END);
        out.resize(out.size() - stream_.avail_out);
        out.shrink_to_fit();
        return out;
    }

private:
    z_stream stream_ {};
    int level_ = 5;
};

bool is_compressible(std::string_view type)
{
    type = trim(type.substr(0, type.find(';')));
    if (type == "text/event-stream")
        return false;
    constexpr std::string_view names[] { "application/json", "application/javascript", "application/xml",
        "application/manifest+json", "application/n-triples", "image/svg+xml" };
    return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml")
        || std::find(std::begin(names), std::end(names), type) != std::end(names);
}

void vary_on_encoding(Response& response)
{
    if (!response.headers.lists("Vary", "Accept-Encoding"))
        response.headers.add("Vary", "Accept-Encoding");
}

/// The same page in another encoding is not the same bytes (RFC 9110, 8.8.1).
void weaken_etag(Response& response)
{
    auto const etag = response.header("ETag");
    if (etag && !etag->starts_with("W/"))
        response.headers.set("ETag", "W/" + std::string(*etag));
}

} // namespace

bool accepts_gzip(Request const& request)
{
    auto const accepted = request.header("Accept-Encoding");
    if (!accepted)
        return false;
    for (auto const item : split(*accepted, ',')) {
        auto const semicolon = item.find(';');
        auto const coding = trim(item.substr(0, semicolon));
        if (!equal_ignoring_case(coding, "gzip") && coding != "*")
            continue;
        auto const weight
            = semicolon == std::string_view::npos ? std::string_view() : trim(item.substr(semicolon + 1));
        auto const is_refused
            = weight.starts_with("q=0") && weight.find_first_of("123456789") == std::string_view::npos;
        if (!is_refused)
            return true;
        if (coding != "*")
            return false;
    }
    return false;
}

void compress(Request const& request, Response& response, CompressionSettings settings)
{
    auto const type = response.header("Content-Type");
    auto const has_body = response.status != 204 && response.status != 304 && !response.body.is_stream();
    if (!has_body || !type || !is_compressible(*type) || response.headers.has("Content-Encoding"))
        return;
    vary_on_encoding(response);
    if (response.body.size() < settings.bytes_min || !accepts_gzip(request))
        return;
    response.body = gzip(response.body.text(), settings.level);
    response.headers.add("Content-Encoding", "gzip");
    weaken_etag(response);
}

std::string gzip(std::string_view bytes, int level)
{
    thread_local Deflater deflater;
    return deflater.gzip(bytes, level);
}

std::optional<std::string> gunzip(std::string_view bytes, std::size_t bytes_max)
{
    z_stream stream {};
    if (inflateInit2(&stream, gzip_window_bits) != Z_OK)
        throw std::bad_alloc();
    std::string out;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    int status = Z_OK;
    while (status == Z_OK && out.size() <= bytes_max) {
        char piece[16 * 1024];
        stream.next_out = reinterpret_cast<Bytef*>(piece);
        stream.avail_out = sizeof piece;
        status = inflate(&stream, Z_NO_FLUSH);
        out.append(piece, sizeof piece - stream.avail_out);
    }
    inflateEnd(&stream);
    if (status != Z_STREAM_END || out.size() > bytes_max || stream.avail_in != 0)
        return std::nullopt;
    return out;
}

} // namespace passerelle::http
