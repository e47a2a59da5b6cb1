#pragma once

#include "platform/http/failure.hpp"
#include "platform/http/message.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace passerelle::http {

struct Limits {
    std::size_t header_bytes = 16 * 1024; ///< request line and fields: 431 above
    std::size_t header_fields = 100;      ///< 431 above
    std::size_t body_bytes = 1024 * 1024; ///< 413 above, unless ServerSettings::body_limit says otherwise
    std::size_t bodies_bytes = 256 * 1024 * 1024; ///< of all requests together: 503 above
    std::size_t connections = 12'000;             ///< refused above
    std::size_t connections_per_peer = 0;         ///< of one address; 0 is no limit (a proxy is one address)
    std::size_t queued_requests = 1024;           ///< waiting for a worker: 503 with Retry-After above
};

struct Timeouts {
    std::chrono::milliseconds header { 10'000 }; ///< from its first byte to its last
    std::chrono::milliseconds body { 60'000 };   ///< all of it
    std::chrono::milliseconds idle { 30'000 };   ///< between requests of one connection
    std::chrono::milliseconds write { 30'000 };  ///< without progress
    std::chrono::milliseconds drain { 10'000 };  ///< for what is under way when the server stops
};

/// One line of an access log.
struct Access {
    Request const& request; ///< half read if it was refused by the transport
    int status;
    std::uint64_t bytes;                ///< of the body; 0 for a stream, whose length nobody knows yet
    std::chrono::microseconds duration; ///< from the complete head to the answer
};

struct ServerSettings {
    std::string host = "127.0.0.1"; ///< an address, no name
    std::uint16_t port = 0;         ///< 0: any free one
    unsigned workers = 4;
    unsigned io_threads = 1;
    Limits limits {};
    Timeouts timeouts {};

    FailureHandler
        on_failure {}; ///< error pages; on an I/O thread for what the transport refuses, so without waiting
    /// The largest body for that address, in bytes; asked before the body is read. Limits::body_bytes if
    /// empty.
    std::function<std::size_t(Method, Path const&)> body_limit {};
    std::function<void(Access const&)> on_access {}; ///< called on workers and I/O threads
    std::function<Instant()> clock {};               ///< the system's if empty
};

struct ServerGauges {
    std::size_t connections = 0; ///< open now
    std::size_t queued = 0;      ///< requests waiting for a worker now
    std::size_t running = 0;     ///< requests inside the handler now
    std::uint64_t requests = 0;  ///< answered since the start
    std::uint64_t refused = 0;   ///< connections and requests turned away for want of room
};

struct Transport;

/// HTTP/1.1 over TCP. Listens from its construction on, with threads of its own; the handler runs on workers,
/// several at a time. Throws std::system_error if the address cannot be listened at.
class Server {
public:
    Server(ServerSettings settings, Handler handler);
    /// Stops.
    ~Server();

    std::uint16_t port() const;
    ServerGauges gauges() const;

    /// Refuses new connections, finishes what is under way (no longer than Timeouts::drain), and returns when
    /// the last thread has ended. Callable from any thread but a worker, more than once; not from a signal
    /// handler.
    void stop();

private:
    std::unique_ptr<Transport> transport_;
};

} // namespace passerelle::http
