#include "base/ensure.hpp"
#include "platform/http/assets.hpp"
#include "platform/http/client_address.hpp"
#include "platform/http/compression.hpp"
#include "platform/http/conditional.hpp"
#include "platform/http/finish.hpp"
#include "platform/http/security.hpp"

#include <gtest/gtest.h>

namespace passerelle::http {
namespace {

Request asking(std::initializer_list<std::pair<std::string_view, std::string_view>> fields,
    std::string_view target = "/")
{
    auto request = Request::of(Method::Get, target);
    for (auto const& [name, value] : fields)
        request.headers.add(name, value);
    return request;
}

std::string long_text()
{
    std::string text;
    for (int number = 0; number < 500; ++number)
        text += "pièces décolletées en laiton " + std::to_string(number) + "\n";
    return text;
}

TEST(Compression, gives_back_what_it_took)
{
    auto const text = long_text();
    for (int const level : { 1, 5, 9, 5 }) {
        auto const packed = gzip(text, level);
        EXPECT_LT(packed.size(), text.size() / 3);
        EXPECT_EQ(gunzip(packed, text.size()), text);
        EXPECT_EQ(gunzip(packed, text.size() - 1), std::nullopt);
        EXPECT_EQ(gunzip(packed.substr(0, packed.size() / 2), text.size()), std::nullopt);
    }
    EXPECT_EQ(gunzip(gzip("", 5), 10), "");
    EXPECT_EQ(gunzip("no gzip", 10), std::nullopt);
}

TEST(Compression, is_done_where_the_browser_accepts_it)
{
    auto const is_accepted = [](std::string_view value) {
        return accepts_gzip(asking({ { "Accept-Encoding", value } }));
    };
    for (auto const* yes : { "gzip", "GZIP", "deflate, gzip;q=0.5, br", "*", "gzip;q=1.0", "gzip ; q=0.001" })
        EXPECT_TRUE(is_accepted(yes)) << yes;
    for (auto const* no : { "", "br", "gzip;q=0", "gzip;q=0.000, *", "identity", "*;q=0", "xgzip" })
        EXPECT_FALSE(is_accepted(no)) << no;
    EXPECT_FALSE(accepts_gzip(asking({})));
}

TEST(Compression, says_what_it_did)
{
    auto const request = asking({ { "Accept-Encoding", "gzip" } });
    auto page = Response::html(long_text()).with("ETag", "\"a\"");
    compress(request, page);
    EXPECT_EQ(page.header("Content-Encoding"), "gzip");
    EXPECT_EQ(page.header("Vary"), "Accept-Encoding");
    EXPECT_EQ(page.header("ETag"), "W/\"a\"");
    EXPECT_EQ(gunzip(page.body.text(), 1 << 20), long_text());
    auto const once = std::string(page.body.text());
    compress(request, page);
    EXPECT_EQ(page.body.text(), once);

    auto plain = Response::html(long_text());
    compress(asking({}), plain);
    EXPECT_EQ(plain.header("Content-Encoding"), std::nullopt);
    EXPECT_EQ(plain.header("Vary"), "Accept-Encoding");

    auto small = Response::html("<p>");
    compress(request, small);
    EXPECT_EQ(small.body.text(), "<p>");

    auto picture = Response::of("image/png", long_text());
    compress(request, picture);
    EXPECT_EQ(picture.header("Vary"), std::nullopt);
}

TEST(Conditional, answers_304_to_who_has_the_page_already)
{
    auto page = Response::html("<p>").with("Cache-Control", "private");
    answer_conditionally(asking({}), page);
    auto const etag = std::string(page.header("ETag").value());
    EXPECT_TRUE(etag.starts_with("W/\""));

    for (auto const& sent : { etag, "\"x\", " + etag, std::string("*"), etag.substr(2) }) {
        auto again = Response::html("<p>").with("Cache-Control", "private");
        answer_conditionally(asking({ { "If-None-Match", sent } }), again);
        EXPECT_EQ(again.status, 304) << sent;
        EXPECT_EQ(again.body.size(), 0u);
        EXPECT_EQ(again.header("ETag"), etag);
        EXPECT_EQ(again.header("Cache-Control"), "private");
        EXPECT_EQ(again.header("Content-Type"), std::nullopt);
    }
    auto changed = Response::html("<p>!");
    answer_conditionally(asking({ { "If-None-Match", etag } }), changed);
    EXPECT_EQ(changed.status, 200);
    auto missing = Response::not_found();
    answer_conditionally(asking({ { "If-None-Match", "*" } }), missing);
    EXPECT_EQ(missing.status, 404);
}

TEST(Conditional, knows_whether_somebody_else_changed_it)
{
    EXPECT_EQ(if_match(asking({}), version_etag(7)), Precondition::Absent);
    EXPECT_EQ(if_match(asking({ { "If-Match", "W/\"7\"" } }), version_etag(7)), Precondition::Holds);
    EXPECT_EQ(if_match(asking({ { "If-Match", "\"6\", \"7\"" } }), version_etag(7)), Precondition::Holds);
    EXPECT_EQ(if_match(asking({ { "If-Match", "W/\"6\"" } }), version_etag(7)), Precondition::Fails);
}

class AssetsTest : public testing::Test {
protected:
    std::string css_ = long_text();
    std::vector<EmbeddedFile> files_ { { "css/app.css", css_ }, { "logo.svg", "<svg/>" },
        { "x/LICENSE", "free" } };
    Bundle bundle_ { "css/all.css", { "css/app.css", "logo.svg" } };
    Assets assets_ { files_, { &bundle_, 1 } };
};

TEST_F(AssetsTest, are_kept_for_ever_under_the_address_of_their_content)
{
    auto const address = std::string(assets_.address("css/app.css"));
    EXPECT_TRUE(address.starts_with("/assets/css/app-"));
    EXPECT_TRUE(address.ends_with(".css"));
    auto const response = assets_.respond(asking({}, address));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.header("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(response.header("Content-Type"), "text/css; charset=utf-8");
    EXPECT_EQ(response.body.text(), css_);
    EXPECT_EQ(
        assets_.respond(asking({ { "If-None-Match", *response.header("ETag") } }, address)).status, 304);
    EXPECT_TRUE(assets_.address("x/LICENSE").starts_with("/assets/x/LICENSE-"));
}

TEST_F(AssetsTest, are_compressed_once_with_a_tag_of_their_own)
{
    auto const address = assets_.address("css/app.css");
    auto const packed = assets_.respond(asking({ { "Accept-Encoding", "gzip" } }, address));
    auto const plain = assets_.respond(asking({}, address));
    EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
    EXPECT_EQ(gunzip(packed.body.text(), 1 << 20), css_);
    EXPECT_NE(packed.header("ETag"), plain.header("ETag"));
    EXPECT_EQ(plain.header("Vary"), "Accept-Encoding");
    auto const again = assets_.respond(asking({ { "Accept-Encoding", "gzip" } }, address));
    EXPECT_EQ(again.body.text().data(), packed.body.text().data());
    EXPECT_EQ(
        assets_.respond(asking({ { "Accept-Encoding", "gzip" } }, assets_.address("logo.svg"))).body.text(),
        "<svg/>");
}

TEST_F(AssetsTest, are_asked_for_again_under_their_plain_names)
{
    auto const response = assets_.respond(asking({}, "/assets/logo.svg"));
    EXPECT_EQ(response.header("Cache-Control"), "public, no-cache");
    EXPECT_EQ(response.header("Content-Type"), "image/svg+xml; charset=utf-8");
    EXPECT_EQ(assets_.respond(asking({}, "/assets/other")).status, 404);
    EXPECT_EQ(assets_.respond(asking({}, "/logo.svg")).status, 404);
    EXPECT_THROW(assets_.address("missing.css"), Bug);
}

TEST_F(AssetsTest, can_be_several_files_in_one)
{
    EXPECT_EQ(assets_.content("css/all.css"), css_ + "\n<svg/>\n");
    Bundle const unknown { "a.css", { "missing.css" } };
    EXPECT_THROW(Assets(files_, { &unknown, 1 }), Bug);
}

TEST(Site, knows_its_own_hosts)
{
    auto site = Site::parse("https://Reseau.example/").value();
    EXPECT_EQ(site.base_url(), "https://Reseau.example");
    EXPECT_EQ(site.absolute("/fr"), "https://Reseau.example/fr");
    site.also("localhost:8080");
    auto const serves = [&](std::string_view host) {
        auto request = asking({});
        request.host = host;
        return site.serves(request);
    };
    for (auto const* ours : { "reseau.example", "RESEAU.EXAMPLE", "reseau.example:443", "localhost:8080" })
        EXPECT_TRUE(serves(ours)) << ours;
    for (auto const* other :
        { "", "evil.example", "reseau.example.evil", "reseau.example:80", "localhost", "x.reseau.example" })
        EXPECT_FALSE(serves(other)) << other;
    for (auto const* wrong :
        { "", "reseau.example", "ftp://a", "https://", "https://a/b", "https://u@a", "https://a b" })
        EXPECT_FALSE(Site::parse(wrong)) << wrong;
}

TEST(Site, believes_only_its_own_pages)
{
    auto const site = Site::parse("https://a.example").value();
    auto const is_ours = [&](std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
        auto request = asking(fields);
        request.method = Method::Post;
        return site.is_same_origin(request);
    };
    EXPECT_TRUE(is_ours({}));
    EXPECT_TRUE(is_ours({ { "Sec-Fetch-Site", "same-origin" } }));
    EXPECT_TRUE(is_ours({ { "Sec-Fetch-Site", "none" } }));
    EXPECT_FALSE(is_ours({ { "Sec-Fetch-Site", "cross-site" } }));
    EXPECT_FALSE(is_ours({ { "Sec-Fetch-Site", "same-site" } }));
    EXPECT_FALSE(is_ours({ { "Sec-Fetch-Site", "cross-site" }, { "Origin", "https://a.example" } }));
    EXPECT_TRUE(is_ours({ { "Origin", "https://a.example" } }));
    EXPECT_TRUE(is_ours({ { "Origin", "https://A.example:443" } }));
    EXPECT_FALSE(is_ours({ { "Origin", "http://a.example" } }));
    EXPECT_FALSE(is_ours({ { "Origin", "https://a.example.evil" } }));
    EXPECT_FALSE(is_ours({ { "Origin", "null" } }));
    EXPECT_FALSE(is_ours({ { "Origin", "" } }));
    EXPECT_TRUE(site.is_same_origin(asking({ { "Sec-Fetch-Site", "cross-site" } })))
        << "a link from elsewhere";
}

TEST(LocalTarget, never_leaves_the_site)
{
    for (auto const* good :
        { "/", "/fr", "/fr/organisations/acme?next=%2F%2Fx&a=b#c", "/%C3%A9t%C3%A9", "/a%20b?x" })
        EXPECT_EQ(local_target(good), good);
    for (auto const* bad : { "", "evil", "@evil", "//evil", "///evil", "/\\evil", "\\/evil", "\\\\evil",
             "https:evil", "https://evil", "javascript:alert(1)", "%09//evil", "/%09/evil", "/%2F/evil",
             "/%2Fevil", "/%252Fevil", "/%5Cevil", "/%255Cevil", "%2F%2Fevil", "/\t/evil", "/\n/evil",
             "/ /evil", " //evil", "/a//b", "/a\\b", "/a?b\\c", "/a?b\r\nX: y", "/%0d%0aX: y", "/%00", "/%",
             "/%zz", "/%ff", "/\xff", "/\xC3\xA9", "/%2525252525252Fevil", "/.evil//x", "/..//evil" })
        EXPECT_EQ(local_target(bad), std::nullopt) << bad;
}

TEST(Finish, gives_every_answer_its_headers)
{
    auto const site = Site::parse("https://a.example").value();
    auto page = Response::html(long_text());
    finish(asking({ { "Accept-Encoding", "gzip" } }), page, site);
    EXPECT_EQ(page.header("Content-Security-Policy"),
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
        "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "object-src 'none'");
    EXPECT_EQ(page.header("Strict-Transport-Security"), "max-age=63072000; includeSubDomains");
    EXPECT_EQ(page.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(page.header("Cross-Origin-Opener-Policy"), "same-origin");
    EXPECT_EQ(page.header("Cross-Origin-Resource-Policy"), "same-origin");
    EXPECT_TRUE(page.header("Referrer-Policy") && page.header("Permissions-Policy"));
    EXPECT_EQ(page.header("Content-Encoding"), "gzip");
    EXPECT_EQ(page.header("Cache-Control"), "private, no-cache");

    auto again = Response::html(long_text());
    finish(asking({ { "If-None-Match", *page.header("ETag") } }), again, site);
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.header("Content-Security-Policy"), page.header("Content-Security-Policy"));

    auto missing = Response::not_found();
    finish(asking({}), missing, site);
    EXPECT_EQ(missing.header("Cache-Control"), "no-store");
}

TEST(Finish, lets_nothing_run_in_what_was_uploaded)
{
    auto const site = Site::parse("http://127.0.0.1:8080").value();
    for (auto response : { Response::json("{}"), Response::download("a.html", "text/html", "<script>"),
             Response::of("image/svg+xml", "<svg onload=x>"), Response::text("x") }) {
        finish(asking({}), response, site);
        EXPECT_NE(response.header("Content-Security-Policy")->find("sandbox"), std::string_view::npos);
        EXPECT_FALSE(response.headers.has("Strict-Transport-Security"));
    }
    auto own = Response::html("x").with("Content-Security-Policy", "default-src 'self'");
    finish(asking({}), own, site);
    EXPECT_EQ(own.headers.count("Content-Security-Policy"), 1u);
}

TEST(Client, is_the_peer_unless_a_trusted_proxy_says_otherwise)
{
    auto const proxies = TrustedProxies::parse("127.0.0.1, 10.0.0.0/8 ::1").value();
    auto const client = [&](std::string_view peer, std::string_view forwarded) {
        auto request = asking({ { "X-Forwarded-For", forwarded }, { "X-Forwarded-Proto", "https" } });
        request.peer = peer;
        return client_of(request, proxies);
    };
    EXPECT_EQ(client("127.0.0.1", "203.0.113.5").address, "203.0.113.5");
    EXPECT_TRUE(client("127.0.0.1", "203.0.113.5").https);
    EXPECT_EQ(client("::1", "[2001:db8::1]:4711").address, "2001:db8::1");
    EXPECT_EQ(client("::ffff:127.0.0.1", "203.0.113.5:80").address, "203.0.113.5");
    EXPECT_EQ(client("127.0.0.1", "6.6.6.6, 203.0.113.5, 10.1.2.3").address, "203.0.113.5")
        << "the left is hearsay";
    EXPECT_EQ(client("127.0.0.1", "6.6.6.6, nonsense").address, "127.0.0.1");
    EXPECT_EQ(client("198.51.100.7", "203.0.113.5").address, "198.51.100.7");
    EXPECT_FALSE(client("198.51.100.7", "203.0.113.5").https);
    EXPECT_EQ(client_of(asking({ { "X-Forwarded-For", "1.2.3.4" } }), {}).address, "127.0.0.1");
}

TEST(Client, reads_the_list_of_proxies)
{
    auto const list = TrustedProxies::parse("192.168.0.0/25 fd00::/8").value();
    EXPECT_TRUE(list.contains("192.168.0.127"));
    EXPECT_FALSE(list.contains("192.168.0.128"));
    EXPECT_TRUE(list.contains("fd12::1"));
    EXPECT_FALSE(list.contains("fe80::1"));
    EXPECT_FALSE(list.contains("proxy"));
    EXPECT_FALSE(TrustedProxies::parse("").value().contains("127.0.0.1"));
    for (auto const* wrong : { "localhost", "1.2.3", "1.2.3.4/33", "::/129", "1.2.3.4/x", "1.2.3.4/-1" })
        EXPECT_FALSE(TrustedProxies::parse(wrong)) << wrong;
}

} // namespace
} // namespace passerelle::http
