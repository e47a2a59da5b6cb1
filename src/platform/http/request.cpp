#include "platform/http/message.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "platform/http/request_head.hpp"

#include <algorithm>

namespace passerelle::http {
namespace {

constexpr std::array<std::string_view, 7> method_names { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE",
    "OPTIONS" };

/// `q` of one item of an Accept-… list (RFC 9110, 12.4.2) in thousandths.
int weight_of(std::string_view parameters)
{
    auto const equals = parameters.find("q=");
    if (equals == std::string_view::npos)
        return 1000;
    auto const value = parameters.substr(equals + 2);
    int weight = 0;
    int unit = 1000;
    for (auto const c : value) {
        if (c == '.')
            continue;
        if (c < '0' || c > '9' || unit == 0)
            break;
        weight += (c - '0') * unit;
        unit /= 10;
    }
    return std::min(weight, 1000);
}

} // namespace

std::string_view name_of(Method method) { return method_names[static_cast<std::size_t>(method)]; }

std::optional<Method> parse_method(std::string_view name)
{
    auto const found = std::find(method_names.begin(), method_names.end(), name);
    if (found == method_names.end())
        return std::nullopt;
    return static_cast<Method>(found - method_names.begin());
}

bool is_safe(Method method)
{
    return method == Method::Get || method == Method::Head || method == Method::Options;
}

Request Request::of(Method method, std::string_view target, std::string body)
{
    Request request;
    request.method = method;
    request.host = "localhost";
    request.peer = "127.0.0.1";
    request.body = std::move(body);
    if (auto const status = read_target(target, request))
        throw StatusError(*status, "target");
    return request;
}

std::string_view Request::param(std::string_view name) const
{
    auto const end = captures.items.begin() + static_cast<std::ptrdiff_t>(captures.count);
    auto const found
        = std::find_if(captures.items.begin(), end, [&](auto const& item) { return item.name == name; });
    ensure(found != end);
    return found->rest ? path.from(found->segment) : path[found->segment];
}

std::string Request::target() const { return raw_query.empty() ? path.raw() : path.raw() + "?" + raw_query; }

Lang preferred_lang(Request const& request, Lang fallback)
{
    auto const accepted = request.header("Accept-Language");
    if (!accepted)
        return fallback;
    auto best = fallback;
    int best_weight = 0;
    for (auto const item : split(*accepted, ',')) {
        auto const semicolon = item.find(';');
        auto const lang = Lang::parse(trim(item.substr(0, semicolon)));
        auto const weight = semicolon == std::string_view::npos ? 1000 : weight_of(item.substr(semicolon));
        if (lang && is_interface_lang(*lang) && weight > best_weight) {
            best = *lang;
            best_weight = weight;
        }
    }
    return best;
}

} // namespace passerelle::http
