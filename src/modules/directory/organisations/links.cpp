#include "modules/directory/organisations/links.hpp"

#include "modules/directory/organisations/store.hpp"

#include <algorithm>

namespace passerelle::directory {

std::vector<html::Link> links_of(accounts::Request const& request, std::vector<OrganisationId> const& ids)
{
    auto const entries = request.read([&](db::Reader& reader) { return store::load(reader, ids); });
    std::vector<html::Link> links;
    for (auto const id : ids) {
        auto const entry = std::find_if(
            entries.begin(), entries.end(), [&](Organisation const& each) { return each.id == id; });
        if (entry == entries.end())
            links.emplace_back();
        else
            links.push_back({ entry->name,
                html::Url(request.address("/{lang}/@organisations/{organisation}", { entry->slug })) });
    }
    return links;
}

} // namespace passerelle::directory
