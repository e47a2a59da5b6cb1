#include "app/application.hpp"

#include "app/assets.hpp"
#include "app/frame.hpp"
#include "modules/accounts/route_access.hpp"
#include "platform/db/faults.hpp"
#include "platform/http/finish.hpp"
#include "platform/log/log.hpp"

#include <algorithm>

namespace passerelle::app {
namespace {

constexpr std::size_t form_bytes_max = 1024 * 1024;
constexpr std::string_view assets_prefix = "/assets/";

int status_of_fault(std::exception const& fault)
{
    if (dynamic_cast<db::Disconnected const*>(&fault) || dynamic_cast<db::Busy const*>(&fault))
        return 503;
    if (dynamic_cast<db::Full const*>(&fault))
        return 507;
    if (dynamic_cast<db::CommitUnknown const*>(&fault))
        return 504;
    return 0;
}

} // namespace

Application::Application(Parts parts, std::span<http::PathWord const> words)
    : parts_(std::move(parts)),
      router_(words),
      assets_(embedded_assets(), bundles()),
      platform_ { parts_.database, parts_.random, parts_.site, router_, parts_.installation,
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

void Application::answer_accounts(
    decltype(accounts::Platform::organisation_links) links, accounts::ForgetElsewhere forget)
{
    platform_.organisation_links = std::move(links);
    platform_.forget_elsewhere = std::move(forget);
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
        [this](http::Request const& inner, http::Failure const& failure) {
            return failure_page(inner, failure);
        });
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
    return accounts::answer(platform_, routes_[match.handler], request);
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
