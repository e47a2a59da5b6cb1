#include "platform/http/assets.hpp"

#include "base/bytes.hpp"
#include "base/ensure.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/http/compression.hpp"
#include "platform/http/conditional.hpp"

#include <mutex>

namespace passerelle::http {
namespace {

struct Ending {
    std::string_view ending;
    std::string_view type;
};

constexpr Ending endings[] {
    { ".css", "text/css; charset=utf-8" },
    { ".csv", "text/csv; charset=utf-8" },
    { ".gif", "image/gif" },
    { ".html", "text/html; charset=utf-8" },
    { ".ico", "image/x-icon" },
    { ".ics", "text/calendar; charset=utf-8" },
    { ".jpeg", "image/jpeg" },
    { ".jpg", "image/jpeg" },
    { ".js", "text/javascript; charset=utf-8" },
    { ".json", "application/json" },
    { ".pdf", "application/pdf" },
    { ".png", "image/png" },
    { ".svg", "image/svg+xml; charset=utf-8" },
    { ".txt", "text/plain; charset=utf-8" },
    { ".vcf", "text/vcard; charset=utf-8" },
    { ".webmanifest", "application/manifest+json" },
    { ".webp", "image/webp" },
    { ".woff2", "font/woff2" },
    { ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    { ".xml", "application/xml" },
    { ".zip", "application/zip" },
};

/// `css/app.css` becomes `css/app-HASH.css`.
std::string with_hash(std::string_view path, std::string_view content)
{
    auto const hash = "-" + to_hex(crypto::sha256(content)).substr(0, 12);
    auto const slash = path.rfind('/');
    auto const dot = path.rfind('.');
    auto const has_ending = dot != std::string_view::npos && (slash == std::string_view::npos || dot > slash);
    return std::string(path).insert(has_ending ? dot : path.size(), hash);
}

std::string joined(Bundle const& bundle, std::span<EmbeddedFile const> files)
{
    std::string text;
    for (auto const part : bundle.parts) {
        auto const before = text.size();
        for (auto const& file : files)
            if (file.path == part)
                text.append(file.content) += '\n';
        ensure(text.size() > before);
    }
    return text;
}

} // namespace

struct Assets::File {
    std::string joined; ///< of a bundle
    std::string_view content;
    std::string address, etag, gzip_etag;
    std::string_view type;
    std::once_flag compressed {};
    std::string gzipped {}; ///< empty if not worth it
};

std::string_view content_type_of(std::string_view file_name)
{
    for (auto const& [ending, type] : endings)
        if (file_name.size() > ending.size()
            && equal_ignoring_case(file_name.substr(file_name.size() - ending.size()), ending))
            return type;
    return "application/octet-stream";
}

Assets::Assets(std::span<EmbeddedFile const> files, std::span<Bundle const> bundles, std::string_view prefix)
    : prefix_(prefix)
{
    auto const add = [&](std::string_view path, std::shared_ptr<File> file) {
        auto const name = with_hash(path, file->content);
        file->address = prefix_ + name;
        file->etag = strong_etag(file->content);
        file->gzip_etag = file->etag;
        file->gzip_etag.insert(file->etag.size() - 1, "-gz");
        file->type = content_type_of(path);
        by_address_[name] = file;
        by_path_[std::string(path)] = std::move(file);
    };
    for (auto const& embedded : files) {
        auto file = std::make_shared<File>();
        file->content = embedded.content;
        add(embedded.path, std::move(file));
    }
    for (auto const& bundle : bundles) {
        auto file = std::make_shared<File>();
        file->joined = joined(bundle, files);
        file->content = file->joined;
        add(bundle.path, std::move(file));
    }
}

Assets::~Assets() = default;

std::string_view Assets::address(std::string_view path) const
{
    auto const found = by_path_.find(path);
    ensure(found != by_path_.end());
    return found->second->address;
}

std::string_view Assets::content(std::string_view path) const
{
    auto const found = by_path_.find(path);
    ensure(found != by_path_.end());
    return found->second->content;
}

Response Assets::respond(Request const& request) const
{
    auto const& path = request.path.raw();
    if (!path.starts_with(prefix_))
        return Response::not_found();
    auto const name = std::string_view(path).substr(prefix_.size());
    auto const hashed = by_address_.find(name);
    auto const is_hashed = hashed != by_address_.end();
    auto const plain = is_hashed ? by_path_.end() : by_path_.find(name);
    if (!is_hashed && plain == by_path_.end())
        return Response::not_found();
    auto const& file = is_hashed ? hashed->second : plain->second;

    Response response;
    response.headers.reserve(16, 1024);
    response.headers.add("Content-Type", file->type);
    response.headers.add(
        "Cache-Control", is_hashed ? "public, max-age=31536000, immutable" : "public, no-cache");
    response.body = SharedBytes { file->content, file };

    // The same rule as for pages decides what is worth compressing; the result is kept.
    std::call_once(file->compressed, [&] {
        Request eager;
        eager.headers.add("Accept-Encoding", "gzip");
        auto trial = response;
        compress(eager, trial, { .level = 9 });
        if (trial.headers.has("Content-Encoding") && trial.body.size() < file->content.size())
            file->gzipped = trial.body.text();
    });
    auto const is_gzip = !file->gzipped.empty() && accepts_gzip(request);
    response.headers.add("ETag", is_gzip ? file->gzip_etag : file->etag);
    if (!file->gzipped.empty())
        response.headers.add("Vary", "Accept-Encoding");
    if (is_gzip) {
        response.headers.add("Content-Encoding", "gzip");
        response.body = SharedBytes { file->gzipped, file };
    }
    answer_conditionally(request, response);
    return response;
}

} // namespace passerelle::http
