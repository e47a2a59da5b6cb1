#include "modules/directory/desk/awaiting.hpp"

#include "modules/directory/desk/members.hpp"
#include "modules/directory/translations/store.hpp"

namespace passerelle::directory::desk {

static db::Statement const count_claims { "desk.count_claims", R"sql(
    select count(*) from (
        select 1 as found from claims c
        where c.state = 'open'
          and (exists (select 1 from memberships m where m.organisation_id = c.organisation_id and m.operator_id = $1)
               or not exists (select 1 from memberships m where m.organisation_id = c.organisation_id))
        limit $2) as counted
)sql" };

// Proposals are for managers of any operator.
static db::Statement const count_proposals { "desk.count_proposals", R"sql(
    select count(*) from (select 1 as found from proposals where state = 'open' limit $1) as counted
)sql" };

static db::Statement const count_duplicates { "desk.count_duplicates", R"sql(
    select count(*) from (
        select 1 as found from duplicate_pairs d
        where d.state = 'open'
          and (exists (select 1 from memberships m where m.organisation_id = d.first_id and m.operator_id = $1)
               or exists (select 1 from memberships m where m.organisation_id = d.second_id and m.operator_id = $1))
        limit $2) as counted
)sql" };

// Two ways to the same number: from the few members, or along the index of confirmations, where many are
// members.
static db::Statement const count_unconfirmed_of_few { "desk.count_unconfirmed_of_few", R"sql(
    select count(*) from (
        select distinct m.organisation_id as found
        from memberships m cross join organisations o
        where m.operator_id = $1 and (m.since is null or m.since <= $2) and (m.until is null or m.until >= $2)
          and o.id = m.organisation_id and o.state = 'published' and coalesce(o.confirmed_at, o.created_at) < $3
        limit $4) as counted
)sql" };

static db::Statement const count_unconfirmed_of_many { "desk.count_unconfirmed_of_many", R"sql(
    select count(*) from (
        select 1 as found from organisations o
        where o.state = 'published' and coalesce(o.confirmed_at, o.created_at) < $3
          and exists (select 1 from memberships m where m.organisation_id = o.id and m.operator_id = $1
                      and (m.since is null or m.since <= $2) and (m.until is null or m.until >= $2))
        limit $4) as counted
)sql" };

static db::Statement const count_expiring { "desk.count_expiring", R"sql(
    select count(*) from (
        select 1 as found from organisation_concepts c
        where c.valid_until >= $2 and c.valid_until <= $3 and c.standing = 'confirmed'
          and exists (select 1 from memberships m where m.organisation_id = c.organisation_id and m.operator_id = $1
                      and (m.since is null or m.since <= $2) and (m.until is null or m.until >= $2))
        limit $4) as counted
)sql" };

static db::Statement const count_imports { "desk.count_imports", R"sql(
    select count(*) from (select 1 as found from imports where operator_id = $1 and state = 'draft' limit $2) as counted
)sql" };

static db::Statement const count_mails_refused { "desk.count_mails_refused", R"sql(
    select count(*) from (
        select 1 as found from outbox_listed where operator_id = $1 and state = 'refused' limit $2) as counted
)sql" };

Instant confirmation_due(Instant now) { return now - Duration::days(365); }

Awaiting awaiting(db::Reader& reader, OperatorId at, Langs const& langs, LocalDate today, Instant now)
{
    constexpr auto limit = count_max + 1;
    auto const count
        = [&](db::Statement const& statement) { return reader.value<std::int64_t>(statement, at, limit); };
    Awaiting result;
    result.claims = count(count_claims);
    result.proposals = reader.value<std::int64_t>(count_proposals, limit);
    result.duplicates = count(count_duplicates);
    result.imports = count(count_imports);
    result.mails_refused = count(count_mails_refused);
    auto const many = has_many_members(reader, at);
    result.unconfirmed = reader.value<std::int64_t>(
        many ? count_unconfirmed_of_many : count_unconfirmed_of_few, at, today, confirmation_due(now), limit);
    result.expiring = reader.value<std::int64_t>(count_expiring, at, today, today.plus_days(90), limit);
    for (auto const& open : translations::count_open(reader, at, langs, limit))
        result.texts.push_back({ open.lang, open.outdated, open.missing });
    return result;
}

} // namespace passerelle::directory::desk
