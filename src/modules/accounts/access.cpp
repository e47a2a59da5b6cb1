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

} // namespace passerelle::accounts
