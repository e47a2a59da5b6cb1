#include "base/ensure.hpp"
#include "platform/http/cookie.hpp"
#include "platform/http/failure.hpp"
#include "platform/http/message.hpp"
#include "platform/http/percent.hpp"
#include "platform/http/response_head.hpp"

#include <gtest/gtest.h>

namespace passerelle::http {
namespace {

TEST(Headers, are_found_without_case_and_kept_in_order)
{
    Headers headers;
    headers.add("Vary", "Accept");
    headers.add("vary", "Cookie, Accept-Encoding;x");
    EXPECT_EQ(headers.get("VARY"), "Accept");
    EXPECT_EQ(headers.count("Vary"), 2u);
    EXPECT_TRUE(headers.lists("Vary", "accept-encoding"));
    EXPECT_FALSE(headers.lists("Vary", "Accept-Enc"));
    headers.set("Vary", "*");
    EXPECT_EQ(headers.size(), 1u);
    EXPECT_EQ(headers.get("Vary"), "*");
    headers.remove("vARY");
    EXPECT_TRUE(headers.empty());
}

TEST(Headers, cannot_be_split_by_what_they_carry)
{
    Headers headers;
    EXPECT_THROW(headers.add("Location", "/a\r\nSet-Cookie: x"), Bug);
    EXPECT_THROW(headers.add("Location", "/a\nb"), Bug);
    EXPECT_THROW(headers.add("Location", std::string_view("/a\0b", 4)), Bug);
    EXPECT_THROW(headers.add("Bad name", "x"), Bug);
    EXPECT_THROW(headers.add("", "x"), Bug);
}

TEST(Percent, decodes_once_and_refuses_what_is_no_text)
{
    EXPECT_EQ(percent_decode("d%C3%A9colletage"), "décolletage");
    EXPECT_EQ(percent_decode("%2541"), "%41");
    EXPECT_EQ(percent_decode("a+b"), "a+b");
    EXPECT_EQ(form_decode("a+b%2B"), "a b+");
    for (auto const* broken : { "%", "%4", "%4g", "%00", "%ff", "%c3", "%ed%a0%80", "%c0%af" })
        EXPECT_EQ(percent_decode(broken), std::nullopt) << broken;
    EXPECT_EQ(percent_encode("é/ ?&=#%+~a-b_c.d"), "%C3%A9%2F%20%3F%26%3D%23%25%2B~a-b_c.d");
}

TEST(Path, is_taken_apart_before_it_is_decoded)
{
    auto const path = Path::parse("/fr/a%2Fb/c%20d/");
    ASSERT_TRUE(path);
    EXPECT_EQ(path->size(), 3u);
    EXPECT_EQ((*path)[0], "fr");
    EXPECT_EQ((*path)[1], "a/b");
    EXPECT_EQ((*path)[2], "c d");
    EXPECT_EQ(path->from(1), "a/b/c d");
    EXPECT_TRUE(path->has_trailing_slash());
    EXPECT_EQ(path->raw(), "/fr/a%2Fb/c%20d/");
    EXPECT_EQ(Path::parse("/")->size(), 0u);
    EXPECT_FALSE(Path::parse("/")->has_trailing_slash());
    EXPECT_EQ(Path::parse("//")->size(), 1u);
    EXPECT_EQ(Path::parse("/a//b")->size(), 3u);
    for (auto const* refused : { "", "a", "/..", "/a/./b", "/%2e%2e/", "/%0a", "/%7f", "/%", "/%fe" })
        EXPECT_FALSE(Path::parse(refused)) << refused;
}

TEST(Fields, are_read_decoded_and_written_again)
{
    auto const fields = Fields::parse("q=%C3%A9t%C3%A9&kind=a&kind=b&&empty&x=1=2");
    ASSERT_TRUE(fields);
    EXPECT_EQ(fields->size(), 5u);
    EXPECT_EQ(fields->one("q"), "été");
    EXPECT_EQ(fields->all("kind"), (std::vector<std::string_view> { "a", "b" }));
    EXPECT_EQ(fields->one("empty"), "");
    EXPECT_EQ(fields->one("x"), "1=2");
    EXPECT_EQ(fields->one("missing"), std::nullopt);
    EXPECT_EQ(fields->text("missing"), "");
    EXPECT_EQ(fields->encoded(), "q=%C3%A9t%C3%A9&kind=a&kind=b&empty=&x=1%3D2");
}

TEST(Fields, refuse_a_single_value_that_came_twice)
{
    auto const fields = Fields::parse("page=1&page=2").value();
    try {
        (void)fields.one("page");
        FAIL();
    } catch (StatusError const& error) {
        EXPECT_EQ(error.status(), 400);
    }
}

TEST(Fields, refuse_broken_text_and_floods)
{
    for (auto const* broken : { "a=%", "%zz=1", "a=%00", "a=%ff", "a=\xff" })
        EXPECT_EQ(Fields::parse(broken).refusal(), FieldsRefused::BadEscape) << broken;
    EXPECT_EQ(Fields::parse("a&b&c", 2).refusal(), FieldsRefused::TooMany);
    EXPECT_TRUE(Fields::parse("a&b&c", 3));
    EXPECT_TRUE(Fields::parse("")->empty());
}

TEST(Fields, make_the_links_of_facets)
{
    auto query = Fields::parse("kind=a&kind=b&page=3").value();
    query.remove("kind", "a");
    query.remove("page");
    query.add("place", "Bienne/Biel");
    EXPECT_EQ(address_of("/fr/annuaire", query), "/fr/annuaire?kind=b&place=Bienne%2FBiel");
    query.set("kind", "c");
    EXPECT_EQ(query.one("kind"), "c");
    EXPECT_EQ(address_of("/fr", {}), "/fr");
}

TEST(Response, names_a_download_as_rfc_6266_wants)
{
    EXPECT_EQ(attachment_of("Liste 2026.csv"), "attachment; filename=\"Liste 2026.csv\"");
    EXPECT_EQ(attachment_of("Résumé.pdf"),
        "attachment; filename=\"R_sum_.pdf\"; filename*=UTF-8''R%C3%A9sum%C3%A9.pdf");
    EXPECT_EQ(attachment_of("a\"b\r\nX: y.txt"),
        "attachment; filename=\"a_bX: y.txt\"; filename*=UTF-8''a%22bX%3A%20y.txt");
    EXPECT_EQ(attachment_of("../../etc/passwd"), "attachment; filename=\"..-..-etc-passwd\"");
    EXPECT_EQ(attachment_of("C:\\CON"), "attachment; filename=\"C:-CON\"");
    EXPECT_EQ(attachment_of("x\u202Efdp.exe"), "attachment; filename=\"xfdp.exe\"");
    EXPECT_EQ(attachment_of("\xff"), "attachment; filename=\"download\"");
    auto const response = Response::download("a.csv", "text/csv", "x");
    EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
}

TEST(Response, redirects_only_to_encoded_addresses)
{
    EXPECT_EQ(Response::see_other("/fr/%C3%A9t%C3%A9").header("Location"), "/fr/%C3%A9t%C3%A9");
    EXPECT_THROW(Response::see_other("/é"), Bug);
    EXPECT_THROW(Response::see_other("/a\r\nb"), Bug);
    EXPECT_THROW(Response::see_other(""), Bug);
    EXPECT_EQ(Response::moved_permanently("/x").status, 308);
}

TEST(Response, writes_its_head)
{
    auto const response
        = Response::text("abc").with("X-A", "b").with("Content-Length", "99").with("Connection", "x");
    EXPECT_EQ(head_of(response, {}, { 1'795'380'767'000 }),
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nX-A: b\r\nDate: Sun, 22 Nov 2026 "
        "20:52:47 GMT\r\n"
        "Content-Length: 3\r\n\r\n");
    EXPECT_EQ(head_of(Response::no_content(), { .keep_alive = false }, { 784'111'777'000 }),
        "HTTP/1.1 204 No Content\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nConnection: close\r\n\r\n");
}

TEST(Request, prefers_the_language_that_the_reader_prefers)
{
    auto const preferred = [](std::string_view accepted) {
        auto request = Request::of(Method::Get, "/");
        request.headers.add("Accept-Language", accepted);
        return preferred_lang(request, Lang::fr);
    };
    EXPECT_EQ(preferred("de-CH, fr;q=0.8"), Lang::de);
    EXPECT_EQ(preferred("it, en;q=0.5, de;q=0.7"), Lang::de);
    EXPECT_EQ(preferred("it, es"), Lang::fr);
    EXPECT_EQ(preferred("de;q=0, en;q=0.001"), Lang::en);
    EXPECT_EQ(preferred(",;q=,de;q=x"), Lang::fr);
    EXPECT_EQ(preferred_lang(Request::of(Method::Get, "/"), Lang::en), Lang::en);
}

TEST(Request, refuses_a_target_that_the_transport_would_refuse)
{
    EXPECT_EQ(Request::of(Method::Get, "/a?b=c").query.one("b"), "c");
    EXPECT_EQ(Request::of(Method::Get, "/a?b=c").target(), "/a?b=c");
    EXPECT_THROW(Request::of(Method::Get, "a"), StatusError);
    EXPECT_THROW(Request::of(Method::Get, "/?%"), StatusError);
}

Request with_cookies(std::initializer_list<std::string_view> fields)
{
    auto request = Request::of(Method::Get, "/");
    for (auto const field : fields)
        request.headers.add("Cookie", field);
    return request;
}

TEST(Cookie, is_read_by_its_whole_name)
{
    EXPECT_EQ(read_cookie(with_cookies({ "a=1; __Host-session=xyz=; b=2" }), "session"), "xyz=");
    EXPECT_EQ(read_cookie(with_cookies({ "a=1", "__Host-session=x" }), "session"), "x");
    EXPECT_EQ(read_cookie(with_cookies({ "session=x; __Host-sessions=y; __Host-sess=z" }), "session"),
        std::nullopt);
    EXPECT_EQ(read_cookie(with_cookies({ "__Host-s=1; __Host-s=1" }), "s"), "1");
    EXPECT_EQ(read_cookie(with_cookies({ "__Host-s=1; __Host-s=2" }), "s"), std::nullopt);
    EXPECT_EQ(read_cookie(with_cookies({ ";=; ;;__Host-", "" }), "s"), std::nullopt);
}

TEST(Cookie, is_set_for_this_host_alone)
{
    Response response;
    set_cookie(response, { .name = "session", .value = "abc", .lifetime = Duration::days(1) });
    EXPECT_EQ(response.header("Set-Cookie"),
        "__Host-session=abc; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=86400");
    Response cleared;
    clear_cookie(cleared, "session");
    EXPECT_EQ(
        cleared.header("Set-Cookie"), "__Host-session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
    EXPECT_THROW(set_cookie(response, { .name = "a", .value = "b; Domain=evil" }), Bug);
    EXPECT_THROW(set_cookie(response, { .name = "a=b", .value = "c" }), Bug);
}

TEST(Guarded, turns_what_a_handler_throws_into_a_page)
{
    auto request = Request::of(Method::Get, "/");
    Failure seen;
    auto const on_failure = [&](Request const&, Failure const& failure) {
        seen = failure;
        return Response::html("page", failure.status);
    };
    auto const status = [&](Handler const& handler) { return guarded(handler, request, on_failure).status; };
    EXPECT_EQ(status([](Request&) { return Response::text("x"); }), 200);
    EXPECT_EQ(status([](Request&) -> Response { throw StatusError(404); }), 404);
    EXPECT_EQ(seen.incident, "");
    EXPECT_EQ(status([](Request&) -> Response { throw std::runtime_error("disk full"); }), 500);
    EXPECT_EQ(seen.what, "disk full");
    auto const first = seen.incident;
    EXPECT_EQ(first.size(), 10u);
    EXPECT_EQ(status([](Request&) -> Response { throw 7; }), 500);
    EXPECT_NE(seen.incident, first);
}

TEST(Guarded, survives_an_error_page_that_fails)
{
    auto request = Request::of(Method::Get, "/");
    auto const response = guarded([](Request&) -> Response { throw StatusError(403); }, request,
        [](Request const&, Failure const&) -> Response { throw std::runtime_error("no template"); });
    EXPECT_EQ(response.status, 403);
    EXPECT_EQ(response.body.text(), "403 Forbidden\n");
}

} // namespace
} // namespace passerelle::http
