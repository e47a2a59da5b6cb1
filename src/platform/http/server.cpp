#include "platform/http/server.hpp"

#include "platform/http/response_head.hpp"
#include "platform/http/wire_parser.hpp"
#include "platform/http/worker_pool.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <sys/resource.h>

#include <condition_variable>
#include <map>
#include <system_error>
#include <unordered_set>

// Callbacks, not coroutines: each step of a connection is one member function, and g++ 12 destroys some temporaries of
// coroutines twice.

namespace passerelle::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;
using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t head_piece = 2 * 1024;
constexpr std::size_t body_piece = 16 * 1024;
constexpr auto sweep_interval = std::chrono::milliseconds(100);
constexpr auto linger_limit = std::chrono::seconds(2);
constexpr auto accept_pause = std::chrono::milliseconds(100);

class Connection;

/// One I/O thread with the connections that live on it. Only that thread touches them, but for the time in which a
/// worker has one.
struct Lane {
    asio::io_context context { 1 };
    asio::executor_work_guard<asio::io_context::executor_type> work { context.get_executor() };
    asio::steady_timer sweep { context };
    std::unordered_set<std::shared_ptr<Connection>> connections;
    std::thread thread;
};

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

namespace {

class Connection : public WorkerPool::Task, public std::enable_shared_from_this<Connection> {
public:
    Connection(Transport& transport, Lane& lane, tcp::socket socket, std::string peer)
        : transport_(transport), lane_(lane), socket_(std::move(socket)), peer_(std::move(peer))
    {
    }
    ~Connection() override { account_body(0); }

    void start();
    void run() override; ///< on a worker
    void sweep(SteadyClock::time_point now);
    void abort();

private:
    enum class State { Idle, Head, Body, Handling, Writing, Waiting, Lingering, Closed };

    void enter(State state, std::chrono::milliseconds limit);
    void read();
    void on_read(ErrorCode, std::size_t filled);
    void begin_request();
    void read_head();
    void read_body();
    void dispatch();
    void refuse(int status);

    void begin_response();
    void next_piece();
    std::array<asio::const_buffer, 2> unsent() const;
    void send_what_fits();
    void continue_sending();
    void on_sent_all();
    void end_request();
    void linger();
    void close();
    bool account_body(std::size_t bytes);
    HeadStyle style() const;

    ServerSettings const& settings() const { return transport_.settings; }

    Transport& transport_;
    Lane& lane_;
    tcp::socket socket_;
    std::string peer_;
    State state_ = State::Idle;
    SteadyClock::time_point deadline_ = SteadyClock::time_point::max();

    std::string input_; ///< received and not yet taken
    std::optional<HeadScanner> scanner_;
    std::optional<WireParser> parser_;
    Request request_;
    std::size_t body_limit_ = 0;
    std::size_t accounted_ = 0;
    SteadyClock::time_point started_ {};

    Response response_;
    bool keep_alive_ = false;
    bool failed_ = false;
    std::string head_;          ///< to be sent first: the head, or a piece of a stream
    std::string_view content_;  ///< to be sent after it
    std::size_t sent_ = 0;      ///< of both
    bool is_streaming_ = false;
    Stream::Step step_ = Stream::Step::End;
};

void Connection::start()
{
    lane_.connections.insert(shared_from_this());
    // Who connects and says nothing is a slow header, not an idle customer.
    enter(State::Idle, settings().timeouts.header);
    read();
}

void Connection::enter(State state, std::chrono::milliseconds limit)
{
    state_ = state;
    deadline_ = limit == std::chrono::milliseconds::max() ? SteadyClock::time_point::max()
                                                          : SteadyClock::now() + limit;
}

void Connection::read()
{
    auto const filled = input_.size();
    input_.resize(filled + (state_ == State::Body ? body_piece : head_piece));
    socket_.async_read_some(asio::buffer(input_.data() + filled, input_.size() - filled),
        [self = shared_from_this(), filled](ErrorCode error, std::size_t count) { self->on_read(error, filled + count); });
}

void Connection::on_read(ErrorCode error, std::size_t filled)
{
    input_.resize(filled);
    if (error)
        return close();
    switch (state_) {
    case State::Idle:
        begin_request();
        return read_head();
    case State::Head:
        return read_head();
    case State::Body:
        return read_body();
    case State::Lingering:
        input_.clear();
        return read();
    case State::Handling:
    case State::Writing:
    case State::Waiting:
    case State::Closed:
        break;
    }
}

void Connection::begin_request()
{
    enter(State::Head, settings().timeouts.header);
    request_ = Request {};
    request_.peer = peer_;
    request_.received = settings().clock();
    scanner_.emplace(settings().limits.header_bytes, settings().limits.header_fields);
    started_ = SteadyClock::now();
}

void Connection::read_head()
{
    switch (scanner_->scan(input_)) {
    case HeadScanner::State::Incomplete:
        return read();
    case HeadScanner::State::Malformed:
        return refuse(400);
    case HeadScanner::State::TooLarge:
        return refuse(431);
    case HeadScanner::State::Complete:
        break;
    }
    started_ = SteadyClock::now();
    parser_.emplace(request_, settings().limits.header_bytes);
    if (auto const status = parser_->take_head(std::string_view(input_).substr(0, scanner_->length())))
        return refuse(*status);
    input_.erase(0, scanner_->length());
    body_limit_ = settings().body_limit ? settings().body_limit(request_.method, request_.path)
                                        : settings().limits.body_bytes;
    if (parser_->content_length().value_or(0) > body_limit_)
        return refuse(413);
    if (parser_->is_done())
        return dispatch();
    enter(State::Body, settings().timeouts.body);
    if (parser_->facts().expects_continue && input_.empty()) {
        // Nothing is in the way of 25 bytes, unless the client floods us without reading.
        ErrorCode error;
        socket_.write_some(asio::buffer(std::string_view("HTTP/1.1 100 Continue\r\n\r\n")), error);
        if (error)
            return close();
    }
    read_body();
}

void Connection::read_body()
{
    if (!input_.empty())
        if (auto const status = parser_->take_body(input_, body_limit_))
            return refuse(*status);
    if (!account_body(request_.body.size()))
        return refuse(503);
    if (parser_->is_done())
        return dispatch();
    // What is left over is part of a chunk's head or of the trailer.
    if (input_.size() >= settings().limits.header_bytes)
        return refuse(400);
    read();
}

bool Connection::account_body(std::size_t bytes)
{
    transport_.bodies_bytes += bytes - accounted_;
    accounted_ = bytes;
    return bytes == 0 || transport_.bodies_bytes <= settings().limits.bodies_bytes;
}

void Connection::dispatch()
{
    enter(State::Handling, std::chrono::milliseconds::max());
    keep_alive_ = parser_->facts().keep_alive;
    if (!transport_.pool.offer(shared_from_this()))
        refuse(503);
}

void Connection::refuse(int status)
{
    if (status == 503)
        ++transport_.refused;
    auto const incident = status >= 500 ? incident_number(request_.received) : std::string();
    response_ = failure_response(request_, { status, incident, "refused by the transport" }, settings().on_failure);
    if (status == 503)
        response_.headers.set("Retry-After", "5");
    if (status == 405)
        response_.headers.set("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    keep_alive_ = false;
    begin_response();
    send_what_fits();
    continue_sending();
}

HeadStyle Connection::style() const
{
    return { .http_1_1 = !parser_ || parser_->is_http_1_1(),
        .is_head_request = request_.method == Method::Head,
        .keep_alive = keep_alive_ };
}

void Connection::run()
{
    try {
        if (is_streaming_) {
            next_piece();
        } else {
            response_ = guarded(transport_.handler, request_, settings().on_failure);
            begin_response();
        }
        // Most answers fit into the socket's buffer: they leave from here, without waiting for the I/O thread.
        send_what_fits();
    } catch (...) {
        failed_ = true;
    }
    asio::post(lane_.context, [self = shared_from_this()] { self->continue_sending(); });
}

void Connection::begin_response()
{
    keep_alive_ = keep_alive_ && !transport_.stopping;
    auto const framing = framing_of(response_, style());
    if (framing == Framing::UntilClose)
        keep_alive_ = false;
    head_ = head_of(response_, style(), settings().clock());
    content_ = framing == Framing::Length ? response_.body.text() : std::string_view();
    sent_ = 0;
    is_streaming_ = response_.body.is_stream() && framing != Framing::None;
    step_ = is_streaming_ ? Stream::Step::More : Stream::Step::End;
    ++transport_.requests;
    if (settings().on_access) {
        auto const duration = SteadyClock::now() - started_;
        settings().on_access({ request_, response_.status, content_.size(),
            std::chrono::duration_cast<std::chrono::microseconds>(duration) });
    }
}

void Connection::next_piece()
{
    head_.clear();
    sent_ = 0;
    std::string piece;
    step_ = response_.body.stream().produce(piece);
    if (framing_of(response_, style()) != Framing::Chunked) {
        head_ = std::move(piece);
        return;
    }
    head_ = chunk_of(piece);
    if (step_ == Stream::Step::End)
        head_ += last_chunk;
}

std::array<asio::const_buffer, 2> Connection::unsent() const
{
    auto const of_head = std::min(sent_, head_.size());
    auto const of_content = sent_ - of_head;
    return { asio::buffer(std::string_view(head_).substr(of_head)), asio::buffer(content_.substr(of_content)) };
}

void Connection::send_what_fits()
{
    if (asio::buffer_size(unsent()) == 0)
        return;
    ErrorCode error;
    sent_ += socket_.write_some(unsent(), error);
    failed_ = error && error != asio::error::would_block;
}

void Connection::continue_sending()
{
    if (failed_ || state_ == State::Closed)
        return close();
    if (asio::buffer_size(unsent()) == 0)
        return on_sent_all();
    enter(State::Writing, settings().timeouts.write);
    socket_.async_write_some(unsent(), [self = shared_from_this()](ErrorCode error, std::size_t count) {
        self->sent_ += count;
        self->failed_ = bool(error);
        self->continue_sending();
    });
}

void Connection::on_sent_all()
{
    if (!is_streaming_ || step_ == Stream::Step::End)
        return end_request();
    auto const is_later = step_ == Stream::Step::Later;
    enter(is_later ? State::Waiting : State::Handling, std::chrono::milliseconds::max());
    if (!is_later)
        transport_.pool.add(shared_from_this());
}

void Connection::end_request()
{
    account_body(0);
    request_ = Request {};
    response_ = Response {};
    head_ = {};
    content_ = {};
    sent_ = 0;
    is_streaming_ = false;
    parser_.reset();
    if (!keep_alive_)
        return linger();
    if (!input_.empty()) {
        begin_request();
        return read_head();
    }
    if (input_.capacity() > 2 * head_piece)
        input_ = {};
    enter(State::Idle, settings().timeouts.idle);
    read();
}

void Connection::linger()
{
    // Closing with unread input resets the connection, and the answer may be lost on its way: let the other side
    // close first.
    ErrorCode ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    input_.clear();
    enter(State::Lingering, linger_limit);
    read();
}

void Connection::close()
{
    if (state_ == State::Closed)
        return;
    state_ = State::Closed;
    ErrorCode ignored;
    socket_.close(ignored);
    auto const self = shared_from_this();
    lane_.connections.erase(self);
    transport_.leave_place(peer_);
}

void Connection::sweep(SteadyClock::time_point now)
{
    auto const may_end = transport_.stopping && (state_ == State::Idle || state_ == State::Waiting);
    if (now >= deadline_ || may_end)
        return close();
    if (state_ == State::Waiting) {
        enter(State::Handling, std::chrono::milliseconds::max());
        transport_.pool.add(shared_from_this());
    }
}

void Connection::abort()
{
    // While a worker has the connection, its socket must stay open; shut down, it cannot hold anybody up.
    ErrorCode ignored;
    if (state_ == State::Handling)
        socket_.shutdown(tcp::socket::shutdown_both, ignored);
    else
        close();
}

} // namespace

Transport::Transport(ServerSettings given, Handler handle)
    : settings(std::move(given))
    , handler(std::move(handle))
    , lanes([this] {
        std::vector<std::unique_ptr<Lane>> made;
        for (unsigned count = 0; count < std::max(settings.io_threads, 1u); ++count)
            made.push_back(std::make_unique<Lane>());
        return made;
    }())
    , acceptor(lanes.front()->context)
    , accept_again(lanes.front()->context)
    , pool(settings.workers, settings.limits.queued_requests)
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
        constexpr std::string_view answer
            = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        socket.write_some(asio::buffer(answer), error);
        return;
    }
    socket.set_option(tcp::no_delay(true), error);
    auto connection = std::make_shared<Connection>(*this, lane, std::move(socket), peer);
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
    return { open, transport_->pool.queued(), transport_->pool.running(), transport_->requests, transport_->refused };
}

void Server::stop() { transport_->stop(); }

} // namespace passerelle::http
