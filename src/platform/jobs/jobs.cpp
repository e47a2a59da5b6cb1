#include "platform/jobs/jobs.hpp"

#include "base/text.hpp"
#include "platform/jobs/doorbell.hpp"
#include "platform/jobs/store.hpp"

#include <limits>
#include <utility>

namespace passerelle::jobs {
namespace {

// A runner holds the job while the lease lasts, so a job that is asked for meanwhile must run once more: what
// it looked at may be from before. A job that was given up starts from its first attempt.
db::Statement const enqueue_sql { "jobs.enqueue", R"sql(
    insert into jobs (id, kind, payload, unique_key, run_at, background) values ($1, $2, $3, $4, $5, $6)
    on conflict (unique_key) do update set
        payload = excluded.payload,
        background = excluded.background,
        run_at = case when jobs.failed_at is null and jobs.run_at < excluded.run_at
            then jobs.run_at else excluded.run_at end,
        attempts = case when jobs.failed_at is null then jobs.attempts else 0 end,
        again = case when jobs.lease_until is null then 0 else 1 end,
        failed_at = null
)sql" };

db::Statement const counts_sql { "jobs.counts", R"sql(
    select
        count(case when failed_at is null and (lease_until is null or lease_until <= $1) then 1 end),
        count(case when failed_at is null and lease_until > $1 then 1 end),
        count(failed_at)
    from jobs
)sql" };

db::Statement const failed_sql { "jobs.failed", R"sql(
    select id, kind, payload, attempts, coalesce(last_error, ''), failed_at from jobs
    where failed_at is not null and (failed_at < $1 or (failed_at = $1 and id < $2))
    order by failed_at desc, id desc limit $3
)sql" };

db::Statement const retry_sql { "jobs.retry", R"sql(
    update jobs set failed_at = null, attempts = 0, run_at = $2 where id = $1 and failed_at is not null
)sql" };

db::Statement const discard_sql { "jobs.discard", R"sql(
    delete from jobs where id = $1 and failed_at is not null
)sql" };

db::Statement const last_done_sql { "jobs.last_done", R"sql(
    select done_at from jobs where unique_key = $1
)sql" };

FailedJob read_failed(db::Row const& row)
{
    return { row.id<Job>(0), row.text(1), row.text(2), row.integer(3), row.text(4), row.instant(5) };
}

struct Key {
    Instant failed_at;
    Uuid id;
};

/// The first page begins after a key that is later than any.
Key key_of(std::string const& cursor)
{
    auto const parts = db::parse_cursor(cursor, 2);
    auto const failed_at = parts ? parse_integer((*parts)[0]) : std::nullopt;
    auto const id = parts ? Uuid::parse((*parts)[1]) : std::nullopt;
    if (failed_at && id)
        return { { *failed_at }, *id };
    Key last { { std::numeric_limits<std::int64_t>::max() }, {} };
    last.id.bytes.fill(0xFF);
    return last;
}

struct Rung {
    bool asked = false;
};

/// Once for a transaction, however many jobs it makes.
void ring_after_commit(db::Transaction& tx)
{
    if (!std::exchange(tx.kept<Rung>().asked, true))
        tx.after_commit([] { doorbell().ring(); });
}

} // namespace

void enqueue(db::Transaction& tx, NewJob const& job, Instant now, Random& random)
{
    auto const key = job.unique_key.empty() ? std::nullopt : std::optional(job.unique_key);
    tx.run(enqueue_sql, JobId::fresh(now, random), job.kind, job.payload, key, job.run_at.value_or(now),
        job.urgency == Urgency::Background);
    ring_after_commit(tx);
}

Counts counts(db::Reader& reader, Instant now)
{
    return *reader.one(
        counts_sql,
        [](db::Row const& row) {
            return Counts { row.integer(0), row.integer(1), row.integer(2) };
        },
        now);
}

Page<FailedJob> failed(db::Reader& reader, PageRequest const& page)
{
    auto const key = key_of(page.after);
    return reader.page(
        page.limit, failed_sql, read_failed,
        [](FailedJob const& job) {
            return db::cursor({ std::to_string(job.failed_at.milliseconds), job.id.text() });
        },
        key.failed_at, key.id);
}

bool retry(db::Transaction& tx, JobId const& id, Instant now)
{
    ring_after_commit(tx);
    return tx.run(retry_sql, id, now) == 1;
}

bool discard(db::Transaction& tx, JobId const& id) { return tx.run(discard_sql, id) == 1; }

std::optional<Instant> last_done(db::Reader& reader, std::string_view kind)
{
    return reader
        .one(
            last_done_sql, [](db::Row const& row) { return row.optional_instant(0); },
            store::recurring_key(kind))
        .value_or(std::nullopt);
}

} // namespace passerelle::jobs
