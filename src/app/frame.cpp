#include "app/frame.hpp"

#include "platform/http/query.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>

namespace passerelle::app {
namespace {

using html::Link;
using html::Url;

/// The section of the navigation that an address belongs to: itself, or what lies below it.
bool is_below(std::string_view path, std::string_view section)
{
    return path == section || (path.starts_with(section) && path[section.size()] == '/');
}

std::vector<html::FooterSection> footer_of(html::Page const& page, http::Router const& router)
{
    auto const to = [&](std::string_view pattern) { return Url(router.path(pattern, page.lang)); };
    return {
        { std::string(page.tr("Network")),
            { { std::string(page.tr("Directory")), to("/{lang}/@organisations") },
                { std::string(page.tr("Skills and trades")), to("/{lang}/@concepts") },
                { std::string(page.tr("Propose an organisation")), to("/{lang}/@propose") } } },
        { std::string(page.tr("About")),
            { { std::string(page.tr("Help")), to("/{lang}/@help") },
                { std::string(page.tr("Privacy")), to("/{lang}/@privacy") },
                { std::string(page.tr("Accessibility")), to("/{lang}/@accessibility") } } },
    };
}

void add_alternates(html::Page& page, accounts::Request const& request)
{
    auto const& router = request.platform().router;
    auto const& site = request.platform().site;
    auto const is_public = request.http().lang && http::is_safe(request.http().method);
    for (auto const lang : interface_langs) {
        auto const address = router.alternate(request.http(), lang);
        page.alternates.push_back({ lang, Url(address), is_public ? Url(site.absolute(address)) : Url() });
    }
    if (is_public)
        page.canonical = Url(site.absolute(router.alternate(request.http(), page.lang)));
}

} // namespace

html::Page bare_frame(Lang lang, http::Site const&, http::Router const& router,
    accounts::Installation const& installation, http::Assets const& assets)
{
    html::Page page(lang);
    page.brand.name = installation.name;
    page.brand.home = Url(router.path("/{lang}", lang));
    page.assets = { Url(assets.address("css/app.css")), Url(assets.address("js/app.js")),
        Url(assets.address("img/favicon.svg")) };
    page.search = Url(router.path("/{lang}/@organisations", lang));
    page.suggest = Url("/api/v1/suggest");
    page.sign_in = Url(router.path("/{lang}/@sign_in", lang));
    page.navigation = {
        { std::string(page.tr("Directory")), page.search },
        { std::string(page.tr("Skills and trades")), Url(router.path("/{lang}/@concepts", lang)) },
    };
    page.footer = footer_of(page, router);
    page.footer_note = std::string(page.tr("A footbridge between languages, companies and organisations."));
    return page;
}

html::Page frame_of(accounts::Request const& request, http::Assets const& assets)
{
    auto const& platform = request.platform();
    auto page = bare_frame(request.lang(), platform.site, platform.router, platform.installation, assets);
    page.csrf_token = request.actor().signed_in() ? request.csrf() : std::string();
    auto const path = request.http().path.raw();
    for (auto& link : page.navigation)
        link.current = is_below(path, link.url.text());
    add_alternates(page, request);
    if (request.actor().signed_in())
        page.person = html::SignedIn { request.actor().name, Url(request.address("/{lang}/@account")),
            request.actor().is_staff() ? Url(request.address("/{lang}/@desk")) : Url(),
            Url(request.address("/{lang}/@sign_out")) };
    return page;
}

} // namespace passerelle::app
