#include "modules/accounts/address_change_store.hpp"

#include "platform/i18n/fold.hpp"

namespace passerelle::accounts::store {

static db::Statement const insert_address_change_sql { "accounts.insert_address_change", R"sql(
    insert into address_changes (token_hash, person_id, email, created_at, expires_at)
    values ($1, $2, $3, $4, $5)
)sql" };

void insert_address_change(db::Transaction& tx, std::string_view token_hash, AddressChange const& change,
    Instant now, Instant expires_at)
{
    tx.run(insert_address_change_sql, token_hash, change.person, change.email, now, expires_at);
}

static db::Statement const find_address_change_sql { "accounts.find_address_change", R"sql(
    select c.person_id, p.name, c.email
    from address_changes c
    join persons p on p.id = c.person_id
    where c.token_hash = $1 and c.expires_at > $2 and p.state = 'active'
)sql" };

std::optional<AddressChange> find_address_change(db::Reader& reader, std::string_view token_hash, Instant now)
{
    return reader.one(
        find_address_change_sql,
        [](db::Row const& row) {
            return AddressChange { row.id<Person>(0), row.text(1), row.text(2) };
        },
        token_hash, now);
}

static db::Statement const delete_address_change_sql { "accounts.delete_address_change", R"sql(
    delete from address_changes where token_hash = $1
)sql" };

bool delete_address_change(db::Transaction& tx, std::string_view token_hash)
{
    return tx.run(delete_address_change_sql, token_hash) == 1;
}

static db::Statement const delete_address_changes_of_sql { "accounts.delete_address_changes_of", R"sql(
    delete from address_changes where person_id = $1
)sql" };

void delete_address_changes_of(db::Transaction& tx, PersonId person)
{
    tx.run(delete_address_changes_of_sql, person);
}

static db::Statement const delete_old_address_changes_sql { "accounts.delete_old_address_changes", R"sql(
    delete from address_changes where expires_at <= $1
)sql" };

std::int64_t delete_old_address_changes(db::Transaction& tx, Instant before)
{
    return tx.run(delete_old_address_changes_sql, before);
}

static db::Statement const set_email_sql { "accounts.set_email", R"sql(
    update persons set email = $2, email_key = $3, version = version + 1
    where id = $1 and not exists (select 1 from persons other where other.email_key = $3 and other.id <> $1)
)sql" };

bool set_email(db::Transaction& tx, PersonId person, std::string_view email)
{
    return tx.run(set_email_sql, person, email, i18n::lower(email)) == 1;
}

} // namespace passerelle::accounts::store
