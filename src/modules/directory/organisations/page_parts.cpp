#include "modules/directory/organisations/page_parts.hpp"

#include "modules/directory/organisations/views.hpp"
#include "modules/directory/organisations/views/entry_message_page.hpp"

namespace passerelle::directory::organisations {

html::Page form_page(accounts::Request const& request, std::string_view title)
{
    auto page = request.page(title);
    page.csrf_token = request.csrf();
    page.noindex = true;
    return page;
}

html::Page form_page(
    accounts::Request const& request, std::string_view title, Organisation const& organisation)
{
    auto page = form_page(request, title);
    page.breadcrumbs.push_back({ .label = std::string(request.words().tr("Directory")),
        .url = html::Url(request.address("/{lang}/@organisations")) });
    page.breadcrumbs.push_back(
        { .label = organisation.name, .url = html::Url(address_of(request, organisation)) });
    return page;
}

http::Response done(std::string const& address, std::string_view code)
{
    http::Fields query;
    query.add("done", code);
    return http::Response::see_other(http::address_of(address, query));
}

void say(html::Page& page, html::Notice::Kind kind, std::string_view text, std::string_view title)
{
    page.notices.push_back({ kind, std::string(title), html::Html::escaped(text) });
}

void say_done(html::Page& page, accounts::Request const& request)
{
    if (request.query().text("done") == "saved")
        say(page, html::Notice::Kind::Good, request.words().tr("Saved."));
}

http::Response message(accounts::Request const& request, std::string_view title,
    std::vector<std::string> sentences, html::Link on, int status)
{
    auto const page = form_page(request, title);
    return shown(
        views::entry_message_page(page, { std::string(title), std::move(sentences), std::move(on) }), status);
}

Author author_of(accounts::Request const& request)
{
    return { .person = request.actor().person, .now = request.now() };
}

std::string address_of(
    accounts::Request const& request, Organisation const& organisation, std::string_view below)
{
    return request.address(std::string(organisation_pattern) + std::string(below), { organisation.slug });
}

html::Choice choice(std::string_view value, std::string_view label, bool selected)
{
    return { .value = std::string(value), .label = std::string(label), .selected = selected };
}

} // namespace passerelle::directory::organisations
