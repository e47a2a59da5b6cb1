#include "platform/http/cookie.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace passerelle::http {
namespace {

constexpr std::string_view prefix = "__Host-";

bool is_cookie_text(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
        [](char c) { return c > ' ' && c < 0x7F && c != '"' && c != ',' && c != ';' && c != '\\'; });
}

} // namespace

std::optional<std::string_view> read_cookie(Request const& request, std::string_view name)
{
    std::optional<std::string_view> found;
    for (std::size_t place = 0; place < request.headers.size(); ++place) {
        auto const field = request.headers[place];
        if (!equal_ignoring_case(field.name, "Cookie"))
            continue;
        for (auto const piece : split(field.value, ';')) {
            auto const pair = trim(piece);
            auto const equals = pair.find('=');
            auto const is_wanted = equals == prefix.size() + name.size() && pair.starts_with(prefix)
                && pair.substr(prefix.size(), name.size()) == name;
            if (!is_wanted)
                continue;
            auto const value = pair.substr(equals + 1);
            if (found && *found != value)
                return std::nullopt;
            found = value;
        }
    }
    return found;
}

void set_cookie(Response& response, SetCookie const& cookie)
{
    ensure(!cookie.name.empty() && is_cookie_text(cookie.name) && cookie.name.find('=') == std::string::npos);
    ensure(is_cookie_text(cookie.value));
    auto text = std::string(prefix) + cookie.name + "=" + cookie.value
        + "; Path=/; Secure; HttpOnly; SameSite="
        + (cookie.same_site == SetCookie::SameSite::Strict ? "Strict" : "Lax");
    if (cookie.lifetime)
        text
            += "; Max-Age=" + std::to_string(std::max<std::int64_t>(cookie.lifetime->milliseconds / 1000, 0));
    response.headers.add("Set-Cookie", text);
}

void clear_cookie(Response& response, std::string_view name)
{
    set_cookie(response, { .name = std::string(name), .value = {}, .lifetime = Duration {} });
}

} // namespace passerelle::http
