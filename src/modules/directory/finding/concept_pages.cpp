#include "base/text.hpp"
#include "modules/directory/finding/asked_form.hpp"
#include "modules/directory/finding/finder.hpp"
#include "modules/directory/finding/list_page.hpp"
#include "modules/directory/finding/pages.hpp"
#include "modules/directory/finding/projection.hpp"
#include "modules/directory/finding/schema_org_view.hpp"
#include "modules/directory/finding/views/concept_page.hpp"
#include "modules/directory/finding/views/concepts_page.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>
#include <unordered_map>

namespace passerelle::directory::finding {
namespace {

using search::Concept;
using search::Thesaurus;

constexpr int rows_shown = 10;
constexpr auto turtle_address = "/api/v1/concepts?format=turtle";
constexpr auto json_address = "/api/v1/concepts";

html::Link link_to(accounts::Request const& request, Thesaurus const& thesaurus, Concept number)
{
    return { heading_of(thesaurus, number, request.lang()), concept_url(request, thesaurus.id(number)) };
}

std::vector<html::Link> links_to(
    accounts::Request const& request, Thesaurus const& thesaurus, std::span<Concept const> numbers)
{
    std::vector<html::Link> links;
    for (auto const number : numbers)
        links.push_back(link_to(request, thesaurus, number));
    return links;
}

/// A column for each language that has a label, the reader's first.
std::vector<ConceptLabels> labels_of(Thesaurus const& thesaurus, Concept number, Lang reader)
{
    std::vector<ConceptLabels> columns;
    std::vector<std::vector<std::string>> others;
    for (auto const& label : thesaurus.labels(number)) {
        auto const known = std::find_if(columns.begin(), columns.end(),
            [&](ConceptLabels const& column) { return column.lang == label.lang; });
        auto const at = static_cast<std::size_t>(known - columns.begin());
        if (known == columns.end()) {
            columns.push_back({ label.lang, {}, {} });
            others.emplace_back();
        }
        if (label.preferred)
            columns[at].preferred = label.text;
        else
            others[at].emplace_back(label.text);
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].preferred.empty() && !others[i].empty()) {
            columns[i].preferred = others[i].front();
            others[i].erase(others[i].begin());
        }
        columns[i].preferred = i18n::upper_first(columns[i].preferred);
        columns[i].others = join(others[i], ", ");
    }
    std::stable_partition(
        columns.begin(), columns.end(), [&](ConceptLabels const& column) { return column.lang == reader; });
    return columns;
}

using Counts = std::unordered_map<std::string, std::uint32_t>;

Counts counts_of(search::Answer const& answer)
{
    Counts counts;
    for (auto const& [facet, values] : answer.facets)
        for (auto const& [value, count] : values)
            counts.emplace(value, count);
    return counts;
}

Counted counted_concept(
    accounts::Request const& request, Thesaurus const& thesaurus, Concept number, Counts const& counts)
{
    auto const link = link_to(request, thesaurus, number);
    auto const count = counts.find(std::string(thesaurus.id(number)));
    return { link.label, link.url,
        count == counts.end() ? std::string()
                              : i18n::number(static_cast<std::int64_t>(count->second), request.lang()) };
}

void add_organisations(
    ConceptPage& view, Directory& directory, accounts::Request const& request, Concept number)
{
    auto const& thesaurus = *directory.catalogues.thesaurus();
    auto const sight = sight_of(request.actor());
    auto const asked = Asked().with(facet_name(facet_of(thesaurus, number)), thesaurus.id(number));
    auto const found = find(directory, request, asked.query(request.lang(), sight, rows_shown), sight);
    view.rows = card_rows(request, found);
    view.count = organisations_in_words(found.answer.total, request.words());
    view.in_directory = asked.address(request.address("/{lang}/@organisations"));
}

} // namespace

http::Response concepts(Directory& directory, accounts::Request& request)
{
    auto const thesaurus = directory.catalogues.thesaurus();
    auto query = Asked().query(request.lang(), sight_of(request.actor()), 0);
    query.facets = { std::string(facets::capability), std::string(facets::material),
        std::string(facets::machine), std::string(facets::certification), std::string(facets::market) };
    auto const counts = counts_of(directory.finder.index().find(query));

    ConceptsPage all;
    for (std::size_t i = 0; i < thesaurus->size(); ++i) {
        auto const facet = static_cast<Concept>(i);
        if (!thesaurus->is_facet(facet))
            continue;
        ConceptGroup group { link_to(request, *thesaurus, facet), {} };
        for (auto const child : thesaurus->children(facet))
            group.concepts.push_back(counted_concept(request, *thesaurus, child, counts));
        all.groups.push_back(std::move(group));
    }
    all.turtle = html::Url(turtle_address);
    all.json = html::Url(json_address);
    return http::Response::html(
        views::concepts_page(request.page(request.words().tr("Skills and trades")), all).markup());
}

http::Response one_concept(Directory& directory, accounts::Request& request)
{
    auto const thesaurus = directory.catalogues.thesaurus();
    auto const number = thesaurus->find(request.param("concept"));
    if (!number)
        accounts::not_found();
    auto const id = thesaurus->id(*number);

    ConceptPage view;
    view.labels = labels_of(*thesaurus, *number, request.lang());
    if (auto const broader = thesaurus->broader(*number))
        view.broader = { link_to(request, *thesaurus, *broader) };
    view.narrower = links_to(request, *thesaurus, thesaurus->children(*number));
    view.related = links_to(request, *thesaurus, thesaurus->related(*number));
    if (!thesaurus->is_facet(*number))
        add_organisations(view, directory, request, *number);
    view.json = html::Url(std::string(json_address) + "/" + html::percent_encoded(id));
    view.turtle = view.json.with("format", "turtle");

    auto page = request.page(heading_of(*thesaurus, *number, request.lang()));
    auto const all = request.address("/{lang}/@concepts");
    page.breadcrumbs = { { std::string(page.tr("Skills and trades")), html::Url(all) } };
    auto ancestors = thesaurus->ancestors(*number);
    std::reverse(ancestors.begin(), ancestors.end());
    for (auto const ancestor : ancestors)
        page.breadcrumbs.push_back(link_to(request, *thesaurus, ancestor));
    auto const& site = request.platform().site;
    page.json_ld.emplace_back(
        schema_of(*thesaurus, *number, site.absolute(request.address("/{lang}/@concepts/{concept}", { id })),
            site.absolute(all), request.lang()));
    return http::Response::html(views::concept_page(page, view).markup());
}

} // namespace passerelle::directory::finding
