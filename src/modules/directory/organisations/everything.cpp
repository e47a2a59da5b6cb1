#include "modules/directory/organisations/everything.hpp"

#include "modules/directory/organisations/store.hpp"

namespace passerelle::directory {
namespace {

bool is_empty(OperatorRecord const& record)
{
    return record.memberships.empty() && record.refs.empty() && record.notes.empty()
        && record.contacts.empty();
}

} // namespace

std::optional<Everything> everything_of(
    db::Reader& reader, OrganisationId id, LocalDate today, std::optional<OperatorId> only)
{
    auto entry = store::find(reader, id);
    if (!entry)
        return std::nullopt;
    Everything everything { *std::move(entry), accounts::holders(reader, id, today), claims_of(reader, id),
        proposal_of(reader, id), {} };
    for (auto const& at : accounts::operators(reader)) {
        if (only && at.id != *only)
            continue;
        auto record = load_operator_record(reader, at.id, id);
        if (!is_empty(record))
            everything.operators.push_back({ at, std::move(record) });
    }
    return everything;
}

} // namespace passerelle::directory
