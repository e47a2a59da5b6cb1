#include "modules/accounts/access.hpp"

namespace passerelle::accounts {

Operator acting_operator(Request const& request, Action action)
{
    auto const slug = request.param("operator");
    auto const found = request.read([&](db::Reader& reader) { return find_operator(reader, slug); });
    if (!found || found->closed_at)
        not_found();
    request.require(action, Thing::of(found->id));
    return *found;
}

Person looked_after(Request const& request, Operator const& at)
{
    auto const id = request.id<Person>("person");
    auto found = request.read([&](db::Reader& reader) {
        auto const held = actor_of(reader, id, request.today());
        if (!held.holds(at.id, OperatorRole::Viewer) || !can_look_after(request.actor(), held))
            not_found();
        return find_person(reader, id);
    });
    if (!found)
        not_found();
    return *std::move(found);
}

} // namespace passerelle::accounts
