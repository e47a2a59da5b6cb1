#include "modules/directory/finding/entry.hpp"
#include "modules/directory/finding/entry_view.hpp"
#include "modules/directory/finding/list_page.hpp"
#include "modules/directory/finding/pages.hpp"
#include "modules/directory/finding/schema_org_view.hpp"
#include "modules/directory/finding/views/entry_page.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "platform/documents/vcard.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"

namespace passerelle::directory::finding {
namespace {

using accounts::Action;

constexpr auto pattern = "/{lang}/@organisations/{organisation}";
constexpr std::size_t description_max = 160;

void say_that_it_is_hidden(html::Page& page, Organisation const& organisation)
{
    if (organisation.state == State::Published)
        return;
    page.notices.push_back({ html::Notice::Kind::Warn, {},
        html::Html::escaped(organisation.state == State::Proposed
                ? page.tr("This entry waits for a decision. Only those who keep it see this page.")
                : page.tr("This entry is archived. Only those who keep it see this page.")) });
    keep_from_search_engines(page);
}

/// What `?done=` says has happened to the entry, to who may have done it.
void say_what_was_done(html::Page& page, accounts::Request const& request)
{
    if (!request.actor().signed_in())
        return;
    auto const code = request.query().text("done");
    auto const good = [&](std::string_view text) {
        page.notices.push_back({ html::Notice::Kind::Good, {}, html::Html::escaped(text) });
    };
    if (code == "saved")
        good(page.tr("Saved."));
    else if (code == "confirmed")
        good(page.tr("Thank you. The entry is confirmed as of today."));
}

html::Page frame(accounts::Request const& request, SeenEntry const& entry, search::Thesaurus const& thesaurus)
{
    auto const& organisation = entry.organisation;
    auto page = request.page(organisation.name);
    page.description = i18n::shorten(organisation.summary.in(page.lang).text, description_max);
    page.open_graph.type = "profile";
    page.breadcrumbs
        = { { std::string(page.tr("Directory")), html::Url(request.address("/{lang}/@organisations")) } };
    if (!organisation.sites.empty() && Places::all().find(organisation.sites.front().place_id))
        page.breadcrumbs.push_back(
            { organisation.sites.front().locality, place_url(request, organisation.sites.front().place_id) });
    auto const address = request.platform().site.absolute(request.address(pattern, { organisation.slug }));
    page.json_ld.emplace_back(schema_of(organisation, address, page.lang, thesaurus, entry.member_of));
    say_what_was_done(page, request);
    say_that_it_is_hidden(page, organisation);
    return page;
}

documents::VCard card_of(Organisation const& organisation)
{
    documents::VCard card;
    card.id = organisation.id.uuid();
    card.name = organisation.name;
    card.note = organisation.summary;
    if (!organisation.sites.empty()) {
        auto const& site = organisation.sites.front();
        card.address = { site.street, site.locality, site.canton, site.postcode, site.country };
        if (site.latitude && site.longitude)
            card.position = { *site.latitude, *site.longitude };
    }
    if (!organisation.phone.empty())
        card.phones = { organisation.phone };
    if (!organisation.email.empty())
        card.emails = { organisation.email };
    if (!organisation.website.empty())
        card.urls = { organisation.website };
    card.langs = organisation.langs;
    card.revised = organisation.updated_at;
    return card;
}

} // namespace

http::Response entry(Directory& directory, accounts::Request& request)
{
    auto const found = seen_entry(request, request.param("organisation"));
    if (auto const* moved = std::get_if<Moved>(&found))
        return http::Response::moved_permanently(request.address(pattern, { moved->slug }));
    auto const& seen = std::get<SeenEntry>(found);
    auto const& organisation = seen.organisation;
    Labels const labels(request.words(), directory.catalogues.thesaurus(), {});

    auto view = entry_view(request, organisation, labels);
    for (auto const& one : seen.member_of)
        view.operators.push_back({ one.name, operator_url(request, one.slug) });
    view.vcard
        = html::Url(request.address("/{lang}/@organisations/{organisation}/vcard", { organisation.slug }));
    if (request.can(Action::EditOrganisation, seen.thing()))
        view.edit = html::Url(
            request.address("/{lang}/@organisations/{organisation}/@edit", { organisation.slug }));
    else if (organisation.state == State::Published)
        view.claim = html::Url(
            request.address("/{lang}/@organisations/{organisation}/@claim", { organisation.slug }));
    return http::Response::html(views::entry_page(frame(request, seen, labels.thesaurus()), view).markup());
}

http::Response entry_card(Directory&, accounts::Request& request)
{
    auto const found = seen_entry(request, request.param("organisation"));
    if (auto const* moved = std::get_if<Moved>(&found))
        return http::Response::moved_permanently(
            request.address("/{lang}/@organisations/{organisation}/vcard", { moved->slug }));
    auto const& organisation = std::get<SeenEntry>(found).organisation;
    return http::Response::download(
        organisation.slug + ".vcf", "text/vcard; charset=utf-8", documents::to_vcard(card_of(organisation)));
}

} // namespace passerelle::directory::finding
