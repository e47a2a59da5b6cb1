#include "app/serve.hpp"

#include "app/house.hpp"
#include "app/signals.hpp"
#include "platform/http/server.hpp"
#include "platform/log/log.hpp"
#include "platform/log/metrics.hpp"

#include <fmt/format.h>

#include <ostream>
#include <thread>

namespace passerelle::app {
namespace {

std::string url_of(std::string const& host, std::uint16_t port)
{
    auto const literal = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return fmt::format("http://{}:{}", literal, port);
}

void count_access(House& house, http::Access const& access)
{
    auto const pattern = house.application().router().pattern_of(access.request);
    auto const labels = metrics::Labels { { "pattern", std::string(pattern.empty() ? "none" : pattern) },
        { "status", std::to_string(access.status) } };
    metrics::counter("passerelle_requests_total", "Requests by address and answer.", labels).add();
    metrics::histogram("passerelle_request_seconds", "Time from the complete request to its answer.")
        .observe(static_cast<double>(access.duration.count()) / 1e6);
}

http::ServerSettings server_settings(House& house, ServeSettings const& settings)
{
    http::ServerSettings server;
    server.host = settings.host;
    server.port = settings.port;
    server.workers = std::max(2u, std::thread::hardware_concurrency());
    server.on_failure = [&house](http::Request const& request, http::Failure const& failure) {
        return house.application().failure_page(request, failure);
    };
    server.body_limit = [&house](http::Method method, http::Path const& path) {
        return house.application().body_limit(method, path);
    };
    server.on_access = [&house](http::Access const& access) { count_access(house, access); };
    return server;
}

} // namespace

void serve(ServeSettings settings, std::ostream& out)
{
    Signals signals({ SIGTERM, SIGINT }); // before any thread, so that all of them inherit the mask
    House house({ settings.options, settings.base_url.empty() ? url_of(settings.host, settings.port) : settings.base_url });
    http::Server server(server_settings(house, settings),
        [&house](http::Request& request) { return house.application().respond(request); });
    house.start();
    out << "listening on " << url_of(settings.host, server.port()) << std::endl;
    log::info("serve.started", { { "port", server.port() } });
    signals.wait();
    log::info("serve.stopping");
    server.stop();
    house.stop();
}

} // namespace passerelle::app
