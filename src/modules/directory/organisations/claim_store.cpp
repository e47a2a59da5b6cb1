#include "modules/directory/organisations/claim_store.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"

namespace passerelle::directory {

std::string_view code_of(ClaimState state)
{
    switch (state) {
    case ClaimState::Open:
        return "open";
    case ClaimState::Accepted:
        return "accepted";
    case ClaimState::Declined:
        return "declined";
    }
    ensure(false);
}

} // namespace passerelle::directory

namespace passerelle::directory::store {
namespace {

ClaimState parse_claim_state(std::string_view code)
{
    for (auto const state : { ClaimState::Open, ClaimState::Accepted, ClaimState::Declined })
        if (code_of(state) == code)
            return state;
    ensure(false);
}

Claim read_claim(db::Row const& row)
{
    return { row.id<Claim>(0), row.id<Organisation>(1), row.id<accounts::Person>(2), row.text(3),
        parse_claim_state(row.view(4)), row.instant(5), row.optional_instant(6),
        row.optional_id<accounts::Person>(7) };
}

} // namespace

static db::Statement const find_claim_sql { "directory.find_claim", R"sql(
    select id, organisation_id, person_id, message, state, made_at, decided_at, decided_by
    from claims where id = $1
)sql" };

std::optional<Claim> find_claim(db::Reader& reader, ClaimId id)
{
    return reader.one(find_claim_sql, read_claim, id);
}

static db::Statement const has_open_claim_sql { "directory.has_open_claim", R"sql(
    select 1 from claims where organisation_id = $1 and person_id = $2 and state = 'open' limit 1
)sql" };

bool has_open_claim(db::Reader& reader, OrganisationId organisation, PersonId person)
{
    return reader.exists(has_open_claim_sql, organisation, person);
}

static db::Statement const claims_of_sql { "directory.claims_of", R"sql(
    select id, organisation_id, person_id, message, state, made_at, decided_at, decided_by
    from claims where organisation_id = $1 order by made_at, id
)sql" };

std::vector<Claim> claims_of(db::Reader& reader, OrganisationId organisation)
{
    return reader.all(claims_of_sql, read_claim, organisation);
}

static db::Statement const open_claims_sql { "directory.open_claims", R"sql(
    select c.id, c.organisation_id, c.person_id, c.message, c.state, c.made_at, c.decided_at, c.decided_by
    from claims c
    where c.state = 'open' and (c.made_at > $2 or (c.made_at = $2 and c.id > $3))
      and (exists (
             select 1 from memberships m where m.organisation_id = c.organisation_id and m.operator_id = $1)
           or not exists (select 1 from memberships m where m.organisation_id = c.organisation_id))
    order by c.made_at, c.id limit $4
)sql" };

Page<Claim> open_claims(db::Reader& reader, OperatorId at, PageRequest const& request)
{
    auto const key = db::parse_cursor(request.after, 2);
    auto const made_at = key ? parse_integer((*key)[0]) : std::nullopt;
    auto const id = key ? ClaimId::parse((*key)[1]) : std::nullopt;
    Page<Claim> page;
    page.items = reader.all(open_claims_sql, read_claim, at, static_cast<std::int64_t>(made_at.value_or(0)),
        id.value_or(ClaimId()), request.limit + 1);
    if (static_cast<int>(page.items.size()) > request.limit) {
        page.items.pop_back();
        auto const& last = page.items.back();
        page.next = db::cursor({ std::to_string(last.made_at.milliseconds), last.id.text() });
    }
    return page;
}

static db::Statement const insert_claim { "directory.insert_claim", R"sql(
    insert into claims (id, organisation_id, person_id, message, state, made_at)
    values ($1, $2, $3, $4, $5, $6)
)sql" };

void insert(db::Transaction& tx, Claim const& claim)
{
    tx.run(insert_claim, claim.id, claim.organisation, claim.person, claim.message, code_of(claim.state),
        claim.made_at);
}

static db::Statement const decide_claim { "directory.decide_claim", R"sql(
    update claims set state = $2, decided_at = $3, decided_by = $4 where id = $1 and state = 'open'
)sql" };

bool decide(db::Transaction& tx, Claim const& claim)
{
    return tx.run(decide_claim, claim.id, code_of(claim.state), claim.decided_at, claim.decided_by) == 1;
}

static db::Statement const forget_claims_of_sql { "directory.forget_claims_of", R"sql(
    update claims set message = '', state = case when state = 'open' then 'declined' else state end,
        decided_at = coalesce(decided_at, $2)
    where person_id = $1
)sql" };

void forget_claims_of(db::Transaction& tx, PersonId person, Instant now)
{
    tx.run(forget_claims_of_sql, person, now);
}

} // namespace passerelle::directory::store
