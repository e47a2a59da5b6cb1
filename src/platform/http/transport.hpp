#pragma once

#include "platform/http/server.hpp"
#include "platform/http/worker_pool.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <vector>

// What server.cpp (listening, admitting, stopping) and connection.cpp (one connection) share. For these two
// alone. They use callbacks, not coroutines: each step of a connection is one member function, and g++ 12
// destroys some temporaries of coroutines twice.

namespace passerelle::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;
using SteadyClock = std::chrono::steady_clock;

/// One client. All but `run` is called on the I/O thread of its lane.
class Connection : public WorkerPool::Task {
public:
    virtual void start() = 0;
    /// Closes what is past its deadline, and wakes a stream that waits.
    virtual void sweep(SteadyClock::time_point now) = 0;
    /// Ends whatever is going on.
    virtual void abort() = 0;
};

/// One I/O thread with the connections that live on it. Only that thread touches them, but for the time in
/// which a worker has one.
struct Lane {
    asio::io_context context { 1 };
    asio::executor_work_guard<asio::io_context::executor_type> work { context.get_executor() };
    asio::steady_timer sweep { context };
    std::unordered_set<std::shared_ptr<Connection>> connections;
    std::thread thread;
};

struct Transport {
    Transport(ServerSettings settings, Handler handler);
    ~Transport() { stop(); }

    void accept();
    void admit(Lane&, tcp::socket);
    bool take_place(std::string const& peer);
    void leave_place(std::string const& peer);
    void sweep(Lane&);
    void run(Lane&);
    void stop();

    ServerSettings settings;
    Handler handler;
    std::atomic<bool> stopping { false };
    std::atomic<std::uint64_t> requests { 0 }, refused { 0 };
    std::atomic<std::size_t> bodies_bytes { 0 };
    std::mutex places_mutex;
    std::condition_variable all_left;
    std::size_t connections = 0;
    std::map<std::string, std::size_t> connections_of;
    std::mutex stop_mutex;
    bool stopped = false;

    std::vector<std::unique_ptr<Lane>> lanes;
    tcp::acceptor acceptor;
    asio::steady_timer accept_again;
    std::size_t next_lane = 0;
    std::uint16_t port = 0;
    WorkerPool pool; // last: its threads end before what they use
};

std::shared_ptr<Connection> make_connection(Transport&, Lane&, tcp::socket, std::string peer);

} // namespace passerelle::http
