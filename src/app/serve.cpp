#include "app/serve.hpp"

#include "app/gauges.hpp"
#include "app/house.hpp"
#include "app/refused.hpp"
#include "app/signals.hpp"
#include "platform/http/finish.hpp"
#include "platform/http/server.hpp"
#include "platform/log/log.hpp"
#include "platform/log/metrics.hpp"

#include <map>
#include <ostream>
#include <thread>

namespace passerelle::app {
namespace {

/// What `--listen` means on this machine.
struct Place {
    std::string address;
    std::uint16_t port;
    std::string url;
    std::vector<std::string> names; ///< by which requests from this machine may call it
};

Place place_of(ServeSettings const& settings)
{
    auto const& [host, port_wanted] = settings.listen;
    auto const address = address_of_host(host);
    if (!address)
        throw CommandRefused(i18n::fill(
            i18n::words(settings.options.lang)
                .tr("“{host}” is not a name or address of this machine. Right would be 127.0.0.1."),
            { { "host", host } }));
    // The base URL is needed before the socket is there.
    auto const port = port_wanted != 0 ? port_wanted : free_port(*address);
    return { *address, port, "http://" + authority_of(host, port),
        { authority_of(*address, port), authority_of("127.0.0.1", port), authority_of("::1", port),
            authority_of("localhost", port) } };
}

/// `pattern` is of the router, which outlives the threads that answer. Finding a counter by its labels takes
/// longer than counting, so that each of them remembers those that it met.
metrics::Counter& counter_of(std::string_view pattern, int status)
{
    thread_local std::map<std::pair<std::string_view, int>, metrics::Counter*> known;
    auto& counter = known[{ pattern, status }];
    if (!counter)
        counter = &metrics::counter("passerelle_requests_total", "Requests by address and answer.",
            { { "pattern", std::string(pattern.empty() ? "none" : pattern) },
                { "status", std::to_string(status) } });
    return *counter;
}

void count_access(House& house, http::Access const& access)
{
    static auto& seconds
        = metrics::histogram("passerelle_request_seconds", "Time from the complete request to its answer.");
    counter_of(house.application().router().pattern_of(access.request), access.status).add();
    seconds.observe(static_cast<double>(access.duration.count()) / 1e6);
}

http::ServerSettings server_settings(House& house, Place const& place)
{
    http::ServerSettings server;
    server.host = place.address;
    server.port = place.port;
    server.workers = std::max(2u, std::thread::hardware_concurrency());
    server.on_failure = [&house](http::Request const& request, http::Failure const& failure) {
        auto response = house.application().failure_page(request, failure);
        http::finish(request, response, house.platform().site);
        return response;
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
    auto const place = place_of(settings);
    House house({ settings.options, settings.base_url.empty() ? place.url : settings.base_url, place.names });
    http::Server server(server_settings(house, place), [&](http::Request& request) {
        request.peer = http::client_of(request, settings.trusted_proxies).address;
        return house.application().respond(request);
    });
    add_gauges(house, server);
    house.start();
    out << "listening on " << place.url << std::endl;
    log::info("serve.started", { { "port", server.port() } });
    signals.wait();
    log::info("serve.stopping");
    server.stop();
    house.stop();
}

} // namespace passerelle::app
