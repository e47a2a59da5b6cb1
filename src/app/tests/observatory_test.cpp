#include "app/tests/network.hpp"
#include "app/tests/observatory.hpp"

#include <gtest/gtest.h>

namespace passerelle::app::tests {
namespace {

class Observatory : public ::testing::Test {
protected:
    Network network_ { 24, "https://network.example" };
};

TEST_F(Observatory, gives_every_kind_of_page_125_or_more)
{
    auto const entry = "/fr/organisations/" + network_.organisation().slug;
    auto const desk = "/fr/bureau/" + network_.home().slug;
    auto const cases = std::vector<std::pair<std::string, std::string>> {
        { "anonymous", "/" },
        { "anonymous", "/fr" },
        { "anonymous", "/de/organisationen?q=drehen" },
        { "anonymous", entry },
        { "anonymous", "/fr/organismes/" + network_.home().slug },
        { "anonymous", "/fr/connexion" },
        { "anonymous", "/fr/compte" },
        { "anonymous", "/fr/no-such-page" },
        { "anonymous", "/api/v1/organisations" },
        { "anonymous", "/sitemap.xml" },
        { "anonymous", "/assets/no-such-file" },
        { "owner", "/fr/compte" },
        { "owner", entry + "/modifier" },
        { "manager", desk },
        { "manager", desk + "/organisations" },
        { "administrator", desk + "/reglages" },
    };
    for (auto const& [kind, target] : cases)
        EXPECT_GE(observatory_score(network_.get(kind, target)), 125) << kind << " at " << target;
    EXPECT_GE(observatory_score(network_.post("owner", entry + "/modifier", {}, "forged")), 125)
        << "a refused form";
}

TEST(ObservatoryScore, falls_with_each_thing_that_is_missing)
{
    auto const good = [] {
        auto response = http::Response::text("x");
        response.with("Content-Security-Policy",
            "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'");
        response.with("Strict-Transport-Security", "max-age=63072000");
        response.with("X-Content-Type-Options", "nosniff");
        response.with("Referrer-Policy", "no-referrer");
        response.with("Cross-Origin-Resource-Policy", "same-origin");
        return response;
    };
    EXPECT_EQ(observatory_score(good()), 130);
    auto const without = [&](std::string_view name, std::string const& value) {
        auto response = good();
        response.headers.set(name, value);
        return observatory_score(response);
    };
    EXPECT_EQ(without("Content-Security-Policy", ""), 55) << "nor a word about frames";
    EXPECT_EQ(
        without("Content-Security-Policy", "default-src 'self' 'unsafe-inline'; frame-ancestors 'none'"), 80);
    EXPECT_EQ(without("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'"), 125);
    EXPECT_EQ(without("Strict-Transport-Security", ""), 80);
    EXPECT_EQ(without("Strict-Transport-Security", "max-age=86400"), 120);
    EXPECT_EQ(without("X-Content-Type-Options", ""), 125);
    EXPECT_EQ(without("Referrer-Policy", "unsafe-url"), 120);
    EXPECT_EQ(without("Cross-Origin-Resource-Policy", "cross-origin"), 120);
    auto cookie = good();
    cookie.headers.add("Set-Cookie", "__Host-session=x; Secure; HttpOnly; SameSite=Lax");
    EXPECT_EQ(observatory_score(cookie), 135);
    cookie.headers.add("Set-Cookie", "other=x; Secure; SameSite=Lax");
    EXPECT_EQ(observatory_score(cookie), 70);
}

} // namespace
} // namespace passerelle::app::tests
