#include "modules/directory/finding/entry.hpp"

#include "base/ensure.hpp"
#include "modules/directory/finding/store.hpp"
#include "modules/directory/organisations/store.hpp"

#include <algorithm>
#include <tuple>

namespace passerelle::directory::finding {
namespace {

using accounts::Action;

/// A chain of merges is short; a circle would be a bug, and must not hang a page.
constexpr int steps_max = 20;

/// The entry in which a chain of merges ends.
Moved end_of_chain(db::Reader& reader, OrganisationId id)
{
    for (int step = 0; step < steps_max; ++step) {
        auto const there = find_whereabouts(reader, id);
        ensure(there);
        if (!there->successor)
            return { id, there->slug };
        id = *there->successor;
    }
    accounts::not_found();
}

bool is_for(accounts::Request const& request, SeenEntry const& entry)
{
    return entry.organisation.state == State::Published
        || request.can(Action::DecideOnOrganisation, entry.thing())
        || request.can(Action::EditOrganisation, entry.thing());
}

/// Those of which it is a member, by name.
std::vector<accounts::Operator> operators_of(db::Reader& reader, OrganisationId id, LocalDate today)
{
    std::vector<accounts::Operator> operators;
    for (auto const& member : directory::store::member_of(reader, id, today))
        if (auto at = accounts::find_operator(reader, member); at && !at->closed_at)
            operators.push_back(*std::move(at));
    std::sort(operators.begin(), operators.end(),
        [](auto const& a, auto const& b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
    return operators;
}

std::variant<SeenEntry, Moved> seen(
    accounts::Request const& request, db::Reader& reader, std::optional<Organisation> found)
{
    if (!found)
        accounts::not_found();
    if (found->successor)
        return end_of_chain(reader, *found->successor);
    auto const id = found->id;
    SeenEntry entry { as_seen(*std::move(found), sight_of(request.actor(), id)),
        operators_of(reader, id, request.today()) };
    if (!is_for(request, entry))
        accounts::not_found();
    return entry;
}

} // namespace

accounts::Thing SeenEntry::thing() const
{
    std::vector<OperatorId> responsible;
    for (auto const& one : member_of)
        responsible.push_back(one.id);
    return accounts::Thing::of(organisation.id, std::move(responsible));
}

std::variant<SeenEntry, Moved> seen_entry(accounts::Request const& request, std::string_view slug)
{
    return request.read([&](db::Reader& reader) {
        return seen(request, reader, directory::store::find_by_slug(reader, slug));
    });
}

std::variant<SeenEntry, Moved> seen_entry(accounts::Request const& request, OrganisationId id)
{
    return request.read(
        [&](db::Reader& reader) { return seen(request, reader, directory::store::find(reader, id)); });
}

} // namespace passerelle::directory::finding
