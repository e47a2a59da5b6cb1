#include "base/text.hpp"
#include "modules/directory/finding/asked_form.hpp"
#include "modules/directory/finding/list_page.hpp"
#include "modules/directory/finding/pages.hpp"
#include "modules/directory/finding/projection.hpp"
#include "modules/directory/finding/schema_org_view.hpp"
#include "modules/directory/finding/views/place_page.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace passerelle::directory::finding {
namespace {

constexpr int rows_shown = 10;
constexpr std::size_t neighbours_shown = 8;
constexpr std::size_t capabilities_shown = 12;

/// Near enough for an order: degrees, those of longitude shortened as in the middle of Switzerland.
double distance(Place const& a, Place const& b)
{
    return std::hypot(a.latitude - b.latitude, (a.longitude - b.longitude) * 0.68);
}

/// The nearest localities; of a region, those inside it.
std::vector<Place const*> neighbours_of(Place const& place)
{
    if (place.type != Place::Type::Municipality)
        return Places::all().children(place.id);
    std::vector<Place const*> others;
    for (auto const& other : Places::all().list())
        if (other.type == Place::Type::Municipality && other.id != place.id)
            others.push_back(&other);
    auto const end = others.begin() + static_cast<std::ptrdiff_t>(std::min(neighbours_shown, others.size()));
    std::partial_sort(others.begin(), end, others.end(),
        [&](Place const* a, Place const* b) { return distance(*a, place) < distance(*b, place); });
    others.erase(end, others.end());
    return others;
}

std::vector<Counted> counted_places(
    accounts::Request const& request, std::vector<Place const*> places, search::Answer const& answer)
{
    std::unordered_map<std::string, std::uint32_t> counts;
    for (auto const& [facet, values] : answer.facets)
        for (auto const& [value, count] : values)
            counts.emplace(value, count);
    auto const lang = request.lang();
    std::sort(places.begin(), places.end(), [&](Place const* a, Place const* b) {
        return i18n::collation_key(a->name(lang), lang) < i18n::collation_key(b->name(lang), lang);
    });
    std::vector<Counted> result;
    for (auto const* place : places) {
        auto const count = counts.find(place->id);
        result.push_back({ std::string(place->name(lang)), place_url(request, place->id),
            count == counts.end() ? std::string()
                                  : i18n::number(static_cast<std::int64_t>(count->second), lang) });
    }
    return result;
}

std::string meta_of(Place const& place, std::string const& count, Lang lang)
{
    std::vector<std::string> parts;
    if (!place.postcode.empty())
        parts.push_back(place.postcode);
    auto const around = Places::all().with_parents(place.id);
    for (auto const* region : around)
        if (region != &place && region->type != Place::Type::Area)
            parts.emplace_back(region->name(lang));
    parts.push_back(count);
    return join(parts, " · ");
}

std::string other_names_of(Place const& place, Lang lang)
{
    std::vector<std::string> names;
    for (auto const other : interface_langs)
        if (auto const name = std::string(place.name(other));
            name != place.name(lang) && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    return join(names, " · ");
}

/// Everything lies in the area, so that it needs no filter.
Asked asked_for(Place const& place)
{
    if (place.type == Place::Type::Area)
        return {};
    return Asked().with(place.type == Place::Type::Municipality ? facets::place : facets::region, place.id);
}

html::Page frame(accounts::Request const& request, Place const& place)
{
    auto page = request.page(place.name(request.lang()));
    page.breadcrumbs
        = { { std::string(page.tr("Directory")), html::Url(request.address("/{lang}/@organisations")) } };
    auto parents = Places::all().with_parents(place.id);
    for (auto parent = parents.rbegin(); parent != parents.rend(); ++parent)
        if (*parent != &place)
            page.breadcrumbs.push_back(
                { std::string((*parent)->name(page.lang)), place_url(request, (*parent)->id) });
    auto const address = request.address("/{lang}/@places/{place}", { place.id });
    page.json_ld.emplace_back(schema_of(place, request.platform().site.absolute(address), page.lang));
    return page;
}

} // namespace

http::Response place(Directory& directory, accounts::Request& request)
{
    auto const* const place = Places::all().find(request.param("place"));
    if (!place)
        accounts::not_found();
    auto const sight = sight_of(request.actor());
    auto const asked = asked_for(*place);
    auto query = asked.query(request.lang(), sight, rows_shown);
    query.facets
        = { std::string(facets::capability), std::string(facets::place), std::string(facets::region) };
    auto const found = find(directory, request, query, sight);

    PlacePage view;
    view.name = place->name(request.lang());
    view.count = organisations_in_words(found.answer.total, request.words());
    view.meta = meta_of(*place, view.count, request.lang());
    view.other_names = other_names_of(*place, request.lang());
    view.rows = card_rows(request, found);
    view.in_directory = asked.address(request.address("/{lang}/@organisations"));
    view.capabilities = counted(request, found, facets::capability, capabilities_shown, asked);
    view.is_region = place->type != Place::Type::Municipality;
    view.neighbours = counted_places(request, neighbours_of(*place), found.answer);
    return http::Response::html(views::place_page(frame(request, *place), view).markup());
}

} // namespace passerelle::directory::finding
