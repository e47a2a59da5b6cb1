#include "platform/jobs/store.hpp"

namespace passerelle::jobs::store {
namespace {

db::Statement const due_sql { "jobs.due", R"sql(
    select id, kind from jobs
    where failed_at is null and run_at <= $1 and (lease_until is null or lease_until <= $1)
        and kind in ($3...)
    order by background, run_at limit $2
)sql" };

// The conditions of `due` once more: of two runners that saw the row free, the second finds it taken.
db::Statement const claim_sql { "jobs.claim", R"sql(
    update jobs set lease_owner = $2, lease_until = $4, attempts = attempts + 1
    where id = $1 and failed_at is null and run_at <= $3 and (lease_until is null or lease_until <= $3)
    returning id, kind, payload, attempts
)sql" };

db::Statement const renew_sql { "jobs.renew", R"sql(
    update jobs set lease_until = $2 where lease_owner = $1 and id in ($3...)
)sql" };

db::Statement const complete_sql { "jobs.complete", R"sql(
    delete from jobs where id = $1 and lease_owner = $2 and attempts = $3 and again = 0
)sql" };

db::Statement const free_for_again_sql { "jobs.free_for_again", R"sql(
    update jobs set again = 0, attempts = 0, lease_owner = null, lease_until = null
    where id = $1 and lease_owner = $2 and attempts = $3 and again = 1
)sql" };

db::Statement const complete_until_sql { "jobs.complete_until", R"sql(
    update jobs set run_at = $4, done_at = $5, attempts = 0, again = 0, last_error = null,
        lease_owner = null, lease_until = null
    where id = $1 and lease_owner = $2 and attempts = $3
)sql" };

db::Statement const delay_sql { "jobs.delay", R"sql(
    update jobs set run_at = $4, last_error = $5, lease_owner = null, lease_until = null
    where id = $1 and lease_owner = $2 and attempts = $3
)sql" };

db::Statement const give_up_sql { "jobs.give_up", R"sql(
    update jobs set failed_at = $4, last_error = $5, lease_owner = null, lease_until = null
    where id = $1 and lease_owner = $2 and attempts = $3
)sql" };

db::Statement const ensure_recurring_sql { "jobs.ensure_recurring", R"sql(
    insert into jobs (id, kind, payload, unique_key, run_at) values ($1, $2, '', $3, $4)
    on conflict (unique_key) do nothing
)sql" };

} // namespace

std::vector<Candidate> due(db::Reader& reader, std::vector<std::string> const& kinds, Instant now, int limit)
{
    return reader.all(
        due_sql,
        [](db::Row const& row) {
            return Candidate { row.id<Job>(0), row.text(1) };
        },
        now, limit, kinds);
}

std::optional<Claim> claim(
    db::Transaction& tx, JobId const& id, Uuid const& owner, Instant now, Instant lease_until)
{
    return tx.one(
        claim_sql,
        [&](db::Row const& row) {
            return Claim { row.id<Job>(0), row.text(1), row.text(2), row.integer(3), owner };
        },
        id, owner, now, lease_until);
}

void renew(db::Transaction& tx, Uuid const& owner, Instant lease_until, std::vector<Uuid> const& jobs)
{
    tx.run(renew_sql, owner, lease_until, jobs);
}

bool complete(db::Transaction& tx, Claim const& claim)
{
    return tx.run(complete_sql, claim.id, claim.owner, claim.attempt) == 1
        || tx.run(free_for_again_sql, claim.id, claim.owner, claim.attempt) == 1;
}

bool complete_until(db::Transaction& tx, Claim const& claim, Instant now, Instant next)
{
    return tx.run(complete_until_sql, claim.id, claim.owner, claim.attempt, next, now) == 1;
}

bool delay(db::Transaction& tx, Claim const& claim, Instant until, std::string_view error)
{
    return tx.run(delay_sql, claim.id, claim.owner, claim.attempt, until, error) == 1;
}

bool give_up(db::Transaction& tx, Claim const& claim, Instant now, std::string_view error)
{
    return tx.run(give_up_sql, claim.id, claim.owner, claim.attempt, now, error) == 1;
}

void ensure_recurring(db::Transaction& tx, std::string_view kind, Instant now, Random& random)
{
    tx.run(ensure_recurring_sql, JobId::fresh(now, random), kind, recurring_key(kind), now);
}

std::string recurring_key(std::string_view kind) { return "every:" + std::string(kind); }

} // namespace passerelle::jobs::store
