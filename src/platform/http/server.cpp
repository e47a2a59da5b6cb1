#include "platform/http/server.hpp"

#include "platform/http/transport.hpp"

#include <boost/asio/post.hpp>

#include <sys/resource.h>

#include <system_error>

namespace passerelle::http {
namespace {

constexpr auto sweep_interval = std::chrono::milliseconds(100);
constexpr auto accept_pause = std::chrono::milliseconds(100);

Instant system_now()
{
    auto const since = std::chrono::system_clock::now().time_since_epoch();
    return { std::chrono::duration_cast<std::chrono::milliseconds>(since).count() };
}

/// Each connection is a file; the usual soft limit of 1024 would end far below our own.
void allow_open_files(std::size_t wanted)
{
    rlimit limit {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = std::min<rlim_t>(wanted, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

Transport::Transport(ServerSettings given, Handler handle)
    : settings(std::move(given)),
      handler(std::move(handle)),
      lanes([this] {
          std::vector<std::unique_ptr<Lane>> made;
          for (unsigned count = 0; count < std::max(settings.io_threads, 1u); ++count)
              made.push_back(std::make_unique<Lane>());
          return made;
      }()),
      acceptor(lanes.front()->context),
      accept_again(lanes.front()->context),
      pool(settings.workers, settings.limits.queued_requests)
{
    if (!settings.clock)
        settings.clock = system_now;
    allow_open_files(settings.limits.connections + 256);
    try {
        tcp::endpoint const endpoint(asio::ip::make_address(settings.host), settings.port);
        acceptor.open(endpoint.protocol());
        acceptor.set_option(tcp::acceptor::reuse_address(true));
        acceptor.bind(endpoint);
        acceptor.listen(1024);
        port = acceptor.local_endpoint().port();
    } catch (boost::system::system_error const& error) {
        throw std::system_error(static_cast<std::error_code>(error.code()),
            "cannot listen at " + settings.host + ":" + std::to_string(settings.port));
    }
    accept();
    for (auto& lane : lanes) {
        sweep(*lane);
        lane->thread = std::thread([this, &lane = *lane] { run(lane); });
    }
}

void Transport::run(Lane& lane)
{
    while (true) {
        try {
            lane.context.run();
            return;
        } catch (...) {
            // A callback of the settings threw; its connection ends by its deadline, the others go on.
        }
    }
}

void Transport::accept()
{
    auto& lane = *lanes[next_lane++ % lanes.size()];
    acceptor.async_accept(lane.context, [this, &lane](ErrorCode error, tcp::socket socket) {
        if (stopping || error == asio::error::operation_aborted)
            return;
        if (!error) {
            admit(lane, std::move(socket));
            return accept();
        }
        // Out of files, perhaps: the listening socket stays readable, so trying at once would spin.
        accept_again.expires_after(accept_pause);
        accept_again.async_wait([this](ErrorCode cancelled) {
            if (!cancelled)
                accept();
        });
    });
}

void Transport::admit(Lane& lane, tcp::socket socket)
{
    ErrorCode error;
    auto const peer = socket.remote_endpoint(error).address().to_string();
    socket.non_blocking(true, error);
    if (error)
        return;
    if (!take_place(peer)) {
        ++refused;
        constexpr std::string_view answer = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: "
                                            "5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        socket.write_some(asio::buffer(answer), error);
        return;
    }
    socket.set_option(tcp::no_delay(true), error);
    auto const connection = make_connection(*this, lane, std::move(socket), peer);
    asio::post(lane.context, [connection] { connection->start(); });
}

bool Transport::take_place(std::string const& peer)
{
    std::lock_guard const lock(places_mutex);
    if (connections >= settings.limits.connections)
        return false;
    if (auto const most = settings.limits.connections_per_peer; most > 0) {
        auto& of_peer = connections_of[peer];
        if (of_peer >= most)
            return false;
        ++of_peer;
    }
    ++connections;
    return true;
}

void Transport::leave_place(std::string const& peer)
{
    std::lock_guard const lock(places_mutex);
    if (settings.limits.connections_per_peer > 0 && --connections_of[peer] == 0)
        connections_of.erase(peer);
    if (--connections == 0)
        all_left.notify_all();
}

void Transport::sweep(Lane& lane)
{
    // One timer for all instead of one each: setting a deadline is then a store, and nothing is cancelled.
    auto const now = SteadyClock::now();
    auto const present = std::vector(lane.connections.begin(), lane.connections.end());
    for (auto const& connection : present)
        connection->sweep(now);
    lane.sweep.expires_after(sweep_interval);
    lane.sweep.async_wait([this, &lane](ErrorCode cancelled) {
        if (!cancelled)
            sweep(lane);
    });
}

void Transport::stop()
{
    std::lock_guard const once(stop_mutex);
    if (std::exchange(stopped, true))
        return;
    stopping = true;
    asio::post(lanes.front()->context, [this] {
        ErrorCode ignored;
        acceptor.close(ignored);
        accept_again.cancel();
    });
    {
        std::unique_lock lock(places_mutex);
        all_left.wait_for(lock, settings.timeouts.drain, [this] { return connections == 0; });
    }
    for (auto& lane : lanes)
        asio::post(lane->context, [&lane = *lane] {
            for (auto const& connection : std::vector(lane.connections.begin(), lane.connections.end()))
                connection->abort();
        });
    pool.stop();
    for (auto& lane : lanes)
        lane->context.stop();
    for (auto& lane : lanes)
        if (lane->thread.joinable())
            lane->thread.join();
}

Server::Server(ServerSettings settings, Handler handler)
    : transport_(std::make_unique<Transport>(std::move(settings), std::move(handler)))
{
}

Server::~Server() = default;

std::uint16_t Server::port() const { return transport_->port; }

ServerGauges Server::gauges() const
{
    std::size_t open = 0;
    {
        std::lock_guard const lock(transport_->places_mutex);
        open = transport_->connections;
    }
    return { open, transport_->pool.queued(), transport_->pool.running(), transport_->requests,
        transport_->refused };
}

void Server::stop() { transport_->stop(); }

} // namespace passerelle::http
