#include "modules/accounts/second_factor_store.hpp"

namespace passerelle::accounts::store {

static db::Statement const find_second_factor_sql { "accounts.find_second_factor", R"sql(
    select totp_secret, totp_step from persons
    where id = $1 and totp_secret is not null and state = 'active'
)sql" };

std::optional<HeldFactor> find_second_factor(db::Reader& reader, PersonId person)
{
    return reader.one(
        find_second_factor_sql,
        [](db::Row const& row) {
            auto const bytes = row.blob(0);
            return HeldFactor { { bytes.begin(), bytes.end() }, row.integer(1) };
        },
        person);
}

static db::Statement const set_second_factor_sql { "accounts.set_second_factor", R"sql(
    update persons set totp_secret = $2, totp_step = $3, version = version + 1
    where id = $1 and totp_secret is null
)sql" };

bool set_second_factor(db::Transaction& tx, PersonId person, std::string_view sealed, std::int64_t step)
{
    return tx.run(set_second_factor_sql, person, bytes_of(sealed), step) == 1;
}

static db::Statement const use_step_sql { "accounts.use_step", R"sql(
    update persons set totp_step = $2 where id = $1 and totp_step < $2
)sql" };

bool use_step(db::Transaction& tx, PersonId person, std::int64_t step)
{
    return tx.run(use_step_sql, person, step) == 1;
}

static db::Statement const remove_second_factor_sql { "accounts.remove_second_factor", R"sql(
    update persons set totp_secret = null, version = version + 1 where id = $1
)sql" };

void remove_second_factor(db::Transaction& tx, PersonId person) { tx.run(remove_second_factor_sql, person); }

static db::Statement const insert_recovery_code_sql { "accounts.insert_recovery_code", R"sql(
    insert into recovery_codes (person_id, code_hash) values ($1, $2)
)sql" };

void insert_recovery_code(db::Transaction& tx, PersonId person, std::string_view code_hash)
{
    tx.run(insert_recovery_code_sql, person, code_hash);
}

static db::Statement const use_recovery_code_sql { "accounts.use_recovery_code", R"sql(
    update recovery_codes set used_at = $3 where person_id = $1 and code_hash = $2 and used_at is null
)sql" };

bool use_recovery_code(db::Transaction& tx, PersonId person, std::string_view code_hash, Instant now)
{
    return tx.run(use_recovery_code_sql, person, code_hash, now) == 1;
}

static db::Statement const delete_recovery_codes_sql { "accounts.delete_recovery_codes", R"sql(
    delete from recovery_codes where person_id = $1
)sql" };

void delete_recovery_codes(db::Transaction& tx, PersonId person)
{
    tx.run(delete_recovery_codes_sql, person);
}

static db::Statement const count_recovery_codes_sql { "accounts.count_recovery_codes", R"sql(
    select count(*) from recovery_codes where person_id = $1 and used_at is null
)sql" };

std::int64_t count_recovery_codes(db::Reader& reader, PersonId person)
{
    return reader.value<std::int64_t>(count_recovery_codes_sql, person);
}

} // namespace passerelle::accounts::store
