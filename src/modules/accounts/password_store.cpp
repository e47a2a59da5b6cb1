#include "modules/accounts/password_store.hpp"

#include "platform/i18n/fold.hpp"

namespace passerelle::accounts::store {
namespace {

HeldPassword read_password(db::Row const& row) { return { row.id<Person>(0), row.text(1) }; }

} // namespace

static db::Statement const find_password_by_email { "accounts.find_password_by_email", R"sql(
    select id, password_hash from persons
    where email_key = $1 and password_hash is not null and state = 'active'
)sql" };

std::optional<HeldPassword> find_password(db::Reader& reader, std::string_view email)
{
    return reader.one(find_password_by_email, read_password, i18n::lower(email));
}

static db::Statement const find_password_by_person { "accounts.find_password_by_person", R"sql(
    select id, password_hash from persons
    where id = $1 and password_hash is not null and state = 'active'
)sql" };

std::optional<HeldPassword> find_password(db::Reader& reader, PersonId person)
{
    return reader.one(find_password_by_person, read_password, person);
}

static db::Statement const still_has_password_sql { "accounts.still_has_password", R"sql(
    update persons set password_hash = password_hash where id = $1 and password_hash = $2 and state = 'active'
)sql" };

bool still_has_password(db::Transaction& tx, PersonId person, std::string_view hash)
{
    return tx.run(still_has_password_sql, person, hash) == 1;
}

static db::Statement const rehash_password_sql { "accounts.rehash_password", R"sql(
    update persons set password_hash = $2 where id = $1
)sql" };

void rehash_password(db::Transaction& tx, PersonId person, std::string_view hash)
{
    tx.run(rehash_password_sql, person, hash);
}

static db::Statement const set_password_sql { "accounts.set_password", R"sql(
    update persons set password_hash = $2, password_needs_factor = $3, version = version + 1 where id = $1
)sql" };

void set_password(db::Transaction& tx, PersonId person, std::string_view hash, bool needs_factor)
{
    tx.run(set_password_sql, person, hash, needs_factor);
}

static db::Statement const remove_password_sql { "accounts.remove_password", R"sql(
    update persons set password_hash = null, password_needs_factor = 0, version = version + 1 where id = $1
)sql" };

void remove_password(db::Transaction& tx, PersonId person) { tx.run(remove_password_sql, person); }

static db::Statement const remove_short_password_sql { "accounts.remove_short_password", R"sql(
    update persons set password_hash = null, password_needs_factor = 0, version = version + 1
    where id = $1 and password_hash is not null and password_needs_factor = 1
)sql" };

bool remove_short_password(db::Transaction& tx, PersonId person)
{
    return tx.run(remove_short_password_sql, person) == 1;
}

} // namespace passerelle::accounts::store
