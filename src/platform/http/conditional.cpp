#include "platform/http/conditional.hpp"

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "platform/crypto/hash.hpp"

#include <fmt/core.h>

#include <functional>

namespace passerelle::http {
namespace {

std::string_view opaque(std::string_view etag) { return etag.starts_with("W/") ? etag.substr(2) : etag; }

/// RFC 9110, 8.8.3.2, weak comparison. Our tags hold no comma, so a plain split will do.
bool names(std::string_view list, std::string_view etag)
{
    if (trim(list) == "*")
        return true;
    for (auto const item : split(list, ','))
        if (opaque(trim(item)) == opaque(etag))
            return true;
    return false;
}

/// What a 304 repeats of the 200 (RFC 9110, 15.4.5), and cookies.
bool belongs_to_not_modified(std::string_view name)
{
    for (std::string_view const kept :
        { "Cache-Control", "Content-Location", "ETag", "Expires", "Vary", "Set-Cookie" })
        if (equal_ignoring_case(name, kept))
            return true;
    return false;
}

Response not_modified_of(Response const& response)
{
    auto answer = Response::not_modified();
    for (std::size_t place = 0; place < response.headers.size(); ++place)
        if (auto const field = response.headers[place]; belongs_to_not_modified(field.name))
            answer.headers.add(field.name, field.value);
    return answer;
}

} // namespace

std::string strong_etag(std::string_view content)
{
    return "\"" + to_hex(crypto::sha256(content)).substr(0, 32) + "\"";
}

std::string weak_etag(std::string_view content)
{
    // libstdc++'s Murmur hash has a fixed seed, so all nodes agree; the length makes the rest of it harmless.
    return fmt::format("W/\"{:x}-{:016x}\"", content.size(), std::hash<std::string_view>()(content));
}

std::string version_etag(std::int64_t version) { return fmt::format("W/\"{}\"", version); }

void answer_conditionally(Request const& request, Response& response)
{
    auto const is_read = request.method == Method::Get || request.method == Method::Head;
    if (!is_read || response.status != 200 || response.body.is_stream())
        return;
    if (!response.headers.has("ETag"))
        response.headers.add("ETag", weak_etag(response.body.text()));
    auto const wanted = request.header("If-None-Match");
    if (wanted && names(*wanted, *response.header("ETag")))
        response = not_modified_of(response);
}

Precondition if_match(Request const& request, std::string_view etag)
{
    auto const wanted = request.header("If-Match");
    if (!wanted)
        return Precondition::Absent;
    return names(*wanted, etag) ? Precondition::Holds : Precondition::Fails;
}

} // namespace passerelle::http
