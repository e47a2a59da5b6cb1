#include "modules/accounts/route_access.hpp"

#include "modules/accounts/api_token.hpp"
#include "platform/crypto/token.hpp"
#include "platform/http/cookie.hpp"
#include "platform/http/query.hpp"

#include <algorithm>

namespace passerelle::accounts {
namespace {

bool is_api(http::Request const& request) { return request.path.raw().starts_with("/api/"); }

bool is_loopback(std::string_view peer) { return peer.starts_with("127.") || peer == "::1"; }

Visitor bearer_of_session(Platform const& platform, http::Request const& request)
{
    auto const cookie = http::read_cookie(request, "session");
    auto const token = cookie ? crypto::Token::parse(*cookie) : std::nullopt;
    if (!token)
        return {};
    auto const now = request.received;
    auto const today = i18n::today(now, platform.installation.zone);
    auto visitor = platform.database.read(
        [&](db::Reader& reader) { return find_visitor(reader, *token, platform.installation, now, today); });
    if (visitor.session && needs_refresh(*visitor.session, now))
        platform.database.write(
            [&](db::Transaction& tx) { refresh_session(tx, *visitor.session, visitor.is_staff, now); });
    return visitor;
}

/// A cookie opens nothing under /api/, so that no other site's page can use one.
Visitor bearer_of_token(Platform const& platform, http::Request const& request)
{
    constexpr std::string_view scheme = "Bearer ";
    auto const header = request.header("Authorization");
    if (!header)
        return {};
    auto const token
        = header->starts_with(scheme) ? crypto::Token::parse(header->substr(scheme.size())) : std::nullopt;
    auto const today = i18n::today(request.received, platform.installation.zone);
    auto visitor = platform.database.read([&](db::Reader& reader) {
        return token ? find_api_visitor(reader, *token, request.received, today) : Visitor {};
    });
    if (!visitor.scopes)
        throw http::StatusError(401, "unknown, expired or revoked token");
    return visitor;
}

Visitor visitor_of(Platform const& platform, http::Request const& request)
{
    return is_api(request) ? bearer_of_token(platform, request) : bearer_of_session(platform, request);
}

void require_scope(Route const& route, Visitor const& visitor)
{
    if (!route.api || route.api->scope.empty())
        return;
    if (!visitor.scopes)
        throw http::StatusError(401, "needs a token");
    if (std::find(visitor.scopes->begin(), visitor.scopes->end(), route.api->scope) == visitor.scopes->end())
        throw http::StatusError(403, "the token lacks the scope");
}

/// Whoever is not signed in may be the right person: to the door, and back again. Everybody else learns
/// nothing.
http::Response turned_away(Request const& request)
{
    using SecondFactor = Visitor::SecondFactor;
    auto const is_page = !is_api(request.http()) && http::is_safe(request.http().method);
    auto const waits = request.visitor().second_factor != SecondFactor::Enough;
    if (!is_page || (request.actor().signed_in() && !waits))
        not_found();
    http::Fields next;
    next.add("next", request.http().target());
    auto const* door = waits ? "/{lang}/@second_factor" : "/{lang}/@sign_in";
    return http::Response::see_other(http::address_of(request.address(door), next));
}

} // namespace

http::Response answer(Platform const& platform, Route const& route, http::Request& raw)
{
    if (route.right == Right::Loopback && !is_loopback(raw.peer))
        throw http::StatusError(404, "loopback only");
    auto const unsafe = !http::is_safe(raw.method);
    if (unsafe && !platform.site.is_same_origin(raw))
        throw http::StatusError(403, "from another site");

    Request request(raw, platform, visitor_of(platform, raw), raw.received);
    require_scope(route, request.visitor());
    if (!admits(route.right, request.actor()))
        return turned_away(request);
    if (unsafe && !is_api(raw))
        request.check_csrf();

    auto response = route.handler(request);
    if (request.new_visit())
        http::set_cookie(response, { .name = "visit", .value = *request.new_visit() });
    auto const personal = request.visitor().session || request.visitor().scopes || request.new_visit();
    if (personal && !response.headers.has("Cache-Control"))
        response.with("Cache-Control", "private, no-store");
    return response;
}

} // namespace passerelle::accounts
