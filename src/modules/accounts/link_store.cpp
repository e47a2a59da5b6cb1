#include "modules/accounts/link_store.hpp"

namespace passerelle::accounts::store {

static db::Statement const insert_link_sql { "accounts.insert_link", R"sql(
    insert into one_time_links (token_hash, person_id, next, created_at, expires_at)
    values ($1, $2, $3, $4, $5)
)sql" };

void insert_link(db::Transaction& tx, LinkRow const& link)
{
    tx.run(insert_link_sql, link.token_hash, link.person, link.next, link.created_at, link.expires_at);
}

static db::Statement const find_link_sql { "accounts.find_link", R"sql(
    select l.person_id, p.name, l.next
    from one_time_links l
    join persons p on p.id = l.person_id
    where l.token_hash = $1 and l.used_at is null and l.expires_at > $2 and p.state = 'active'
)sql" };

std::optional<OpenLink> find_link(db::Reader& reader, std::string_view token_hash, Instant now)
{
    return reader.one(
        find_link_sql,
        [](db::Row const& row) {
            return OpenLink { row.id<Person>(0), row.text(1), row.text(2) };
        },
        token_hash, now);
}

static db::Statement const take_link_sql { "accounts.take_link", R"sql(
    update one_time_links set used_at = $2
    where token_hash = $1 and used_at is null and expires_at > $2
)sql" };

std::optional<OpenLink> take_link(db::Transaction& tx, std::string_view token_hash, Instant now)
{
    auto const link = find_link(tx, token_hash, now);
    if (!link || tx.run(take_link_sql, token_hash, now) != 1)
        return std::nullopt;
    return link;
}

static db::Statement const delete_links_of_sql { "accounts.delete_links_of", R"sql(
    delete from one_time_links where person_id = $1
)sql" };

void delete_links_of(db::Transaction& tx, PersonId person) { tx.run(delete_links_of_sql, person); }

static db::Statement const delete_old_links_sql { "accounts.delete_old_links", R"sql(
    delete from one_time_links where expires_at <= $1
)sql" };

std::int64_t delete_old_links(db::Transaction& tx, Instant before)
{
    return tx.run(delete_old_links_sql, before);
}

} // namespace passerelle::accounts::store
