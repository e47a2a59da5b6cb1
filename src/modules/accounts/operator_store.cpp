#include "modules/accounts/operator_store.hpp"

namespace passerelle::accounts::store {
namespace {

Operator read_operator(db::Row const& row)
{
    return { row.id<Operator>(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5),
        row.text(6), row.text(7), row.text(8), row.text(9), row.text(10), parse_langs(row.view(11)),
        row.instant(12), row.optional_instant(13), static_cast<int>(row.integer(14)), row.text(15) };
}

} // namespace

static db::Statement const find_operator_by_id { "accounts.find_operator_by_id", R"sql(
    select id, slug, name, street, postcode, locality, email, phone, website, sender_name, accent, langs,
           created_at, closed_at, version, logo_tag
    from operators where id = $1
)sql" };

std::optional<Operator> find_operator(db::Reader& reader, OperatorId id)
{
    return reader.one(find_operator_by_id, read_operator, id);
}

static db::Statement const find_operator_by_slug { "accounts.find_operator_by_slug", R"sql(
    select id, slug, name, street, postcode, locality, email, phone, website, sender_name, accent, langs,
           created_at, closed_at, version, logo_tag
    from operators where slug = $1
)sql" };

std::optional<Operator> find_operator(db::Reader& reader, std::string_view slug)
{
    return reader.one(find_operator_by_slug, read_operator, slug);
}

static db::Statement const list_operators { "accounts.list_operators", R"sql(
    select id, slug, name, street, postcode, locality, email, phone, website, sender_name, accent, langs,
           created_at, closed_at, version, logo_tag
    from operators where closed_at is null order by name, id limit 200
)sql" };

std::vector<Operator> operators(db::Reader& reader) { return reader.all(list_operators, read_operator); }

static db::Statement const insert_operator { "accounts.insert_operator", R"sql(
    insert into operators (id, slug, name, street, postcode, locality, email, phone, website, sender_name,
        accent, langs, created_at, version)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)
    on conflict (slug) do nothing
)sql" };

bool insert(db::Transaction& tx, Operator const& added)
{
    return tx.run(insert_operator, added.id, added.slug, added.name, added.street, added.postcode,
               added.locality, added.email, added.phone, added.website, added.sender_name, added.accent,
               text_of(added.langs), added.created_at)
        == 1;
}

static db::Statement const update_operator { "accounts.update_operator", R"sql(
    update operators
    set name = $3, street = $4, postcode = $5, locality = $6, email = $7, phone = $8, website = $9,
        sender_name = $10, accent = $11, langs = $12, closed_at = $13, version = $14
    where id = $1 and version = $2
)sql" };

bool update(db::Transaction& tx, Operator const& changed, int version_before)
{
    return tx.run(update_operator, changed.id, version_before, changed.name, changed.street, changed.postcode,
               changed.locality, changed.email, changed.phone, changed.website, changed.sender_name,
               changed.accent, text_of(changed.langs), changed.closed_at, changed.version)
        == 1;
}

static db::Statement const logo_of_sql { "accounts.logo_of", R"sql(
    select logo from operators where id = $1 and logo is not null
)sql" };

std::string logo_of(db::Reader& reader, OperatorId id)
{
    auto const bytes = reader
                           .one(
                               logo_of_sql, [](db::Row const& row) { return row.blob(0); }, id)
                           .value_or(std::vector<std::uint8_t>());
    return { bytes.begin(), bytes.end() };
}

static db::Statement const set_logo_sql { "accounts.set_logo", R"sql(
    update operators set logo = $2, logo_tag = $3 where id = $1
)sql" };

void set_logo(db::Transaction& tx, OperatorId id, std::string_view bytes, std::string_view tag)
{
    tx.run(set_logo_sql, id, bytes_of(bytes), tag);
}

static db::Statement const lock_operator_sql { "accounts.lock_operator", R"sql(
    update operators set version = version where id = $1
)sql" };

void lock_operator(db::Transaction& tx, OperatorId id) { tx.run(lock_operator_sql, id); }

} // namespace passerelle::accounts::store
