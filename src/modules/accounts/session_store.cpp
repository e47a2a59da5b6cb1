#include "modules/accounts/session_store.hpp"

#include "modules/accounts/roles.hpp"

namespace passerelle::accounts::store {
namespace {

Session read_session(db::Row const& row)
{
    return { row.id<Session>(0), row.id<Person>(1), row.instant(2), row.instant(3), row.instant(4),
        row.optional_instant(5), row.text(6) };
}

} // namespace

static db::Statement const find_session_sql { "accounts.find_session", R"sql(
    select s.id, s.person_id, s.created_at, s.seen_at, s.expires_at, s.second_factor_at, s.device,
           p.name, p.lang, case when p.totp_secret is null then 0 else 1 end
    from sessions s
    join persons p on p.id = s.person_id
    where s.token_hash = $1 and s.expires_at > $2 and p.state = 'active'
)sql" };

std::optional<SessionRow> find_session(db::Reader& reader, std::string_view token_hash, Instant now)
{
    return reader.one(
        find_session_sql,
        [](db::Row const& row) {
            return SessionRow { read_session(row), row.text(7), row.lang(8), row.flag(9) };
        },
        token_hash, now);
}

// Kind 1 is a role at an operator, 2 at an organisation. `until` is the last day.
static db::Statement const load_actor_sql { "accounts.load_actor", R"sql(
    select 1, operator_id, role from operator_roles
    where person_id = $1 and since <= $2 and (until is null or until >= $2)
    union all
    select 2, organisation_id, role from organisation_roles
    where person_id = $1 and since <= $2 and (until is null or until >= $2)
)sql" };

Actor load_actor(db::Reader& reader, PersonId person, LocalDate today)
{
    Actor actor;
    actor.person = person;
    reader.each(
        load_actor_sql,
        [&](db::Row const& row) {
            if (row.integer(0) == 1)
                actor.operators.push_back({ row.id<Operator>(1), parse_operator_role(row.view(2)) });
            else
                actor.organisations.push_back(
                    { row.id<directory::Organisation>(1), parse_organisation_role(row.view(2)) });
        },
        person, today);
    return actor;
}

static db::Statement const sessions_of_sql { "accounts.sessions_of", R"sql(
    select id, person_id, created_at, seen_at, expires_at, second_factor_at, device
    from sessions
    where person_id = $1 and expires_at > $2
    order by created_at desc, id
    limit 200
)sql" };

std::vector<Session> sessions_of(db::Reader& reader, PersonId person, Instant now)
{
    return reader.all(sessions_of_sql, read_session, person, now);
}

static db::Statement const insert_session_sql { "accounts.insert_session", R"sql(
    insert into sessions
        (token_hash, id, person_id, created_at, seen_at, expires_at, second_factor_at, device)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
)sql" };

void insert_session(db::Transaction& tx, std::string_view token_hash, Session const& session)
{
    tx.run(insert_session_sql, token_hash, session.id, session.person, session.created_at, session.seen_at,
        session.expires_at, session.second_factor_at, session.device);
}

static db::Statement const touch_session_sql { "accounts.touch_session", R"sql(
    update sessions set seen_at = $2, expires_at = $3 where id = $1
)sql" };

void touch_session(db::Transaction& tx, SessionId id, Instant seen_at, Instant expires_at)
{
    tx.run(touch_session_sql, id, seen_at, expires_at);
}

static db::Statement const raise_session_sql { "accounts.raise_session", R"sql(
    update sessions set token_hash = $2, second_factor_at = $3 where id = $1
)sql" };

void raise_session(db::Transaction& tx, SessionId id, std::string_view token_hash, Instant second_factor_at)
{
    tx.run(raise_session_sql, id, token_hash, second_factor_at);
}

static db::Statement const delete_session_sql { "accounts.delete_session", R"sql(
    delete from sessions where person_id = $1 and id = $2
)sql" };

void delete_session(db::Transaction& tx, PersonId person, SessionId id)
{
    tx.run(delete_session_sql, person, id);
}

static db::Statement const delete_expired_sessions_sql { "accounts.delete_expired_sessions", R"sql(
    delete from sessions where expires_at <= $1
)sql" };

std::int64_t delete_expired_sessions(db::Transaction& tx, Instant now)
{
    return tx.run(delete_expired_sessions_sql, now);
}

} // namespace passerelle::accounts::store
