#include "platform/http/server.hpp"

#include "platform/http/tests/raw_client.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <semaphore>
#include <system_error>

namespace passerelle::http {
namespace {

using namespace std::chrono_literals;

/// Says what it was asked, and has a page for each behaviour that a test needs.
Response echo(Request& request)
{
    auto const path = request.path.raw();
    if (path == "/throw")
        throw std::runtime_error("on purpose");
    if (path == "/gone")
        throw StatusError(410, "on purpose");
    if (path == "/large")
        return Response::text(std::string(20 * 1024 * 1024, 'x'));
    if (path == "/stream") {
        auto const left = std::make_shared<int>(5);
        return Response::stream("text/plain", { .produce = [left](std::string& piece) {
            piece = "piece " + std::to_string(*left) + "\n";
            return --*left > 0 ? Stream::Step::More : Stream::Step::End;
        } });
    }
    if (path == "/events") {
        auto const calls = std::make_shared<int>(0);
        return Response::stream("text/event-stream", { .produce = [calls](std::string& piece) {
            if (++*calls % 2 == 0)
                return Stream::Step::Later;
            piece = "data: " + std::to_string(*calls) + "\n\n";
            return *calls < 5 ? Stream::Step::More : Stream::Step::End;
        } });
    }
    return Response::text(std::string(name_of(request.method)) + " " + request.target() + " " + request.body);
}

ServerSettings quick_settings()
{
    ServerSettings settings;
    settings.workers = 2;
    settings.limits.body_bytes = 1000;
    settings.timeouts = { .header = 400ms, .body = 600ms, .idle = 500ms, .write = 500ms, .drain = 2000ms };
    return settings;
}

std::string get(std::string_view path, std::string_view fields = {})
{
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n";
}

class ServerTest : public testing::Test {
protected:
    RawAnswer ask(std::string_view bytes) { return RawClient(server_.port()).ask(bytes); }

    Server server_ { quick_settings(), echo };
};

TEST_F(ServerTest, answers_and_keeps_the_connection)
{
    RawClient client(server_.port());
    for (int round = 0; round < 3; ++round) {
        auto const answer = client.ask(get("/page?a=1"));
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.body, "GET /page?a=1 ");
        EXPECT_TRUE(answer.has("Content-Length: 14\r\n"));
        EXPECT_TRUE(answer.has("Date: "));
    }
    EXPECT_EQ(server_.gauges().connections, 1u);
}

TEST_F(ServerTest, answers_pipelined_requests_in_order)
{
    RawClient client(server_.port());
    std::string many;
    for (int count = 0; count < 50; ++count)
        many += get("/" + std::to_string(count)) + "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
    client.send(many);
    for (int count = 0; count < 50; ++count) {
        EXPECT_EQ(client.receive().body, "GET /" + std::to_string(count) + " ");
        EXPECT_EQ(client.receive().body, "POST /p abc");
    }
}

TEST_F(ServerTest, reads_a_chunked_body_and_forgets_its_trailer)
{
    Server server(quick_settings(), [](Request& request) {
        return Response::text(request.body + (request.headers.has("X-Role") ? " with trailer" : ""));
    });
    RawClient client(server.port());
    auto const answer = client.ask("POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                   "3\r\nabc\r\n2\r\nde\r\n0\r\nX-Role: admin\r\n\r\n");
    EXPECT_EQ(answer.body, "abcde");
    EXPECT_EQ(client.ask(get("/next")).status, 200);
}

TEST_F(ServerTest, reads_a_chunked_body_that_comes_byte_by_byte)
{
    RawClient client(server_.port());
    for (auto const byte : std::string_view("POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                            "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"))
        client.send(std::string_view(&byte, 1));
    EXPECT_EQ(client.receive().body, "POST /c abcde");
}

TEST_F(ServerTest, answers_head_without_a_body)
{
    RawClient client(server_.port());
    client.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n");
    auto const answer = client.receive(true);
    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(answer.has("Content-Length: 8\r\n"));
    EXPECT_EQ(client.ask(get("/next")).body, "GET /next ");
}

TEST_F(ServerTest, closes_where_the_client_asks_for_it)
{
    RawClient client(server_.port());
    auto const answer = client.ask(get("/", "Connection: close\r\n"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(answer.has("Connection: close\r\n"));
    EXPECT_TRUE(client.is_closed_within(200ms));
}

TEST_F(ServerTest, speaks_http_1_0)
{
    RawClient client(server_.port());
    auto const answer = client.ask("GET /old HTTP/1.0\r\n\r\n");
    EXPECT_EQ(answer.body, "GET /old ");
    EXPECT_TRUE(client.is_closed_within(200ms));

    RawClient keeping(server_.port());
    EXPECT_TRUE(keeping.ask("GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").has("Connection: keep-alive\r\n"));
    EXPECT_EQ(keeping.ask(get("/next")).status, 200);
}

TEST_F(ServerTest, sends_a_continue_before_the_body_is_sent)
{
    RawClient client(server_.port());
    client.send("POST /e HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.receive_some(), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(client.ask("abc").body, "POST /e abc");
}

TEST_F(ServerTest, streams_in_chunks_and_goes_on)
{
    RawClient client(server_.port());
    auto const answer = client.ask(get("/stream"));
    EXPECT_TRUE(answer.has("Transfer-Encoding: chunked\r\n"));
    EXPECT_EQ(answer.body, "piece 5\npiece 4\npiece 3\npiece 2\npiece 1\n");
    EXPECT_EQ(client.ask(get("/next")).status, 200);
}

TEST_F(ServerTest, waits_for_events_without_holding_a_worker)
{
    RawClient a(server_.port()), b(server_.port()), c(server_.port());
    for (auto* client : { &a, &b, &c })
        client->send(get("/events"));
    EXPECT_EQ(ask(get("/between")).status, 200);
    for (auto* client : { &a, &b, &c })
        EXPECT_EQ(client->receive().body, "data: 1\n\ndata: 3\n\ndata: 5\n\n");
}

TEST_F(ServerTest, streams_until_close_for_http_1_0)
{
    RawClient client(server_.port());
    client.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    auto const answer = client.receive();
    EXPECT_TRUE(answer.has("Connection: close\r\n"));
    EXPECT_FALSE(answer.has("Transfer-Encoding"));
    EXPECT_TRUE(client.is_closed_within(500ms));
}

TEST_F(ServerTest, makes_an_error_page_with_an_incident_number_of_what_a_handler_throws)
{
    auto const failed = ask(get("/throw"));
    EXPECT_EQ(failed.status, 500);
    EXPECT_EQ(failed.body.find("on purpose"), std::string::npos);
    EXPECT_EQ(failed.body.size(), std::string("500 Internal Server Error\n0123456789\n").size());
    EXPECT_EQ(ask(get("/gone")).status, 410);
}

struct OddRequest {
    char const* name;
    std::string bytes;
    int status;
};

std::string many_fields(int count)
{
    std::string fields;
    for (int number = 0; number < count; ++number)
        fields += "X-" + std::to_string(number) + ": y\r\n";
    return get("/", fields);
}

std::vector<OddRequest> odd_requests()
{
    auto const post = [](std::string_view fields, std::string_view body = {}) {
        return "POST / HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n" + std::string(body);
    };
    return {
        { "length and chunked", post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400 },
        { "chunked and length", post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n"), 400 },
        { "two different lengths", post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), 400 },
        { "two equal lengths", post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), 400 },
        { "lengths in a list", post("Content-Length: 3, 3\r\n", "abc"), 400 },
        { "signed length", post("Content-Length: +3\r\n", "abc"), 400 },
        { "negative length", post("Content-Length: -3\r\n", "abc"), 400 },
        { "endless length", post("Content-Length: 99999999999999999999\r\n"), 400 },
        { "length in hex", post("Content-Length: 0x3\r\n", "abc"), 400 },
        { "unknown encoding", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 400 },
        { "chunked, identity", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), 400 },
        { "gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 400 },
        { "two encodings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400 },
        { "chunked with a tab", post("Transfer-Encoding:\x0b" "chunked\r\n", "0\r\n\r\n"), 400 },
        { "chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400 },
        { "chunk extension", post("Transfer-Encoding: chunked\r\n", "3;a=b\r\nabc\r\n0\r\n\r\n"), 400 },
        { "chunk size no number", post("Transfer-Encoding: chunked\r\n", "xyz\r\nabc\r\n0\r\n\r\n"), 400 },
        { "chunk size too large", post("Transfer-Encoding: chunked\r\n", "ffffffffffffffff1\r\n"), 400 },
        { "chunk with a bare LF", post("Transfer-Encoding: chunked\r\n", "3\nabc\n0\n\n\r\n\r\n"), 400 },
        { "chunk longer than said", post("Transfer-Encoding: chunked\r\n", "2\r\nabc\r\n0\r\n\r\n"), 400 },
        { "length in the trailer", post("Transfer-Encoding: chunked\r\n", "0\r\nContent-Length: 5\r\n\r\n"), 400 },
        { "no host", "GET / HTTP/1.1\r\n\r\n", 400 },
        { "two hosts", get("/", "Host: b\r\n"), 400 },
        { "host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400 },
        { "host with a user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400 },
        { "empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400 },
        { "folded field", get("/", "X: a\r\n b\r\n"), 400 },
        { "folded with a tab", get("/", "X: a\r\n\tb\r\n"), 400 },
        { "blank before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400 },
        { "bare LF everywhere", "GET / HTTP/1.1\nHost: a\n\n", 400 },
        { "one bare LF", "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", 400 },
        { "bare CR", get("/", "X: a\rY: b\r\n"), 400 },
        { "NUL in a value", get("/", std::string("X: a\0b\r\n", 8)), 400 },
        { "NUL in a name", get("/", std::string("X\0: ab\r\n", 8)), 400 },
        { "blank before the colon", get("/", "X : a\r\n"), 400 },
        { "no colon", get("/", "X\r\n"), 400 },
        { "empty name", get("/", ": a\r\n"), 400 },
        { "no version", "GET /\r\nHost: a\r\n\r\n", 400 },
        { "two blanks", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "blank in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 505 },
        { "empty line first", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "nonsense", "\x16\x03\x01\x02\r\n\r\n", 400 },
        { "version 2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505 },
        { "version 1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505 },
        { "small letters", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 501 },
        { "unknown method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501 },
        { "trace", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405 },
        { "connect", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 405 },
        { "target without a slash", "GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "broken escape", get("/%zz"), 400 },
        { "escaped NUL", get("/a%00b"), 400 },
        { "escaped CR", get("/a%0d%0ab"), 400 },
        { "no UTF-8", get("/%ff"), 400 },
        { "two dots", get("/a/../b"), 400 },
        { "escaped dots", get("/a/%2e%2E/b"), 400 },
        { "fragment", get("/a#b"), 400 },
        { "broken query", get("/?a=%f"), 400 },
        { "user in the target", "GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "other expectation", post("Content-Length: 3\r\nExpect: tea\r\n", "abc"), 417 },
        { "500 fields", many_fields(500), 431 },
        { "100 kB header", get("/", "X: " + std::string(100'000, 'y') + "\r\n"), 431 },
        { "100 kB target", get("/" + std::string(100'000, 'y')), 431 },
        { "declared too large", post("Content-Length: 2000000000\r\n"), 413 },
        { "one byte too large", post("Content-Length: 1001\r\n"), 413 },
        { "chunks too large", post("Transfer-Encoding: chunked\r\n", "3e9\r\n" + std::string(1001, 'x') + "\r\n"), 413 },
    };
}

TEST_F(ServerTest, refuses_odd_requests_and_closes)
{
    for (auto const& odd : odd_requests()) {
        SCOPED_TRACE(odd.name);
        RawClient client(server_.port());
        auto const answer = client.ask(odd.bytes);
        EXPECT_EQ(answer.status, odd.status);
        EXPECT_TRUE(answer.has("Connection: close\r\n"));
        client.close_sending();
        EXPECT_TRUE(client.is_closed_within(1000ms));
    }
}

TEST_F(ServerTest, never_answers_what_hides_behind_an_odd_request)
{
    RawClient client(server_.port());
    auto const answer = client.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n"
                                   "0\r\n\r\n" + get("/smuggled"));
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(client.receive().status, 0);
}

TEST_F(ServerTest, accepts_the_limits_themselves)
{
    EXPECT_EQ(ask(many_fields(99)).status, 200);
    EXPECT_EQ(ask(many_fields(100)).status, 431);
    auto const body = std::string(1000, 'x');
    EXPECT_EQ(ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" + body).body, "POST / " + body);
}

TEST_F(ServerTest, takes_the_host_of_an_absolute_target)
{
    Server server(quick_settings(), [](Request& request) { return Response::text(request.host + request.path.raw()); });
    EXPECT_EQ(RawClient(server.port()).ask("GET http://evil.example HTTP/1.1\r\nHost: a\r\n\r\n").body, "evil.example/");
    EXPECT_EQ(RawClient(server.port()).ask("GET HTTPS://b:8/x?y HTTP/1.1\r\nHost: a\r\n\r\n").body, "b:8/x");
}

TEST_F(ServerTest, cuts_a_header_that_trickles)
{
    RawClient client(server_.port());
    auto const start = std::chrono::steady_clock::now();
    auto const bytes = get("/slow", "X: " + std::string(100, 'y') + "\r\n");
    bool is_cut = false;
    for (auto const byte : bytes) {
        client.send(std::string_view(&byte, 1));
        if ((is_cut = client.is_closed_within(50ms)))
            break;
    }
    EXPECT_TRUE(is_cut);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 1500ms);
}

TEST_F(ServerTest, cuts_a_body_that_stalls_and_a_connection_that_says_nothing)
{
    RawClient stalled(server_.port());
    stalled.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
    RawClient silent(server_.port());
    EXPECT_TRUE(stalled.is_closed_within(1500ms));
    EXPECT_TRUE(silent.is_closed_within(1500ms));
}

TEST_F(ServerTest, closes_an_idle_connection)
{
    RawClient client(server_.port());
    EXPECT_EQ(client.ask(get("/")).status, 200);
    EXPECT_FALSE(client.is_closed_within(200ms));
    EXPECT_TRUE(client.is_closed_within(1500ms));
}

TEST_F(ServerTest, drops_a_client_that_does_not_read)
{
    RawClient client(server_.port());
    client.send(get("/large"));
    std::this_thread::sleep_for(1200ms);
    EXPECT_EQ(server_.gauges().connections, 0u);
}

TEST_F(ServerTest, sends_a_large_answer_in_full)
{
    auto const answer = ask(get("/large"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body.size(), 20u * 1024 * 1024);
}

TEST(Server, serves_others_while_hundreds_of_connections_are_half_open)
{
    auto settings = quick_settings();
    settings.timeouts.header = 5000ms;
    Server server(settings, echo);
    std::vector<std::unique_ptr<RawClient>> half_open;
    for (int count = 0; count < 400; ++count) {
        half_open.push_back(std::make_unique<RawClient>(server.port()));
        half_open.back()->send("GET / HTTP/1.1\r\nHo");
    }
    auto const start = std::chrono::steady_clock::now();
    for (int count = 0; count < 20; ++count)
        EXPECT_EQ(RawClient(server.port()).ask(get("/")).status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 1000ms);
}

/// A handler that waits until it is let go.
struct Gate {
    std::counting_semaphore<> entered { 0 }, open { 0 };

    Handler handler()
    {
        return [this](Request& request) {
            if (request.path.raw() == "/wait") {
                entered.release();
                open.acquire();
            }
            return Response::text("done");
        };
    }
};

TEST(Server, finishes_what_is_under_way_when_it_stops)
{
    Gate gate;
    Server server(quick_settings(), gate.handler());
    RawClient waiting(server.port()), idle(server.port());
    EXPECT_EQ(idle.ask(get("/")).status, 200);
    waiting.send(get("/wait"));
    gate.entered.acquire();

    auto stopped = std::async(std::launch::async, [&] { server.stop(); });
    EXPECT_TRUE(idle.is_closed_within(400ms));
    EXPECT_FALSE(RawClient(server.port()).is_connected());
    EXPECT_EQ(stopped.wait_for(0ms), std::future_status::timeout);

    gate.open.release();
    auto const answer = waiting.receive();
    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(answer.has("Connection: close\r\n"));
    // The server waits for this side to close, no longer than a moment.
    waiting.close_sending();
    EXPECT_EQ(stopped.wait_for(3s), std::future_status::ready);
}

TEST(Server, does_not_wait_longer_than_the_drain_limit_for_slow_clients)
{
    auto settings = quick_settings();
    settings.timeouts = { .header = 60s, .body = 60s, .idle = 60s, .write = 60s, .drain = 300ms };
    Server server(settings, echo);
    RawClient slow(server.port()), deaf(server.port());
    slow.send("GET / HTTP/1.1\r\nHo");
    deaf.send(get("/large"));
    std::this_thread::sleep_for(100ms);
    auto const start = std::chrono::steady_clock::now();
    server.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - start, 1500ms);
}

TEST(Server, says_503_when_the_queue_is_full)
{
    Gate gate;
    auto settings = quick_settings();
    settings.workers = 1;
    settings.limits.queued_requests = 1;
    Server server(settings, gate.handler());
    RawClient running(server.port()), queued(server.port()), late(server.port());
    running.send(get("/wait"));
    gate.entered.acquire();
    queued.send(get("/"));
    while (server.gauges().queued == 0)
        std::this_thread::sleep_for(1ms);
    auto const answer = late.ask(get("/"));
    EXPECT_EQ(answer.status, 503);
    EXPECT_TRUE(answer.has("Retry-After: 5\r\n"));
    gate.open.release();
    EXPECT_EQ(running.receive().status, 200);
    EXPECT_EQ(queued.receive().status, 200);
    EXPECT_EQ(server.gauges().refused, 1u);
}

TEST(Server, turns_connections_away_above_its_limits)
{
    auto settings = quick_settings();
    settings.limits.connections_per_peer = 2;
    Server server(settings, echo);
    auto first = std::make_unique<RawClient>(server.port());
    RawClient second(server.port());
    EXPECT_EQ(first->ask(get("/")).status, 200);
    EXPECT_EQ(second.ask(get("/")).status, 200);
    EXPECT_EQ(RawClient(server.port()).ask({}).status, 503);
    first.reset();
    std::this_thread::sleep_for(50ms);
    EXPECT_EQ(RawClient(server.port()).ask(get("/")).status, 200);
}

TEST(Server, lets_an_address_have_larger_bodies)
{
    auto settings = quick_settings();
    settings.limits.bodies_bytes = 100'000;
    settings.body_limit = [](Method method, Path const& path) {
        return method == Method::Post && path.raw() == "/upload" ? std::size_t { 1'000'000 } : std::size_t { 10 };
    };
    Server server(settings, [](Request& request) { return Response::text(std::to_string(request.body.size())); });
    auto const post = [&](std::string_view path, std::size_t size) {
        return RawClient(server.port()).ask("POST " + std::string(path) + " HTTP/1.1\r\nHost: a\r\nContent-Length: "
            + std::to_string(size) + "\r\n\r\n" + std::string(size, 'x'));
    };
    EXPECT_EQ(post("/upload", 90'000).body, "90000");
    EXPECT_EQ(post("/other", 11).status, 413);
    EXPECT_EQ(post("/upload", 200'000).status, 503) << "more than all bodies together may take";
    EXPECT_EQ(post("/upload", 90'000).body, "90000") << "what was taken is given back";
}

TEST(Server, tells_each_answer_to_the_access_log)
{
    std::atomic<int> answered { 0 }, refused { 0 };
    auto settings = quick_settings();
    settings.on_access = [&](Access const& access) {
        answered += access.status == 200 && access.request.path.raw() == "/logged" && access.bytes == 5;
        refused += access.status == 400;
    };
    Server server(settings, [](Request&) { return Response::text("12345"); });
    RawClient(server.port()).ask(get("/logged"));
    RawClient(server.port()).ask("nonsense\r\n\r\n");
    EXPECT_EQ(answered, 1);
    EXPECT_EQ(refused, 1);
}

TEST(Server, shows_the_given_error_page_for_what_the_transport_refuses)
{
    auto settings = quick_settings();
    settings.on_failure = [](Request const&, Failure const& failure) {
        return Response::html("<p>" + std::to_string(failure.status), failure.status).with("X-Ours", "yes");
    };
    Server server(settings, echo);
    auto const answer = RawClient(server.port()).ask("GET / HTTP/1.1\r\n\r\n");
    EXPECT_EQ(answer.body, "<p>400");
    EXPECT_TRUE(answer.has("X-Ours: yes\r\n"));
}

TEST(Server, says_which_address_it_cannot_listen_at)
{
    Server server(quick_settings(), echo);
    auto settings = quick_settings();
    settings.port = server.port();
    // SO_REUSEADDR does not allow two listeners.
    EXPECT_THROW(Server(settings, echo), std::system_error);
    settings.host = "not an address";
    EXPECT_THROW(Server(settings, echo), std::system_error);
}

TEST(Server, works_with_several_io_threads_under_load)
{
    auto settings = quick_settings();
    settings.io_threads = 2;
    settings.workers = 4;
    Server server(settings, echo);
    std::vector<std::future<int>> clients;
    for (int client = 0; client < 8; ++client)
        clients.push_back(std::async(std::launch::async, [&] {
            RawClient connection(server.port());
            int good = 0;
            for (int count = 0; count < 200; ++count)
                good += connection.ask(get("/n")).body == "GET /n ";
            return good;
        }));
    for (auto& client : clients)
        EXPECT_EQ(client.get(), 200);
    EXPECT_EQ(server.gauges().requests, 1600u);
}

} // namespace
} // namespace passerelle::http
