#include "modules/directory/directory.hpp"

#include <algorithm>

namespace passerelle::directory {

static db::Statement const own_entries_sql { "directory.own_entries", R"sql(
    select id, slug, name, state from organisation_cards
    where id in ($1...) and state in ('published', 'proposed')
    order by name, id
)sql" };

std::vector<accounts::OrganisationLinks> links_of(
    accounts::Request const& request, std::vector<OrganisationId> const& ids)
{
    auto const to = [&](std::string_view pattern, std::string_view slug) {
        return html::Url(request.address(pattern, { slug }));
    };
    auto const read = [&](db::Row const& row) {
        auto const slug = row.text(1);
        accounts::OrganisationLinks links { .id = row.id<Organisation>(0),
            .entry = { row.text(2), to("/{lang}/@organisations/{organisation}", slug) } };
        if (!request.actor().holds(links.id, accounts::OrganisationRole::Editor))
            return links;
        links.edit = to("/{lang}/@organisations/{organisation}/@edit", slug);
        if (row.view(3) == "published")
            links.confirm = to("/{lang}/@organisations/{organisation}/@confirm", slug);
        return links;
    };
    return request.read([&](db::Reader& reader) { return reader.all(own_entries_sql, read, ids); });
}

} // namespace passerelle::directory
