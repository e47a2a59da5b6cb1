#include "modules/accounts/every_page.hpp"

#include "modules/accounts/brand_view.hpp"
#include "modules/accounts/views/message_page.hpp"
#include "platform/http/cookie.hpp"
#include "platform/http/query.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace passerelle::accounts {
namespace {

using Named = std::pair<std::string_view, std::string_view>;

// In this order: what imitates another one comes first.
constexpr std::array<Named, 5> browsers { { { "Edg", "Edge" }, { "Firefox/", "Firefox" }, { "OPR/", "Opera" },
    { "Chrome/", "Chrome" }, { "Safari/", "Safari" } } };
constexpr std::array<Named, 6> systems { { { "iPhone", "iPhone" }, { "iPad", "iPad" },
    { "Android", "Android" }, { "Windows", "Windows" }, { "Mac OS X", "macOS" }, { "Linux", "Linux" } } };

template<std::size_t size>
std::string_view first_in(std::array<Named, size> const& names, std::string_view text)
{
    auto const found = std::find_if(
        names.begin(), names.end(), [&](Named const& named) { return text.find(named.first) != text.npos; });
    return found == names.end() ? std::string_view() : found->second;
}

bool is_mounted(http::Router const& router, std::string_view pattern)
{
    auto const routes = router.routes();
    return std::any_of(
        routes.begin(), routes.end(), [&](auto const& route) { return route.pattern == pattern; });
}

} // namespace

html::Page own_page(Request const& request, std::string_view title)
{
    auto page = request.page(title);
    page.csrf_token = request.csrf();
    page.noindex = true;
    return page;
}

Caller caller_of(Request const& request)
{
    return { request.http().peer, device_of(request.http().header("User-Agent").value_or("")), request.now(),
        request.today() };
}

std::string device_of(std::string_view user_agent)
{
    auto const browser = first_in(browsers, user_agent);
    auto const system = first_in(systems, user_agent);
    if (browser.empty() && system.empty())
        return std::string(user_agent.substr(0, user_agent.find_first_of(" /(")).substr(0, 60));
    auto text = std::string(browser);
    if (!browser.empty() && !system.empty())
        text += ", ";
    return text.append(system);
}

std::string next_of(http::Fields const& fields)
{
    return http::local_target(fields.text("next")).value_or("");
}

std::string with_next(std::string address, std::string const& next)
{
    if (next.empty())
        return address;
    http::Fields query;
    query.add("next", next);
    return http::address_of(address, query);
}

std::string landing_of(Request const& request, std::string const& next, PersonId person)
{
    if (!next.empty())
        return next;
    auto const actor
        = request.read([&](db::Reader& reader) { return actor_of(reader, person, request.today()); });
    auto const desk = mounted_url(request, "/{lang}/@desk");
    if (actor.is_staff() && !desk.empty())
        return desk.text();
    if (actor.organisations.size() == 1 && request.platform().organisation_links)
        if (auto const links
            = request.platform().organisation_links(request, { actor.organisations.front().id });
            !links.empty())
            return links.front().entry.url.text();
    return request.address("/{lang}/@account");
}

html::Url mounted_url(
    Request const& request, std::string_view pattern, std::initializer_list<std::string_view> values)
{
    return is_mounted(request.platform().router, pattern) ? html::Url(request.address(pattern, values))
                                                          : html::Url();
}

void set_session(http::Response& response, crypto::Token const& token)
{
    http::set_cookie(response, { .name = "session", .value = token.text(), .lifetime = Duration::days(30) });
}

void add_desk_path(Request const& request, html::Page& page, Operator const& at)
{
    auto const add = [&](std::string_view label, html::Url url) {
        if (!url.empty())
            page.breadcrumbs.push_back({ std::string(label), std::move(url) });
    };
    add(page.tr("Desk"), mounted_url(request, "/{lang}/@desk"));
    add(at.name, mounted_url(request, "/{lang}/@desk/{operator}", { at.slug }));
    show_brand(page, at);
}

std::vector<html::Link> rooms_of(Request const& request, Operator const& at)
{
    auto const& words = request.words();
    std::vector<html::Link> rooms;
    auto const add = [&](std::string_view label, std::string_view pattern) {
        html::Url const url(request.address(pattern, { at.slug }));
        rooms.push_back({ std::string(label), url, request.http().path.raw() == url.text() });
    };
    add(words.tr("Settings"), "/{lang}/@desk/{operator}/@settings");
    add(words.tr("Staff"), "/{lang}/@desk/{operator}/@staff");
    add(words.tr("Mails"), "/{lang}/@desk/{operator}/@mails");
    return rooms;
}

LinkAddress link_address(Request const& request)
{
    return [&request](Lang lang, crypto::Token const& token) {
        return request.platform().site.absolute(
            request.address_in(lang, "/{lang}/@sign_in/{token}", { token.text() }));
    };
}

LinkAddress address_link(Request const& request)
{
    return [&request](Lang lang, crypto::Token const& token) {
        return request.platform().site.absolute(
            request.address_in(lang, "/{lang}/@account/@address/{token}", { token.text() }));
    };
}

crypto::Token token_of(Request const& request)
{
    auto const token = crypto::Token::parse(request.param("token"));
    if (!token)
        not_found();
    return *token;
}

http::Response show_message(Request const& request, MessagePage const& message, int status)
{
    auto const page = own_page(request, message.title);
    return shown(views::message_page(page, message), status);
}

http::Response done(std::string const& address, std::string_view code)
{
    http::Fields query;
    query.add("done", code);
    return http::Response::see_other(http::address_of(address, query));
}

html::Notice notice(html::Notice::Kind kind, std::string_view text, std::string_view title)
{
    return { kind, std::string(title), html::Html::escaped(text) };
}

} // namespace passerelle::accounts
