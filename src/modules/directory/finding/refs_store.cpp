#include "modules/directory/finding/refs_store.hpp"

namespace passerelle::directory::store {

static db::Statement const refs_and_names_sql { "directory.refs_and_names", R"sql(
    select o.id, o.name, (select min(r.ref) from organisation_refs r where r.organisation_id = o.id)
    from organisations o
    where o.id in ($1...)
)sql" };

std::unordered_map<Uuid, RefAndName> refs_and_names(
    db::Reader& reader, std::vector<OrganisationId> const& ids)
{
    std::unordered_map<Uuid, RefAndName> result;
    reader.each(
        refs_and_names_sql,
        [&](db::Row const& row) {
            result[row.uuid(0)] = { row.optional_text(2).value_or(row.uuid(0).text()), row.text(1) };
        },
        ids);
    return result;
}

} // namespace passerelle::directory::store
