// sources: src/platform/http/router.cpp src/platform/http/route_pattern.cpp src/platform/http/request.cpp
// sources: src/platform/http/request_head.cpp src/platform/http/response.cpp src/platform/http/body.cpp
// sources: src/platform/http/headers.cpp src/platform/http/path.cpp src/platform/http/percent.cpp
// sources: src/platform/http/query.cpp src/platform/http/status.cpp src/base/text.cpp src/base/lang.cpp
// sources: src/base/id.cpp src/base/bytes.cpp src/base/ensure.cpp src/base/time.cpp
#include "platform/http/request_head.hpp"
#include "platform/http/router.hpp"

#include <cstdint>
#include <cstdlib>

using namespace passerelle;

namespace {

void expect(bool holds)
{
    if (!holds)
        std::abort();
}

constexpr http::PathWord words[] {
    { "organisations", "organisations", "organisationen", "organisations" },
    { "sites", "sites", "standorte", "sites" },
};

http::Router const& router()
{
    static http::Router const mounted = [] {
        http::Router made(words);
        made.mount(http::Method::Get, "/", 0);
        made.mount(http::Method::Get, "/{lang}", 1);
        made.mount(http::Method::Get, "/{lang}/@organisations", 2);
        made.mount(http::Method::Post, "/{lang}/@organisations/{organisation}", 3);
        made.mount(http::Method::Get, "/{lang}/@organisations/{organisation}/@sites/{site}", 4);
        made.mount(http::Method::Get, "/assets/{file*}", 5);
        made.mount(http::Method::Get, "/api/{version}/x", 6);
        return made;
    }();
    return mounted;
}

void check_match(http::Request request)
{
    auto const match = router().match(request);
    if (match.kind == http::Match::Kind::Redirect) {
        // A redirect stays here and leads to a page at once.
        expect(match.location.starts_with('/') && !match.location.starts_with("//"));
        auto again = http::Request::of(request.method, match.location);
        expect(router().match(again).kind == http::Match::Kind::Found);
    }
    if (match.kind == http::Match::Kind::Found) {
        for (std::size_t place = 0; place < request.captures.count; ++place)
            expect(!request.param(request.captures.items[place].name).empty());
        auto other = http::Request::of(request.method, router().alternate(request, Lang::de));
        expect(router().match(other).handler == match.handler);
    }
}

} // namespace

/// A request head, or (without a line end) only its target.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const input(reinterpret_cast<char const*>(data), size);
    http::HeadScanner whole(4096, 20), in_pieces(4096, 20);
    auto state = http::HeadScanner::State::Incomplete;
    for (std::size_t length = 0; length <= size && state == http::HeadScanner::State::Incomplete; ++length)
        state = in_pieces.scan(input.substr(0, length));
    expect(whole.scan(input) == state);
    if (state == http::HeadScanner::State::Complete)
        expect(whole.length() == in_pieces.length() && whole.length() <= size);

    for (auto const method :
        { http::Method::Get, http::Method::Head, http::Method::Post, http::Method::Options }) {
        http::Request request;
        request.method = method;
        if (!http::read_target(input, request))
            check_match(std::move(request));
    }
    return 0;
}
