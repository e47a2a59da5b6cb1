#include "app/tests/network.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include <fstream>
#include <set>
#include <sstream>

/// Every route of every module × every kind of actor. What a route admits is read from its own row, so that a
/// new one is tested from its first day; what must never happen is written here.
namespace passerelle::app::tests {
namespace {

using accounts::Right;

class Rights : public ::testing::Test {
protected:
    std::vector<accounts::Route> const& routes() { return network_.house().application().routes(); }

    /// The pattern in French with values of things that exist, where the test knows any.
    std::string target_of(accounts::Route const& route)
    {
        std::map<std::string, std::string, std::less<>> const values {
            { "organisation", network_.organisation().slug },
            { "operator", network_.home().slug },
            { "concept", "bar-turning" },
            { "place", "biel-bienne" },
            { "kind", "organisation" },
            { "entity", network_.organisation().id.text() },
        };
        std::vector<std::string> filled;
        std::string_view rest = route.pattern;
        while (true) {
            auto const open = rest.find('{');
            if (open == std::string_view::npos)
                break;
            auto const close = rest.find('}', open);
            auto const name = rest.substr(open + 1, close - open - 1);
            rest.remove_prefix(close + 1);
            if (name == "lang")
                continue;
            auto const known = values.find(name);
            filled.push_back(known != values.end() ? known->second : "0192c5e0-0000-7000-8000-000000000000");
        }
        std::vector<std::string_view> views(filled.begin(), filled.end());
        return network_.house().application().router().path(route.pattern, Lang::fr, views);
    }

    int ask(accounts::Route const& route, std::string const& kind)
    {
        auto const target = target_of(route);
        return route.method == http::Method::Get ? network_.get(kind, target).status
                                                 : network_.post(kind, target).status;
    }

    static std::string name_of(accounts::Route const& route)
    {
        return fmt::format("{} {}", http::name_of(route.method), route.pattern);
    }

    /// Kinds of people that a right's row turns away before its handler is asked.
    static std::set<std::string> turned_away(Right right)
    {
        switch (right) {
        case Right::Anyone:
            return {};
        case Right::SignedIn:
        case Right::OfOrganisation:
            return { "anonymous" };
        case Right::Viewer:
            return { "anonymous", "member", "owner" };
        case Right::Manager:
            return { "anonymous", "member", "owner", "viewer" };
        case Right::Administrator:
            return { "anonymous", "member", "owner", "viewer", "manager" };
        case Right::Loopback:
            return { "anonymous", "member", "owner", "viewer", "manager", "administrator", "stranger" };
        }
        return {};
    }

    /// Whoever posts there is signed in no more, and the rest of the round would see a stranger.
    static bool ends_sessions(accounts::Route const& route)
    {
        return !http::is_safe(route.method)
            && (route.pattern.find("@sign_out") != std::string_view::npos
                || route.pattern.find("@sessions") != std::string_view::npos
                || route.pattern.find("@password") != std::string_view::npos
                || route.pattern.find("@erasure") != std::string_view::npos);
    }

    Network network_;
};

TEST_F(Rights, nobody_gets_through_a_route_that_is_not_for_them)
{
    for (auto const& route : routes())
        for (auto const& kind : turned_away(route.right)) {
            auto const status = ask(route, kind);
            auto const to_the_door = kind == "anonymous" && route.method == http::Method::Get
                && !route.pattern.starts_with("/api/");
            EXPECT_TRUE(status == 404 || (to_the_door && status == 303))
                << name_of(route) << " for " << kind << ": " << status;
        }
}

TEST_F(Rights, another_operators_staff_never_sees_that_a_desk_exists)
{
    for (auto const& route : routes())
        if (route.pattern.find("@desk/{operator}") != std::string_view::npos) {
            auto const status = ask(route, "stranger");
            EXPECT_EQ(status, 404) << name_of(route);
        }
}

TEST_F(Rights, no_route_fails_for_anybody)
{
    for (auto const& route : routes())
        for (auto const& [kind, person] : network_.people()) {
            if (ends_sessions(route))
                continue;
            auto const status = ask(route, kind);
            EXPECT_LT(status, 500) << name_of(route) << " for " << kind;
        }
}

TEST_F(Rights, nothing_changes_without_the_forms_own_token)
{
    for (auto const& route : routes()) {
        if (http::is_safe(route.method) || route.pattern.starts_with("/api/")
            || route.right == Right::Loopback)
            continue;
        for (auto const* csrf : { "", "forged" })
            EXPECT_EQ(network_.post("administrator", target_of(route), {}, csrf).status, 403)
                << name_of(route);
        EXPECT_EQ(
            network_.post("administrator", target_of(route), {}, network_.person("manager").csrf).status, 403)
            << name_of(route) << " with another person's token";
    }
}

TEST_F(Rights, nothing_changes_by_reading)
{
    for (auto const& route : routes())
        if (!http::is_safe(route.method)) {
            auto const is_page_too
                = std::any_of(routes().begin(), routes().end(), [&](accounts::Route const& other) {
                      return other.method == http::Method::Get && other.pattern == route.pattern;
                  });
            if (is_page_too)
                continue;
            // 404 where the address would be that of a thing by that name.
            auto const status = network_.get("administrator", target_of(route)).status;
            EXPECT_TRUE(status == 405 || status == 404) << name_of(route) << ": " << status;
        }
}

/// The table of all addresses is reviewed as text: a change of it shows in the file that is checked in.
TEST_F(Rights, the_table_of_addresses_is_the_reviewed_one)
{
    static std::map<Right, std::string_view> const names { { Right::Anyone, "anyone" },
        { Right::SignedIn, "signed in" }, { Right::OfOrganisation, "of an organisation" },
        { Right::Viewer, "viewer" }, { Right::Manager, "manager" }, { Right::Administrator, "administrator" },
        { Right::Loopback, "loopback" } };
    std::set<std::string> lines;
    for (auto const& route : routes())
        lines.insert(
            fmt::format("{:8} {:70} {}", http::name_of(route.method), route.pattern, names.at(route.right)));
    std::string text;
    for (auto const& line : lines)
        text += line + "\n";
    std::ifstream file("tests/snapshots/routes.txt");
    std::stringstream reviewed;
    reviewed << file.rdbuf();
    if (std::getenv("PASSERELLE_RENEW_SNAPSHOTS"))
        std::ofstream("tests/snapshots/routes.txt") << text;
    else
        EXPECT_EQ(text, reviewed.str())
            << "review the difference, then renew with PASSERELLE_RENEW_SNAPSHOTS=1";
}

} // namespace
} // namespace passerelle::app::tests
