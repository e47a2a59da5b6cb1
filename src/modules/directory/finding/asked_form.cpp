#include "modules/directory/finding/asked_form.hpp"

#include "base/text.hpp"
#include "modules/directory/finding/projection.hpp"

#include <algorithm>

namespace passerelle::directory::finding {
namespace {

constexpr std::size_t query_bytes_max = 300;
constexpr std::size_t value_bytes_max = 100;
constexpr std::size_t values_max = 40; ///< of one facet

/// Cut at the end of a character.
std::string cut(std::string_view text, std::size_t bytes_max)
{
    if (text.size() <= bytes_max)
        return std::string(text);
    auto end = bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return std::string(text.substr(0, end));
}

std::vector<std::string> values_of(http::Fields const& fields, std::string_view facet)
{
    std::vector<std::string> values;
    for (auto const value : fields.all(facet)) {
        auto const text = trim(value);
        auto const known = std::find(values.begin(), values.end(), text) != values.end();
        if (!text.empty() && text.size() <= value_bytes_max && !known && values.size() < values_max)
            values.emplace_back(text);
    }
    return values;
}

bool is_facet(std::string_view name)
{
    auto const& names = facet_names();
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

std::vector<std::string> const& facet_names()
{
    static auto const names = [] {
        std::vector<std::string> result;
        for (auto const name :
            { facets::kind, facets::region, facets::place, facets::capability, facets::material,
                facets::machine, facets::certification, facets::market, facets::lang, facets::operator_slug })
            result.emplace_back(name);
        return result;
    }();
    return names;
}

Asked Asked::read(http::Fields const& fields)
{
    Asked asked;
    asked.q = cut(trim(fields.text("q")), query_bytes_max);
    asked.map = fields.text("view") == "map";
    asked.after = fields.text("after");
    if (auto const more = fields.text("more"); is_facet(more))
        asked.more = more;
    for (auto const& facet : facet_names())
        if (auto values = values_of(fields, facet); !values.empty())
            asked.filters.push_back({ facet, std::move(values) });
    return asked;
}

http::Fields Asked::fields() const
{
    http::Fields fields;
    if (!q.empty())
        fields.add("q", q);
    for (auto const& filter : filters)
        for (auto const& value : filter.values)
            fields.add(filter.facet, value);
    if (map)
        fields.add("view", "map");
    if (!more.empty())
        fields.add("more", more);
    if (!after.empty())
        fields.add("after", after);
    return fields;
}

html::Url Asked::address(std::string const& path) const
{
    return html::Url(http::address_of(path, fields()));
}

bool Asked::has(std::string_view facet, std::string_view value) const
{
    return std::any_of(filters.begin(), filters.end(), [&](search::Filter const& filter) {
        return filter.facet == facet
            && std::find(filter.values.begin(), filter.values.end(), value) != filter.values.end();
    });
}

Asked Asked::with(std::string_view facet, std::string_view value) const
{
    auto fields = first_page().fields();
    if (!has(facet, value))
        fields.add(facet, value);
    return read(fields);
}

Asked Asked::without(std::string_view facet, std::string_view value) const
{
    auto asked = first_page();
    for (auto& filter : asked.filters)
        if (filter.facet == facet)
            std::erase(filter.values, value);
    std::erase_if(asked.filters, [](search::Filter const& filter) { return filter.values.empty(); });
    return asked;
}

Asked Asked::first_page() const
{
    auto asked = *this;
    asked.after.clear();
    return asked;
}

bool Asked::is_plain() const { return q.empty() && filters.empty() && !map && more.empty() && after.empty(); }

search::Query Asked::query(Lang lang, Sight sight, int limit) const
{
    search::Query query;
    query.text = q;
    query.lang = lang;
    query.filters = filters;
    query.audiences = audiences_of(sight);
    query.order = q.empty() ? search::Query::Order::Name : search::Query::Order::Relevance;
    query.limit = limit;
    query.after = after;
    return query;
}

} // namespace passerelle::directory::finding
