#include "modules/accounts/api_token_store.hpp"

#include "base/text.hpp"

namespace passerelle::accounts::store {

static db::Statement const find_api_token_sql { "accounts.find_api_token", R"sql(
    select t.person_id, p.name, p.lang, case when p.totp_secret is null then 0 else 1 end, t.scopes
    from api_tokens t
    join persons p on p.id = t.person_id
    where t.token_hash = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > $2)
      and p.state = 'active'
)sql" };

std::optional<ApiTokenRow> find_api_token(db::Reader& reader, std::string_view token_hash, Instant now)
{
    return reader.one(
        find_api_token_sql,
        [](db::Row const& row) {
            return ApiTokenRow { row.id<Person>(0), row.text(1), row.lang(2), row.flag(3),
                split_values(row.view(4), '|') };
        },
        token_hash, now);
}

static db::Statement const api_tokens_of_sql { "accounts.api_tokens_of", R"sql(
    select id, person_id, name, scopes, created_at, expires_at, revoked_at
    from api_tokens where person_id = $1
    order by created_at desc, id limit 100
)sql" };

std::vector<ApiToken> api_tokens_of(db::Reader& reader, PersonId person)
{
    return reader.all(
        api_tokens_of_sql,
        [](db::Row const& row) {
            return ApiToken { row.id<ApiToken>(0), row.id<Person>(1), row.text(2),
                split_values(row.view(3), '|'), row.instant(4), row.optional_instant(5),
                row.optional_instant(6) };
        },
        person);
}

static db::Statement const count_api_tokens_sql { "accounts.count_api_tokens", R"sql(
    select count(*) from api_tokens
    where person_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)
)sql" };

std::int64_t count_api_tokens(db::Reader& reader, PersonId person, Instant now)
{
    return reader.value<std::int64_t>(count_api_tokens_sql, person, now);
}

static db::Statement const insert_api_token_sql { "accounts.insert_api_token", R"sql(
    insert into api_tokens (id, token_hash, person_id, name, scopes, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7)
)sql" };

void insert_api_token(db::Transaction& tx, std::string_view token_hash, ApiToken const& made)
{
    tx.run(insert_api_token_sql, made.id, token_hash, made.person, made.name, join(made.scopes, "|"),
        made.created_at, made.expires_at);
}

static db::Statement const revoke_api_token_sql { "accounts.revoke_api_token", R"sql(
    update api_tokens set revoked_at = $3
    where person_id = $1 and id = $2 and revoked_at is null
)sql" };

bool revoke_api_token(db::Transaction& tx, PersonId person, ApiTokenId token, Instant now)
{
    return tx.run(revoke_api_token_sql, person, token, now) == 1;
}

static db::Statement const delete_api_tokens_of_sql { "accounts.delete_api_tokens_of", R"sql(
    delete from api_tokens where person_id = $1
)sql" };

void delete_api_tokens_of(db::Transaction& tx, PersonId person) { tx.run(delete_api_tokens_of_sql, person); }

} // namespace passerelle::accounts::store
