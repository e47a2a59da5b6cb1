#include "modules/directory/finding/asked_form.hpp"
#include "modules/directory/finding/list_page.hpp"
#include "modules/directory/finding/pages.hpp"
#include "modules/directory/finding/projection.hpp"
#include "modules/directory/finding/region_map_view.hpp"
#include "modules/directory/finding/views/home_page.hpp"
#include "platform/i18n/format.hpp"
#include "platform/json/json.hpp"

namespace passerelle::directory::finding {
namespace {

constexpr std::size_t capabilities_shown = 12;
constexpr std::size_t regions_shown = 12;

std::string sentence_in(Lang lang)
{
    return std::string(i18n::words(lang).tr("Precision speaks two languages."));
}

/// The one that stands opposite: German beside French, French beside all others.
Lang other_than(Lang lang) { return lang == Lang::fr ? Lang::de : Lang::fr; }

std::int64_t count_of(search::Answer const& answer, std::string_view facet, std::string_view value)
{
    auto const counts = answer.facets.find(std::string(facet));
    if (counts == answer.facets.end())
        return 0;
    for (auto const& [name, count] : counts->second)
        if (name == value)
            return static_cast<std::int64_t>(count);
    return 0;
}

std::int64_t values_of(search::Answer const& answer, std::string_view facet)
{
    auto const counts = answer.facets.find(std::string(facet));
    return counts == answer.facets.end() ? 0 : static_cast<std::int64_t>(counts->second.size());
}

OperatorCard card_of(
    accounts::Request const& request, accounts::Operator const& one, search::Answer const& answer)
{
    auto const members = html::Trn(request.words())(
        "{n} member", "{n} members", count_of(answer, facets::operator_slug, one.slug));
    return { one.name, one.langs.empty() ? request.lang() : one.langs.front(),
        operator_url(request, one.slug), one.locality.empty() ? members : one.locality + " · " + members };
}

void describe_site(html::Page& page, accounts::Request const& request)
{
    Json data { { "@context", "https://schema.org" }, { "@type", "WebSite" },
        { "name", request.platform().installation.name }, { "url", page.canonical.text() },
        { "inLanguage", std::string(request.lang().code()) } };
    data["potentialAction"] = { { "@type", "SearchAction" },
        { "target",
            request.platform().site.absolute(request.address("/{lang}/@organisations"))
                + "?q={search_term_string}" },
        { "query-input", "required name=search_term_string" } };
    page.json_ld.emplace_back(to_json_text(data));
}

} // namespace

http::Response front_door(Directory& directory, accounts::Request& request)
{
    auto const lang = http::preferred_lang(request.http(), directory.installation.langs.front());
    http::Response response;
    response.status = 302;
    response.with("Location", request.address_in(lang, "/{lang}"));
    response.with("Vary", "Accept-Language");
    return response;
}

http::Response home(Directory& directory, accounts::Request& request)
{
    auto const sight = sight_of(request.actor());
    auto query = Asked().query(request.lang(), sight, 0);
    query.facets = { std::string(facets::capability), std::string(facets::region), std::string(facets::place),
        std::string(facets::operator_slug) };
    auto const found = find(directory, request, query, sight);
    auto const& map = RegionMap::get();
    auto const lang = request.lang();
    auto const path = request.address("/{lang}/@organisations");

    HomePage home;
    home.sentence = sentence_in(lang);
    home.other_lang = other_than(lang);
    home.other_sentence = sentence_in(home.other_lang);
    home.directory = html::Url(path);
    home.map = html::Url(path).with("view", "map");
    home.concepts = html::Url(request.address("/{lang}/@concepts"));
    home.propose = html::Url(request.address("/{lang}/@propose"));
    home.organisations = i18n::number(found.answer.total, lang);
    home.skills = i18n::number(static_cast<std::int64_t>(found.labels.thesaurus().size()), lang);
    home.places = i18n::number(values_of(found.answer, facets::place), lang);
    home.langs = i18n::number(static_cast<std::int64_t>(directory.installation.langs.size()), lang);
    home.capabilities = counted(request, found, facets::capability, capabilities_shown);
    home.regions = counted(request, found, facets::region, regions_shown);
    for (auto const& one : found.labels.operators())
        home.operators.push_back(card_of(request, one, found.answer));
    home.ground = map.outline();
    home.width = map.width();
    home.height = map.height();

    auto page = request.page({});
    page.search = {};
    page.description = page.tr(
        "The companies, schools and associations of the region in one directory, in all its languages.");
    describe_site(page, request);
    return http::Response::html(views::home_page(page, home).markup());
}

} // namespace passerelle::directory::finding
