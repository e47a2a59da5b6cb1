#include "modules/accounts/throttle_store.hpp"

namespace passerelle::accounts::store {

static db::Statement const count_try_sql { "accounts.count_try", R"sql(
    insert into throttles (bucket, window_start, tries) values ($1, $2, 1)
    on conflict (bucket) do update set
        tries = case when throttles.window_start <= $3 then 1 else throttles.tries + 1 end,
        window_start = case when throttles.window_start <= $3 then $2 else throttles.window_start end
    returning tries
)sql" };

std::int64_t count_try(db::Transaction& tx, std::string_view bucket, Instant now, Instant over)
{
    return tx.value<std::int64_t>(count_try_sql, bucket, now, over);
}

static db::Statement const clear_tries_sql { "accounts.clear_tries", R"sql(
    delete from throttles where bucket = $1
)sql" };

void clear_tries(db::Transaction& tx, std::string_view bucket) { tx.run(clear_tries_sql, bucket); }

static db::Statement const delete_old_tries_sql { "accounts.delete_old_tries", R"sql(
    delete from throttles where window_start <= $1
)sql" };

std::int64_t delete_old_tries(db::Transaction& tx, Instant over)
{
    return tx.run(delete_old_tries_sql, over);
}

} // namespace passerelle::accounts::store
