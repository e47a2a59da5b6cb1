#include "platform/http/response_head.hpp"
#include "platform/http/transport.hpp"
#include "platform/http/wire_parser.hpp"

#include <boost/asio/post.hpp>

#include <optional>

namespace passerelle::http {
namespace {

constexpr std::size_t head_piece = 2 * 1024;
constexpr std::size_t body_piece = 16 * 1024;
constexpr auto linger_limit = std::chrono::seconds(2);

class HttpConnection : public Connection, public std::enable_shared_from_this<HttpConnection> {
public:
    HttpConnection(Transport& transport, Lane& lane, tcp::socket socket, std::string peer)
        : transport_(transport),
          lane_(lane),
          socket_(std::move(socket)),
          peer_(std::move(peer))
    {
    }
    ~HttpConnection() override { account_body(0); }

    void start() override;
    void run() override; ///< on a worker
    void sweep(SteadyClock::time_point now) override;
    void abort() override;

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
    std::string head_;         ///< to be sent first: the head, or a piece of a stream
    std::string_view content_; ///< to be sent after it
    std::size_t sent_ = 0;     ///< of both
    bool is_streaming_ = false;
    Stream::Step step_ = Stream::Step::End;
    std::uint64_t streamed_ = 0;
};

void HttpConnection::start()
{
    lane_.connections.insert(shared_from_this());
    // Who connects and says nothing is a slow header, not an idle customer.
    enter(State::Idle, settings().timeouts.header);
    read();
}

void HttpConnection::enter(State state, std::chrono::milliseconds limit)
{
    state_ = state;
    deadline_ = limit == std::chrono::milliseconds::max() ? SteadyClock::time_point::max()
                                                          : SteadyClock::now() + limit;
}

void HttpConnection::read()
{
    auto const filled = input_.size();
    input_.resize(filled + (state_ == State::Body ? body_piece : head_piece));
    socket_.async_read_some(asio::buffer(input_.data() + filled, input_.size() - filled),
        [self = shared_from_this(), filled](
            ErrorCode error, std::size_t count) { self->on_read(error, filled + count); });
}

void HttpConnection::on_read(ErrorCode error, std::size_t filled)
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

void HttpConnection::begin_request()
{
    enter(State::Head, settings().timeouts.header);
    request_ = Request {};
    request_.peer = peer_;
    request_.received = settings().clock();
    scanner_.emplace(settings().limits.header_bytes, settings().limits.header_fields);
    started_ = SteadyClock::now();
}

void HttpConnection::read_head()
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

void HttpConnection::read_body()
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

bool HttpConnection::account_body(std::size_t bytes)
{
    transport_.bodies_bytes += bytes - accounted_;
    accounted_ = bytes;
    return bytes == 0 || transport_.bodies_bytes <= settings().limits.bodies_bytes;
}

void HttpConnection::dispatch()
{
    enter(State::Handling, std::chrono::milliseconds::max());
    keep_alive_ = parser_->facts().keep_alive;
    if (!transport_.pool.offer(shared_from_this()))
        refuse(503);
}

void HttpConnection::refuse(int status)
{
    if (status == 503)
        ++transport_.refused;
    auto const incident = status >= 500 ? incident_number(request_.received) : std::string();
    response_
        = failure_response(request_, { status, incident, "refused by the transport" }, settings().on_failure);
    if (status == 503)
        response_.headers.set("Retry-After", "5");
    if (status == 405)
        response_.headers.set("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    keep_alive_ = false;
    begin_response();
    send_what_fits();
    continue_sending();
}

HeadStyle HttpConnection::style() const
{
    return { .http_1_1 = !parser_ || parser_->is_http_1_1(),
        .is_head_request = request_.method == Method::Head,
        .keep_alive = keep_alive_ };
}

void HttpConnection::run()
{
    try {
        if (is_streaming_) {
            next_piece();
        } else {
            response_ = guarded(transport_.handler, request_, settings().on_failure);
            begin_response();
        }
        // Most answers fit into the socket's buffer: they leave from here, without waiting for the I/O
        // thread.
        send_what_fits();
    } catch (...) {
        failed_ = true;
    }
    asio::post(lane_.context, [self = shared_from_this()] { self->continue_sending(); });
}

void HttpConnection::begin_response()
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
    streamed_ = 0;
    ++transport_.requests;
    if (settings().on_access) {
        auto const duration = SteadyClock::now() - started_;
        settings().on_access({ request_, response_.status, content_.size(),
            std::chrono::duration_cast<std::chrono::microseconds>(duration) });
    }
}

void HttpConnection::next_piece()
{
    head_.clear();
    sent_ = 0;
    std::string piece;
    step_ = response_.body.stream().produce(piece);
    if (framing_of(response_, style()) != Framing::Chunked) {
        head_ = std::move(piece);
        streamed_ += head_.size();
        auto const promised = response_.body.stream().length.value_or(streamed_);
        // The client must notice: what comes next on this connection would be taken for the missing bytes.
        keep_alive_ = keep_alive_ && (step_ != Stream::Step::End || streamed_ == promised);
        failed_ = streamed_ > promised;
        return;
    }
    head_ = chunk_of(piece);
    if (step_ == Stream::Step::End)
        head_ += last_chunk;
}

std::array<asio::const_buffer, 2> HttpConnection::unsent() const
{
    auto const of_head = std::min(sent_, head_.size());
    auto const of_content = sent_ - of_head;
    return { asio::buffer(std::string_view(head_).substr(of_head)),
        asio::buffer(content_.substr(of_content)) };
}

void HttpConnection::send_what_fits()
{
    if (failed_ || asio::buffer_size(unsent()) == 0)
        return;
    ErrorCode error;
    sent_ += socket_.write_some(unsent(), error);
    failed_ = error && error != asio::error::would_block;
}

void HttpConnection::continue_sending()
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

void HttpConnection::on_sent_all()
{
    if (!is_streaming_ || step_ == Stream::Step::End)
        return end_request();
    auto const is_later = step_ == Stream::Step::Later;
    enter(is_later ? State::Waiting : State::Handling, std::chrono::milliseconds::max());
    if (!is_later)
        transport_.pool.add(shared_from_this());
}

void HttpConnection::end_request()
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

void HttpConnection::linger()
{
    // Closing with unread input resets the connection, and the answer may be lost on its way: let the other
    // side close first.
    ErrorCode ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    input_.clear();
    enter(State::Lingering, linger_limit);
    read();
}

void HttpConnection::close()
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

void HttpConnection::sweep(SteadyClock::time_point now)
{
    auto const may_end = transport_.stopping && (state_ == State::Idle || state_ == State::Waiting);
    if (now >= deadline_ || may_end)
        return close();
    if (state_ == State::Waiting) {
        enter(State::Handling, std::chrono::milliseconds::max());
        transport_.pool.add(shared_from_this());
    }
}

void HttpConnection::abort()
{
    // While a worker has the connection, its socket must stay open; shut down, it cannot hold anybody up.
    ErrorCode ignored;
    if (state_ == State::Handling)
        socket_.shutdown(tcp::socket::shutdown_both, ignored);
    else
        close();
}

} // namespace

std::shared_ptr<Connection> make_connection(
    Transport& transport, Lane& lane, tcp::socket socket, std::string peer)
{
    return std::make_shared<HttpConnection>(transport, lane, std::move(socket), std::move(peer));
}

} // namespace passerelle::http
