#include "modules/directory/organisations/access.hpp"

#include "modules/directory/organisations/store.hpp"

namespace passerelle::directory::access {
namespace {

// More than any chain of merges; a circle, which nothing makes, ends too.
constexpr int merges_max = 20;

std::optional<Reached> reach(accounts::Request const& request, Directory& directory, std::string_view slug)
{
    return directory.database.read([&](db::Reader& reader) -> std::optional<Reached> {
        auto const id = store::find_id(reader, slug);
        auto found = id ? current(reader, *id) : std::nullopt;
        if (!found)
            return std::nullopt;
        auto thing = thing_of(reader, found->id, request.today());
        auto const moved = found->slug != slug;
        return Reached { *std::move(found), std::move(thing), moved };
    });
}

} // namespace

std::optional<Organisation> current(db::Reader& reader, OrganisationId id)
{
    auto found = store::find(reader, id);
    for (int merges = 0; found && found->successor; ++merges) {
        if (merges == merges_max)
            return std::nullopt;
        found = store::find(reader, *found->successor);
    }
    return found;
}

accounts::Thing thing_of(db::Reader& reader, OrganisationId id, LocalDate today)
{
    return accounts::Thing::of(id, store::member_of(reader, id, today));
}

Reached published(accounts::Request const& request, Directory& directory, std::string_view slug)
{
    auto reached = reach(request, directory, slug);
    if (!reached)
        accounts::not_found();
    if (reached->organisation.state != State::Published)
        request.require(accounts::Action::EditOrganisation, reached->thing);
    return *std::move(reached);
}

Reached editable(accounts::Request const& request, Directory& directory, accounts::Action action)
{
    auto reached = reach(request, directory, request.param("organisation"));
    if (!reached)
        accounts::not_found();
    request.require(action, reached->thing);
    return *std::move(reached);
}

Organisation for_staff(accounts::Request const& request, Directory& directory)
{
    if (!request.actor().is_staff())
        accounts::not_found();
    auto found = directory.database.read(
        [&](db::Reader& reader) { return store::find_by_slug(reader, request.param("organisation")); });
    if (!found || found->state == State::Merged)
        accounts::not_found();
    return *std::move(found);
}

} // namespace passerelle::directory::access
