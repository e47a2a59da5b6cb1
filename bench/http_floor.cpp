// What the server costs without a handler's work: a constant page, to be asked for by wrk.
//   http_floor [PAGE_BYTES [WORKERS [IO_THREADS]]]     then: wrk -t1 -c64 -d10s URL, and end this one with
//   Ctrl-C
// With PASSERELLE_FLOOR_FINISH=https://… each answer gets its ETag, compression and security headers too.
#include "platform/http/finish.hpp"
#include "platform/http/server.hpp"

#include <fmt/core.h>

#include <csignal>
#include <cstdlib>
#include <optional>
#include <string>

#include <sys/resource.h>

using namespace passerelle;

namespace {

double cpu_seconds()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    auto const seconds = [](timeval time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

long peak_kilobytes()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

unsigned number(int count, char** values, int place, unsigned fallback)
{
    return place < count ? static_cast<unsigned>(std::atoi(values[place])) : fallback;
}

} // namespace

int main(int count, char** values)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);

    auto const page = std::string(number(count, values, 1, 10'000), 'x');
    http::ServerSettings settings;
    settings.workers = number(count, values, 2, settings.workers);
    settings.io_threads = number(count, values, 3, settings.io_threads);
    auto const* base_url = std::getenv("PASSERELLE_FLOOR_FINISH");
    auto const site = base_url ? http::Site::parse(base_url) : std::nullopt;

    http::Server server(settings, [&](http::Request& request) {
        auto response = http::Response::html(page);
        if (site)
            http::finish(request, response, *site);
        return response;
    });
    fmt::print("http://127.0.0.1:{}/\n", server.port());
    std::fflush(stdout);

    int signal = 0;
    sigwait(&ends, &signal);
    auto const requests = server.gauges().requests;
    server.stop();
    fmt::print("{} requests, {:.1f} µs of processor each, {} MB at most\n", requests,
        requests > 0 ? cpu_seconds() / double(requests) * 1e6 : 0.0, peak_kilobytes() / 1024);
}
