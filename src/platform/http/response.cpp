#include "platform/http/message.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "platform/http/percent.hpp"

#include <algorithm>

namespace passerelle::http {
namespace {

/// Visible ASCII only: an address that came through percent-encoding.
bool is_encoded_address(std::string_view address)
{
    return !address.empty()
        && std::all_of(address.begin(), address.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

Response redirect(int status, std::string_view address)
{
    ensure(is_encoded_address(address));
    Response response;
    response.status = status;
    response.headers.add("Location", address);
    return response;
}

/// Marks that make `fdp.exe` read as `exe.pdf` (Unicode bidirectional controls), as UTF-8.
constexpr std::array<std::string_view, 12> direction_marks { "\u061C", "\u200E", "\u200F", "\u202A", "\u202B",
    "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069" };

std::string safe_file_name(std::string_view name)
{
    auto safe = is_valid_utf8(name) ? std::string(name) : std::string();
    for (auto const mark : direction_marks)
        for (auto at = safe.find(mark); at != std::string::npos; at = safe.find(mark))
            safe.erase(at, mark.size());
    std::erase_if(safe, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    std::replace_if(
        safe.begin(), safe.end(), [](char c) { return c == '/' || c == '\\'; }, '-');
    return safe.empty() ? "download" : safe;
}

} // namespace

Response Response::of(std::string_view type, std::string bytes, int status)
{
    Response response;
    response.status = status;
    // Room for the headers that `finish` adds.
    response.headers.reserve(16, 1024);
    response.headers.add("Content-Type", type);
    response.body = std::move(bytes);
    return response;
}

Response Response::html(std::string text, int status)
{
    return of("text/html; charset=utf-8", std::move(text), status);
}

Response Response::json(std::string text, int status)
{
    return of("application/json", std::move(text), status);
}

Response Response::text(std::string text, int status)
{
    return of("text/plain; charset=utf-8", std::move(text), status);
}

Response Response::not_found(std::string html)
{
    return html.empty() ? Response::text("404 Not Found\n", 404) : Response::html(std::move(html), 404);
}

Response Response::no_content()
{
    Response response;
    response.status = 204;
    return response;
}

Response Response::problem(int status, std::string json)
{
    return of("application/problem+json", std::move(json), status);
}

Response Response::see_other(std::string_view address) { return redirect(303, address); }

Response Response::moved_permanently(std::string_view address) { return redirect(308, address); }

Response Response::not_modified()
{
    Response response;
    response.status = 304;
    return response;
}

Response Response::download(std::string_view file_name, std::string_view type, std::string bytes)
{
    return of(type, std::move(bytes))
        .with("Content-Disposition", attachment_of(file_name))
        .with("X-Content-Type-Options", "nosniff");
}

Response Response::download(std::string_view file_name, std::string_view type, Stream stream)
{
    auto response = download(file_name, type, std::string());
    response.body = std::move(stream);
    return response;
}

Response Response::stream(std::string_view type, Stream stream)
{
    auto response = of(type, {});
    response.body = std::move(stream);
    return response;
}

Response& Response::with(std::string_view name, std::string_view value) &
{
    headers.set(name, value);
    return *this;
}

Response&& Response::with(std::string_view name, std::string_view value) &&
{
    headers.set(name, value);
    return std::move(*this);
}

std::string attachment_of(std::string_view file_name)
{
    auto const name = safe_file_name(file_name);
    // The quoted form is for clients without RFC 8187: ASCII, nothing that ends or escapes the quotes. A
    // percent sign is decoded by some of them.
    auto plain = std::string();
    for (auto const c : name) {
        auto const is_continuation = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
        if (!is_continuation)
            plain += static_cast<unsigned char>(c) >= 0x80 || c == '"' || c == '%' ? '_' : c;
    }
    auto value = "attachment; filename=\"" + plain + "\"";
    if (plain != name)
        value += "; filename*=UTF-8''" + percent_encode(name);
    return value;
}

} // namespace passerelle::http
