#include "app/application.hpp"

#include "app/assets.hpp"
#include "app/frame.hpp"
#include "platform/crypto/token.hpp"
#include "platform/db/faults.hpp"
#include "platform/http/cookie.hpp"
#include "platform/http/finish.hpp"
#include "platform/http/query.hpp"
#include "platform/log/log.hpp"

#include <algorithm>

namespace passerelle::app {
namespace {

constexpr std::size_t form_bytes_max = 1024 * 1024;
constexpr std::string_view assets_prefix = "/assets/";

bool is_api(http::Request const& request) { return request.path.raw().starts_with("/api/"); }

bool is_loopback(std::string_view peer) { return peer.starts_with("127.") || peer == "::1"; }

/// Whoever is not signed in may be the right person: to the door, and back again. Everybody else learns nothing.
http::Response turned_away(accounts::Request const& request)
{
    using SecondFactor = accounts::Visitor::SecondFactor;
    auto const is_page = !is_api(request.http()) && http::is_safe(request.http().method);
    auto const waits = request.visitor().second_factor != SecondFactor::Enough;
    if (!is_page || (request.actor().signed_in() && !waits))
        accounts::not_found();
    http::Fields next;
    next.add("next", request.http().target());
    auto const* door = waits ? "/{lang}/@second_factor" : "/{lang}/@sign_in";
    return http::Response::see_other(http::address_of(request.address(door), next));
}

int status_of_fault(std::exception const& fault)
{
    if (dynamic_cast<db::Disconnected const*>(&fault) || dynamic_cast<db::Busy const*>(&fault))
        return 503;
    if (dynamic_cast<db::Full const*>(&fault))
        return 507;
    return 0;
}

} // namespace

Application::Application(Parts parts, std::span<http::PathWord const> words)
    : parts_(std::move(parts))
    , router_(words)
    , assets_(embedded_assets(), bundles())
    , platform_ { parts_.database, parts_.random, parts_.site, router_, parts_.installation,
        [this](accounts::Request const& request) { return frame_of(request, assets_); } }
{
}

void Application::mount(std::vector<accounts::Route> routes)
{
    for (auto& route : routes) {
        router_.mount(route.method, route.pattern, routes_.size());
        routes_.push_back(std::move(route));
    }
}

http::Response Application::respond(http::Request& request)
{
    auto response = http::guarded(
        [this](http::Request& inner) {
            try {
                return dispatch(inner);
            } catch (db::Fault const& fault) {
                if (auto const status = status_of_fault(fault))
                    throw http::StatusError(status, fault.what());
                throw;
            }
        },
        request,
        [this](http::Request const& inner, http::Failure const& failure) { return failure_page(inner, failure); });
    http::finish(request, response, parts_.site);
    return response;
}

http::Response Application::dispatch(http::Request& request)
{
    if (!parts_.site.serves(request))
        throw http::StatusError(421, "another host");
    if (request.path.raw().starts_with(assets_prefix))
        return assets_.respond(request);
    auto const match = router_.match(request);
    if (match.kind == http::Match::Kind::NotFound)
        throw http::StatusError(404, "no such address");
    if (match.kind != http::Match::Kind::Found)
        return http::answer_of(match);
    return answer(request, routes_[match.handler]);
}

http::Response Application::answer(http::Request& raw, accounts::Route const& route)
{
    if (route.right == accounts::Right::Loopback && !is_loopback(raw.peer))
        throw http::StatusError(404, "loopback only");
    auto const unsafe = !http::is_safe(raw.method);
    if (unsafe && !parts_.site.is_same_origin(raw))
        throw http::StatusError(403, "from another site");

    accounts::Request request(raw, platform_, visitor_of(raw, raw.received), raw.received);
    if (!accounts::admits(route.right, request.actor()))
        return turned_away(request);
    if (unsafe && !is_api(raw))
        request.check_csrf();

    auto response = route.handler(request);
    if (request.new_visit())
        http::set_cookie(response, { .name = "visit", .value = *request.new_visit() });
    if ((request.actor().signed_in() || request.new_visit()) && !response.headers.has("Cache-Control"))
        response.with("Cache-Control", "private, no-store");
    return response;
}

accounts::Visitor Application::visitor_of(http::Request const& request, Instant now)
{
    if (is_api(request))
        return {};
    auto const cookie = http::read_cookie(request, "session");
    auto const token = cookie ? crypto::Token::parse(*cookie) : std::nullopt;
    if (!token)
        return {};
    auto const today = i18n::today(now, parts_.installation.zone);
    auto visitor = parts_.database.read([&](db::Reader& reader) {
        return accounts::find_visitor(reader, *token, parts_.installation, now, today);
    });
    if (visitor.session && accounts::needs_refresh(*visitor.session, now))
        parts_.database.write([&](db::Transaction& tx) {
            accounts::refresh_session(tx, *visitor.session, visitor.actor.is_staff(), now);
        });
    return visitor;
}

std::size_t Application::body_limit(http::Method method, http::Path const& path) const
{
    http::Request probe;
    probe.method = method;
    probe.path = path;
    auto const match = router_.match(probe);
    if (match.kind != http::Match::Kind::Found)
        return form_bytes_max;
    return std::max(form_bytes_max, routes_[match.handler].body_bytes);
}

} // namespace passerelle::app
