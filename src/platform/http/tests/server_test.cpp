#include "platform/http/server.hpp"

#include "platform/http/tests/raw_client.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <unistd.h>

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
    if (path == "/promised" || path == "/short" || path == "/long") {
        auto const size = std::size_t(path == "/promised" ? 10 : path == "/short" ? 9 : 11);
        return Response::stream("text/plain",
            { .produce =
                    [size](std::string& piece) {
                        piece.assign(size, 'x');
                        return Stream::Step::End;
                    },
                .length = 10 });
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
        many += get("/" + std::to_string(count))
            + "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
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
    for (auto const byte :
        std::string_view("POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
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
    EXPECT_TRUE(
        keeping.ask("GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").has("Connection: keep-alive\r\n"));
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

TEST_F(ServerTest, keeps_the_promise_of_a_length_or_closes)
{
    RawClient kept(server_.port());
    EXPECT_EQ(kept.ask(get("/promised")).body, "xxxxxxxxxx");
    EXPECT_EQ(kept.ask(get("/next")).status, 200);
    for (auto const* broken : { "/short", "/long" }) {
        RawClient client(server_.port());
        client.send(get(broken) + get("/next"));
        EXPECT_EQ(client.receive().status, 0) << "never complete";
    }
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

TEST_F(ServerTest, takes_the_host_of_an_absolute_target)
{
    Server server(
        quick_settings(), [](Request& request) { return Response::text(request.host + request.path.raw()); });
    EXPECT_EQ(RawClient(server.port()).ask("GET http://evil.example HTTP/1.1\r\nHost: a\r\n\r\n").body,
        "evil.example/");
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
        return method == Method::Post && path.raw() == "/upload" ? std::size_t { 1'000'000 }
                                                                 : std::size_t { 10 };
    };
    Server server(
        settings, [](Request& request) { return Response::text(std::to_string(request.body.size())); });
    auto const post = [&](std::string_view path, std::size_t size) {
        return RawClient(server.port())
            .ask("POST " + std::string(path) + " HTTP/1.1\r\nHost: a\r\nContent-Length: "
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

double processor_seconds()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

TEST(Server, waits_where_there_are_no_files_left_and_comes_back)
{
    auto settings = quick_settings();
    settings.limits.connections = 10;
    Server server(settings, echo);
    rlimit before {};
    getrlimit(RLIMIT_NOFILE, &before);
    auto few = before;
    few.rlim_cur = 200;
    setrlimit(RLIMIT_NOFILE, &few);
    std::vector<int> files;
    for (int file = dup(0); file >= 0; file = dup(0))
        files.push_back(file);
    close(files.back());
    files.pop_back();

    RawClient client(server.port()); // takes the last one; the kernel connects it all the same
    EXPECT_TRUE(client.is_connected());
    client.send(get("/"));
    auto const start = processor_seconds();
    std::this_thread::sleep_for(500ms);
    EXPECT_LT(processor_seconds() - start, 0.25);

    for (auto const file : files)
        close(file);
    EXPECT_EQ(client.receive().status, 200);
    setrlimit(RLIMIT_NOFILE, &before);
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
