#include "app/tests/observatory.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <regex>
#include <string>

namespace passerelle::app::tests {
namespace {

using namespace std::string_view_literals;

std::string header(http::Response const& response, std::string_view name)
{
    return std::string(response.header(name).value_or(""));
}

std::map<std::string, std::string> directives(std::string const& policy)
{
    std::map<std::string, std::string> result;
    for (auto const part : split(policy, ';')) {
        auto const text = std::string(trim(part));
        auto const blank = std::min(text.find(' '), text.size());
        result.emplace(text.substr(0, blank), trim(std::string_view(text).substr(blank)));
    }
    return result;
}

int content_security_policy(http::Response const& response)
{
    auto const policy = header(response, "Content-Security-Policy");
    if (policy.empty())
        return -25;
    auto const all = directives(policy);
    auto const sources_of = [&](std::string const& name) {
        auto const found = all.find(name);
        if (found != all.end())
            return found->second;
        auto const fallback = all.find("default-src");
        return fallback == all.end() ? std::string("*") : fallback->second;
    };
    for (auto const* name : { "script-src", "object-src" })
        for (auto const broad :
            { "'unsafe-inline'"sv, "'unsafe-eval'"sv, "data:"sv, "http:"sv, "https:"sv, "*"sv })
            if (sources_of(name).find(broad) != std::string::npos)
                return -20;
    for (auto const broad : { "'unsafe-inline'"sv, "data:"sv, "http:"sv, "https:"sv, "*"sv })
        if (sources_of("style-src").find(broad) != std::string::npos)
            return 0;
    auto const form_action = all.contains("form-action") ? all.at("form-action") : "*";
    auto const is_strict
        = sources_of("default-src") == "'none'" && (form_action == "'none'" || form_action == "'self'");
    return is_strict ? 10 : 5;
}

int cookies(http::Response const& response)
{
    auto found = 0;
    for (std::size_t i = 0; i < response.headers.size(); ++i) {
        auto const field = response.headers[i];
        if (!http::equal_ignoring_case(field.name, "Set-Cookie"))
            continue;
        found += 1;
        auto const has = [&](std::string_view attribute) {
            return field.value.find(attribute) != std::string_view::npos;
        };
        if (!has("; Secure"))
            return -40;
        if (!has("; HttpOnly"))
            return -30;
        if (!has("; SameSite=Lax") && !has("; SameSite=Strict"))
            return -20;
    }
    return found > 0 ? 5 : 0;
}

int strict_transport(http::Response const& response)
{
    std::smatch age;
    auto const value = header(response, "Strict-Transport-Security");
    if (!std::regex_search(value, age, std::regex("max-age=([0-9]+)")))
        return -20;
    return std::stoll(age[1]) >= 15'768'000 ? 0 : -10;
}

int referrer(http::Response const& response)
{
    auto const value = header(response, "Referrer-Policy");
    constexpr std::array good { "no-referrer"sv, "same-origin"sv, "strict-origin"sv,
        "strict-origin-when-cross-origin"sv };
    if (value.empty())
        return 0;
    return std::find(good.begin(), good.end(), value) != good.end() ? 5 : -5;
}

int framing(http::Response const& response)
{
    if (directives(header(response, "Content-Security-Policy")).contains("frame-ancestors"))
        return 5;
    auto const value = header(response, "X-Frame-Options");
    return value == "DENY" || value == "SAMEORIGIN" ? 0 : -20;
}

int sharing(http::Response const& response)
{
    auto const universal = header(response, "Access-Control-Allow-Origin") != ""
        && header(response, "Access-Control-Allow-Credentials") == "true";
    auto const policy = header(response, "Cross-Origin-Resource-Policy");
    return (universal ? -50 : 0) + (policy == "same-origin" || policy == "same-site" ? 10 : 0);
}

/// Scripts of other origins without integrity.
int integrity(http::Response const& response)
{
    static std::regex const elsewhere("<script[^>]*src=\"(https?:)?//");
    auto const body = std::string(response.body.text());
    return std::regex_search(body, elsewhere) ? -50 : 0;
}

} // namespace

int observatory_score(http::Response const& response)
{
    auto score = 100;
    auto extra = 0;
    for (auto* const rule :
        { content_security_policy, cookies, strict_transport, referrer, framing, sharing, integrity }) {
        auto const points = rule(response);
        (points < 0 ? score : extra) += points;
    }
    if (header(response, "X-Content-Type-Options") != "nosniff")
        score -= 5;
    return score >= 90 ? score + extra : score;
}

} // namespace passerelle::app::tests
