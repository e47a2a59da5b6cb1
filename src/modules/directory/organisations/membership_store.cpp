#include "modules/directory/organisations/store.hpp"

namespace passerelle::directory::store {
namespace {

Membership read_membership(db::Row const& row)
{
    return { row.id<Membership>(0), row.id<Organisation>(1), row.id<accounts::Operator>(2), row.text(3),
        row.text(4), row.optional_date(5), row.optional_date(6) };
}

} // namespace

static db::Statement const member_of_sql { "directory.member_of", R"sql(
    select distinct organisation_id, operator_id from memberships
    where organisation_id in ($2...) and (since is null or since <= $1) and (until is null or until >= $1)
    order by organisation_id, operator_id
)sql" };

std::unordered_map<Uuid, std::vector<OperatorId>> member_of(
    db::Reader& reader, std::vector<OrganisationId> const& organisations, LocalDate today)
{
    std::unordered_map<Uuid, std::vector<OperatorId>> result;
    reader.each(
        member_of_sql,
        [&](db::Row const& row) { result[row.uuid(0)].push_back(row.id<accounts::Operator>(1)); }, today,
        organisations);
    return result;
}

std::vector<OperatorId> member_of(db::Reader& reader, OrganisationId organisation, LocalDate today)
{
    return member_of(reader, std::vector { organisation }, today)[organisation.uuid()];
}

static db::Statement const memberships_of_organisation { "directory.memberships_of_organisation", R"sql(
    select id, organisation_id, operator_id, number, category, since, until from memberships
    where organisation_id = $1 order by operator_id, since, id
)sql" };

std::vector<Membership> memberships_of(db::Reader& reader, OrganisationId organisation)
{
    return reader.all(memberships_of_organisation, read_membership, organisation);
}

static db::Statement const memberships_at_operator { "directory.memberships_at_operator", R"sql(
    select id, organisation_id, operator_id, number, category, since, until from memberships
    where organisation_id = $1 and operator_id = $2 order by since, id
)sql" };

std::vector<Membership> memberships_of(db::Reader& reader, OrganisationId organisation, OperatorId at)
{
    return reader.all(memberships_at_operator, read_membership, organisation, at);
}

static db::Statement const insert_membership { "directory.insert_membership", R"sql(
    insert into memberships (id, organisation_id, operator_id, number, category, since, until)
    values ($1, $2, $3, $4, $5, $6, $7)
)sql" };

void insert(db::Transaction& tx, Membership const& membership)
{
    tx.run(insert_membership, membership.id, membership.organisation, membership.operator_id,
        membership.number, membership.category, membership.since, membership.until);
}

static db::Statement const update_membership { "directory.update_membership", R"sql(
    update memberships set number = $3, category = $4, since = $5, until = $6
    where id = $1 and operator_id = $2
)sql" };

void update(db::Transaction& tx, Membership const& membership)
{
    tx.run(update_membership, membership.id, membership.operator_id, membership.number, membership.category,
        membership.since, membership.until);
}

static db::Statement const delete_membership { "directory.delete_membership", R"sql(
    delete from memberships where id = $1
)sql" };

void remove(db::Transaction& tx, MembershipId id) { tx.run(delete_membership, id); }

} // namespace passerelle::directory::store
