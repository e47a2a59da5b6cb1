#include "platform/http/server.hpp"
#include "platform/http/tests/raw_client.hpp"

#include <gtest/gtest.h>

namespace passerelle::http {
namespace {

using namespace std::chrono_literals;

ServerSettings small_settings()
{
    ServerSettings settings;
    settings.workers = 2;
    settings.limits.body_bytes = 1000;
    return settings;
}

class OddRequests : public testing::Test {
protected:
    RawAnswer ask(std::string_view bytes) { return RawClient(server_.port()).ask(bytes); }

    Server server_ { small_settings(),
        [](Request& request) { return Response::text(request.path.raw() + " " + request.body); } };
};

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
        { "length and chunked", post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
            400 },
        { "chunked and length", post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n"),
            400 },
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
        { "two encodings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
            400 },
        { "chunked with a tab",
            post("Transfer-Encoding:\x0b"
                 "chunked\r\n",
                "0\r\n\r\n"),
            400 },
        { "chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400 },
        { "chunk extension", post("Transfer-Encoding: chunked\r\n", "3;a=b\r\nabc\r\n0\r\n\r\n"), 400 },
        { "chunk size no number", post("Transfer-Encoding: chunked\r\n", "xyz\r\nabc\r\n0\r\n\r\n"), 400 },
        { "chunk size too large", post("Transfer-Encoding: chunked\r\n", "ffffffffffffffff1\r\n"), 400 },
        { "chunk with a bare LF", post("Transfer-Encoding: chunked\r\n", "3\nabc\n0\n\n\r\n\r\n"), 400 },
        { "chunk longer than said", post("Transfer-Encoding: chunked\r\n", "2\r\nabc\r\n0\r\n\r\n"), 400 },
        { "length in the trailer", post("Transfer-Encoding: chunked\r\n", "0\r\nContent-Length: 5\r\n\r\n"),
            400 },
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
        { "chunks too large",
            post("Transfer-Encoding: chunked\r\n", "3e9\r\n" + std::string(1001, 'x') + "\r\n"), 413 },
    };
}

TEST_F(OddRequests, refuses_odd_requests_and_closes)
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

TEST_F(OddRequests, never_answers_what_hides_behind_an_odd_request)
{
    RawClient client(server_.port());
    auto const answer
        = client.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n"
                     "0\r\n\r\n"
            + get("/smuggled"));
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(client.receive().status, 0);
}

TEST_F(OddRequests, accepts_the_limits_themselves)
{
    EXPECT_EQ(ask(many_fields(99)).status, 200);
    EXPECT_EQ(ask(many_fields(100)).status, 431);
    auto const body = std::string(1000, 'x');
    EXPECT_EQ(ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" + body).body, "/ " + body);
}

} // namespace
} // namespace passerelle::http
