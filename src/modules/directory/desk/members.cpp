#include "modules/directory/desk/members.hpp"

namespace passerelle::directory::desk {

static db::Statement const count_members { "desk.count_members", R"sql(
    select count(*) from (select 1 as found from memberships where operator_id = $1 limit $2) as counted
)sql" };

bool has_many_members(db::Reader& reader, OperatorId at)
{
    return reader.value<std::int64_t>(count_members, at, few_members_max + 1) > few_members_max;
}

static db::Statement const list_categories { "desk.list_categories", R"sql(
    with recursive found (category) as (
        select min(category) from memberships where operator_id = $1 and category <> ''
        union all
        select (select min(m.category) from memberships m where m.operator_id = $1 and m.category <> ''
                and m.category > found.category)
        from found where found.category is not null
    )
    select category from found where category is not null limit 100
)sql" };

std::vector<std::string> categories(db::Reader& reader, OperatorId at)
{
    return reader.all(
        list_categories, [](db::Row const& row) { return row.text(0); }, at);
}

static db::Statement const find_membership { "desk.find_membership", R"sql(
    select 1 from memberships where organisation_id = $1 and operator_id = $2 limit 1
)sql" };

bool was_ever_member(db::Reader& reader, OperatorId at, OrganisationId organisation)
{
    return reader.exists(find_membership, organisation, at);
}

} // namespace passerelle::directory::desk
