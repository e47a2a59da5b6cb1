#include "modules/directory/finding/asked_form.hpp"
#include "modules/directory/finding/list_page.hpp"
#include "modules/directory/finding/pages.hpp"
#include "modules/directory/finding/projection.hpp"
#include "modules/directory/finding/region_map_view.hpp"
#include "modules/directory/finding/views/directory_page.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>

namespace passerelle::directory::finding {
namespace {

constexpr int rows_per_page = 20;
constexpr std::size_t values_at_first = 7;
constexpr std::size_t values_max = 200;
/// Shown open from the start; the others when they are in use.
constexpr std::string_view open_facets[] { facets::kind, facets::region, facets::capability };

bool is_open(std::string_view facet, Asked const& asked)
{
    auto const is_used = std::any_of(asked.filters.begin(), asked.filters.end(),
        [&](search::Filter const& filter) { return filter.facet == facet; });
    return is_used || asked.more == facet
        || std::find(std::begin(open_facets), std::end(open_facets), facet) != std::end(open_facets);
}

FacetValue value_of(
    std::string_view facet, std::string const& value, std::int64_t count, bool checked, Labels const& labels)
{
    return { value, labels.of(facet, value), i18n::number(count, labels.lang()), checked, count == 0 };
}

/// The most frequent values, and whatever is ticked; the rest behind a link.
FacetGroup group_of(std::string const& facet, Asked const& asked, Found const& found, std::string const& path)
{
    FacetGroup group { facet, std::string(name_of_facet(facet, found.labels.words())), {},
        is_open(facet, asked), {} };
    auto const shown_max = asked.more == facet ? values_max : values_at_first;
    auto const counts = found.answer.facets.find(facet);
    auto const none = std::vector<search::FacetCount>();
    auto const& all = counts == found.answer.facets.end() ? none : counts->second;
    for (auto const& [value, count] : all) {
        auto const checked = asked.has(facet, value);
        if (checked || group.values.size() < shown_max)
            group.values.push_back(
                value_of(facet, value, static_cast<std::int64_t>(count), checked, found.labels));
    }
    for (auto const& filter : asked.filters)
        for (auto const& value : filter.values)
            if (filter.facet == facet && std::none_of(all.begin(), all.end(), [&](auto const& each) {
                    return each.value == value;
                }))
                group.values.push_back(value_of(facet, value, 0, true, found.labels));
    if (asked.more != facet && all.size() > shown_max) {
        auto more = asked.first_page();
        more.more = facet;
        group.more = more.address(path);
    }
    return group;
}

std::vector<html::Link> chips_of(Asked const& asked, Labels const& labels, std::string const& path)
{
    std::vector<html::Link> chips;
    for (auto const& filter : asked.filters)
        for (auto const& value : filter.values)
            chips.push_back(
                { labels.of(filter.facet, value), asked.without(filter.facet, value).address(path) });
    return chips;
}

DirectoryPage page_of(accounts::Request const& request, Asked const& asked, Found const& found)
{
    auto const path = request.address("/{lang}/@organisations");
    DirectoryPage list;
    list.path = html::Url(path);
    list.q = asked.q;
    list.map = asked.map;
    list.heading = organisations_in_words(found.answer.total, request.words());
    list.asked_instead = found.answer.did_you_mean;
    for (auto const& facet : facet_names())
        if (auto group = group_of(facet, asked, found, path); !group.values.empty())
            list.facets.push_back(std::move(group));
    list.chips = chips_of(asked, found.labels, path);
    list.active = list.chips.size();
    auto bare = Asked();
    bare.q = asked.q;
    bare.map = asked.map;
    list.clear = bare.address(path);
    auto other = asked.first_page();
    other.map = false;
    list.list_url = other.address(path);
    other.map = true;
    list.map_url = other.address(path);
    list.propose = html::Url(request.address("/{lang}/@propose"));
    list.concepts = html::Url(request.address("/{lang}/@concepts"));
    return list;
}

void add_rows(DirectoryPage& list, accounts::Request const& request, Asked const& asked, Found const& found)
{
    auto const path = request.address("/{lang}/@organisations");
    list.rows = card_rows(request, found);
    if (!found.answer.next.empty()) {
        auto next = asked;
        next.after = found.answer.next;
        list.pager.next = next.address(path);
    }
    if (!asked.after.empty())
        list.first = asked.first_page().address(path);
}

/// What the list is, on paper.
std::string print_title(DirectoryPage const& list, html::Page const& page, LocalDate today)
{
    auto title = std::string(page.tr("Directory"));
    if (!list.q.empty())
        title += " · " + list.q;
    for (auto const& chip : list.chips)
        title += " · " + chip.label;
    return title + " · " + i18n::long_date(today, page.lang);
}

} // namespace

void keep_from_search_engines(html::Page& page)
{
    page.noindex = true;
    page.canonical = {};
    for (auto& alternate : page.alternates)
        alternate.absolute = {};
}

http::Response directory(Directory& directory, accounts::Request& request)
{
    auto const asked = Asked::read(request.query());
    auto const sight = sight_of(request.actor());
    auto query = asked.query(request.lang(), sight, asked.map ? 0 : rows_per_page);
    query.facets = facet_names();
    // One more than is shown tells that there are more; the map shows all places.
    query.facet_values
        = static_cast<int>(asked.more.empty() && !asked.map ? values_at_first + 1 : values_max);
    auto const found = find(directory, request, query, sight);

    auto list = page_of(request, asked, found);
    if (asked.map)
        list.on_map = map_view(request, found);
    else
        add_rows(list, request, asked, found);

    auto page = request.page(asked.q.empty() ? request.words().tr("Directory") : std::string_view(asked.q));
    page.search = {};
    page.print_title = print_title(list, page, request.today());
    if (!asked.is_plain())
        keep_from_search_engines(page);
    return http::Response::html(views::directory_page(page, list).markup());
}

} // namespace passerelle::directory::finding
