#include "platform/http/router.hpp"

#include "base/ensure.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace passerelle::http {
namespace {

constexpr PathWord words[] {
    { "organisations", "organisations", "organisationen", "organisations" },
    { "sites", "sites", "standorte", "sites" },
    { "new", "nouveau", "neu", "new" },
};

enum Page : std::size_t { Root, Home, List, Show, Site, New, Create, Edit, Api, File, About };

Router sample()
{
    Router router(words);
    router.mount(Method::Get, "/", Root);
    router.mount(Method::Get, "/{lang}", Home);
    router.mount(Method::Get, "/{lang}/@organisations", List);
    router.mount(Method::Post, "/{lang}/@organisations", Create);
    router.mount(Method::Get, "/{lang}/@organisations/@new", New);
    router.mount(Method::Get, "/{lang}/@organisations/{organisation}", Show);
    router.mount(Method::Post, "/{lang}/@organisations/{organisation}", Edit);
    router.mount(Method::Get, "/{lang}/@organisations/{organisation}/@sites/{site}", Site);
    router.mount(Method::Get, "/api/v1/organisations/{id}", Api);
    router.mount(Method::Get, "/assets/{file*}", File);
    router.mount(Method::Get, "/{lang}/about/{topic}", About);
    return router;
}

struct Case {
    Method method;
    char const* target;
    Match::Kind kind;
    char const* expected; ///< location, allow, or the captured values
};

std::string captured(Request const& request)
{
    std::string text;
    for (std::size_t place = 0; place < request.captures.count; ++place)
        text += (place > 0 ? "|" : "") + std::string(request.param(request.captures.items[place].name));
    return text;
}

TEST(Router, finds_what_a_request_means)
{
    auto const router = sample();
    using enum Match::Kind;
    Case const cases[] {
        { Method::Get, "/", Found, "" },
        { Method::Get, "/fr", Found, "" },
        { Method::Get, "/de/organisationen/acme", Found, "acme" },
        { Method::Get, "/en/organisations/acme", Found, "acme" },
        { Method::Get, "/fr/organisations/a%2Fb%20c", Found, "a/b c" },
        { Method::Get, "/fr/organisations/acme/sites/s1", Found, "acme|s1" },
        { Method::Get, "/de/organisationen/acme/standorte/s1?x=1", Found, "acme|s1" },
        { Method::Head, "/fr/organisations/acme", Found, "acme" },
        { Method::Get, "/assets/css/a.css", Found, "css/a.css" },
        { Method::Get, "/fr/organisations/neu", Found, "neu" },
        { Method::Post, "/fr/organisations/nouveau", Found, "nouveau" },
        { Method::Get, "/fr/", Redirect, "/fr" },
        { Method::Get, "/fr/organisations/acme/?a=b&a=%2F", Redirect, "/fr/organisations/acme?a=b&a=%2F" },
        { Method::Get, "/fr/organisationen/acme", Redirect, "/fr/organisations/acme" },
        { Method::Get, "/de/organisations", Redirect, "/de/organisationen" },
        { Method::Get, "/de/organisations/a%2fb/sites/s%20/", Redirect,
            "/de/organisationen/a%2Fb/standorte/s%20" },
        { Method::Get, "/de/organisationen/acme/sites/s1", Redirect, "/de/organisationen/acme/standorte/s1" },
        { Method::Delete, "/fr/organisations/acme", MethodNotAllowed, "GET, HEAD, POST, OPTIONS" },
        { Method::Post, "/fr", MethodNotAllowed, "GET, HEAD, OPTIONS" },
        { Method::Put, "/assets/x", MethodNotAllowed, "GET, HEAD, OPTIONS" },
        { Method::Options, "/fr/organisations/acme", Options, "GET, HEAD, POST, OPTIONS" },
        { Method::Get, "/it", NotFound, "" },
        { Method::Get, "/FR", NotFound, "" },
        { Method::Get, "/it/organisations/acme", NotFound, "" },
        { Method::Get, "/fr/unternehmen/acme", NotFound, "" },
        { Method::Get, "//", NotFound, "" },
        { Method::Get, "//evil.example/", NotFound, "" },
        { Method::Get, "/fr//organisations", NotFound, "" },
        { Method::Get, "/fr/organisations//", NotFound, "" },
        { Method::Get, "/fr/about", NotFound, "" },
        { Method::Get, "/assets", NotFound, "" },
        { Method::Get, "/assets/a//", NotFound, "" },
        { Method::Get, "/assets/a%2Fb", NotFound, "" },
        { Method::Get, "/fr/organisations/acme/sites/s1/more", NotFound, "" },
    };
    for (auto const& item : cases) {
        SCOPED_TRACE(std::string(name_of(item.method)) + " " + item.target);
        auto request = Request::of(item.method, item.target);
        auto const match = router.match(request);
        EXPECT_EQ(match.kind, item.kind);
        if (item.kind == Found)
            EXPECT_EQ(captured(request), item.expected);
        else
            EXPECT_EQ(match.location + match.allow, item.expected);
    }
}

TEST(Router, prefers_text_to_a_capture_and_comes_back_where_it_leads_nowhere)
{
    Router router;
    router.mount(Method::Get, "/a/b/c", 1);
    router.mount(Method::Get, "/a/{x}/d", 2);
    router.mount(Method::Get, "/{x*}", 3);
    auto const handler = [&](std::string_view target) {
        auto request = Request::of(Method::Get, target);
        return router.match(request).handler;
    };
    EXPECT_EQ(handler("/a/b/c"), 1u);
    EXPECT_EQ(handler("/a/b/d"), 2u);
    EXPECT_EQ(handler("/a/b/e"), 3u);
}

TEST(Router, gives_the_handler_its_language_and_its_captures)
{
    auto const router = sample();
    auto request = Request::of(Method::Get, "/de/organisationen/acme/standorte/werk-2?q=%C3%A9&q=2");
    EXPECT_EQ(router.match(request).handler, Site);
    EXPECT_EQ(request.lang, Lang::de);
    EXPECT_EQ(request.param("organisation"), "acme");
    EXPECT_EQ(request.param("site"), "werk-2");
    EXPECT_THROW(request.param("other"), Bug);
    EXPECT_EQ(router.pattern_of(request), "/{lang}/@organisations/{organisation}/@sites/{site}");
    EXPECT_EQ(router.alternate(request, Lang::fr), "/fr/organisations/acme/sites/werk-2?q=%C3%A9&q=2");
    // The captures hold where the request goes.
    auto const moved = std::move(request);
    EXPECT_EQ(moved.param("site"), "werk-2");
}

TEST(Router, reads_ids_and_answers_404_for_what_is_none)
{
    struct Organisation;
    auto const router = sample();
    auto request = Request::of(Method::Get, "/api/v1/organisations/0192c5e0-0000-7000-8000-000000000001");
    EXPECT_EQ(router.match(request).handler, Api);
    EXPECT_EQ(request.id<Organisation>("id").text(), "0192c5e0-0000-7000-8000-000000000001");
    EXPECT_EQ(router.alternate(request, Lang::de), request.target());
    auto other = Request::of(Method::Get, "/api/v1/organisations/acme");
    router.match(other);
    EXPECT_THROW(other.id<Organisation>("id"), StatusError);
}

TEST(Router, makes_addresses)
{
    auto const router = sample();
    EXPECT_EQ(router.path("/", Lang::de), "/");
    EXPECT_EQ(router.path("/{lang}", Lang::de), "/de");
    EXPECT_EQ(router.path("/{lang}/@organisations/{organisation}/@sites/{site}", Lang::de, { "a/b", "é" }),
        "/de/organisationen/a%2Fb/standorte/%C3%A9");
    EXPECT_EQ(router.path("/assets/{file*}", Lang::fr, { "css/a b.css" }), "/assets/css/a%20b.css");
    EXPECT_THROW(router.path("/{lang}/elsewhere", Lang::fr), Bug);
    EXPECT_THROW(router.path("/{lang}/@organisations/{organisation}", Lang::fr), Bug);
    EXPECT_THROW(router.path("/{lang}/@organisations/{organisation}", Lang::fr, { "" }), Bug);
}

TEST(Router, finds_again_what_it_made)
{
    auto const router = sample();
    for (std::string_view const value :
        { "acme", "a/b", "été", "a b", "100%", "?#&=+;,", "\\", "...", "%2e%2e" })
        for (auto const lang : interface_langs) {
            auto request = Request::of(
                Method::Get, router.path("/{lang}/@organisations/{organisation}", lang, { value }));
            EXPECT_EQ(router.match(request).handler, Show) << value;
            EXPECT_EQ(request.param("organisation"), value);
        }
}

TEST(Router, refuses_patterns_that_are_wrong_or_taken)
{
    auto const is_refused = [](std::string_view pattern) {
        auto router = sample();
        try {
            router.mount(Method::Get, pattern, 99);
            return false;
        } catch (std::invalid_argument const&) {
            return true;
        }
    };
    for (auto const* pattern : { "", "a", "/a/", "//", "/a//b", "/é", "/a b", "/..", "/@unknown",
             "/@organisations", "/{lang}/@unknown", "/a/{lang}", "/{}", "/{A}", "/a/{x}/{x}", "/{x*}/a",
             "/a%20b", "/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}" })
        EXPECT_TRUE(is_refused(pattern)) << pattern;
    for (auto const* pattern : { "/", "/{lang}", "/{lang}/@organisations/{other}", "/fr",
             "/{lang}/organisationen", "/assets/{other*}", "/{lang}/@organisations/neu", "/de/{x}/intro" })
        EXPECT_TRUE(is_refused(pattern)) << pattern;
    for (auto const* pattern :
        { "/{name}", "/{lang}/{page}", "/{lang}/@organisations/acme", "/{all*}", "/api/{version}" })
        EXPECT_FALSE(is_refused(pattern)) << pattern;
}

TEST(Router, refuses_two_patterns_of_which_neither_is_more_particular)
{
    Router router;
    router.mount(Method::Get, "/a/{x}", 1);
    EXPECT_THROW(router.mount(Method::Get, "/{y}/b", 2), std::invalid_argument);
    router.mount(Method::Post, "/{y}/b", 3);
    router.mount(Method::Get, "/{y}/{z}", 4);
}

TEST(Router, lists_its_routes)
{
    EXPECT_EQ(
        sample().listing().substr(0, 60), "GET     /\nGET     /api/v1/organisations/{id}\nGET     /assets");
    EXPECT_EQ(sample().routes().size(), 11u);
}

TEST(Router, answers_for_itself)
{
    auto const router = sample();
    auto const answer = [&](Method method, std::string_view target) {
        auto request = Request::of(method, target);
        return answer_of(router.match(request));
    };
    EXPECT_EQ(answer(Method::Get, "/nowhere").status, 404);
    EXPECT_EQ(answer(Method::Get, "/fr/").status, 308);
    EXPECT_EQ(answer(Method::Get, "/fr/").header("Location"), "/fr");
    EXPECT_EQ(answer(Method::Delete, "/fr").status, 405);
    EXPECT_EQ(answer(Method::Delete, "/fr").header("Allow"), "GET, HEAD, OPTIONS");
    EXPECT_EQ(answer(Method::Options, "/fr").status, 204);
}

/// The best of some rounds, because the machine has other work too.
std::chrono::steady_clock::duration time_to_find_one_of(int routes)
{
    Router router(words);
    for (int number = 0; number < routes; ++number)
        router.mount(
            Method::Get, "/{lang}/@organisations/{organisation}/part" + std::to_string(number) + "/{x}", 0);
    auto best = std::chrono::steady_clock::duration::max();
    for (int round = 0; round < 10; ++round) {
        auto const start = std::chrono::steady_clock::now();
        for (int count = 0; count < 100; ++count) {
            auto request = Request::of(Method::Get, "/de/organisationen/acme/part7/y");
            EXPECT_EQ(router.match(request).kind, Match::Kind::Found);
        }
        best = std::min(best, std::chrono::steady_clock::now() - start);
    }
    return best;
}

TEST(Router, takes_no_longer_with_many_routes)
{
    EXPECT_LT(time_to_find_one_of(400), 4 * time_to_find_one_of(10));
}

} // namespace
} // namespace passerelle::http
