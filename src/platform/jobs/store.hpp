#pragma once

#include "platform/jobs/jobs.hpp"

#include <vector>

/// The SQL of leases, for the runner.
namespace passerelle::jobs::store {

/// A job under the lease of `owner`. Owner and attempt together are its fence: whoever takes the job over
/// has another pair, so that a runner that was asleep can no longer record anything.
struct Claim {
    JobId id;
    std::string kind;
    std::string payload;
    std::int64_t attempt = 0; ///< from 1
    Uuid owner;
};

struct Candidate {
    JobId id;
    std::string kind;
};

/// What is due and free of a lease: the urgent before the others, the longest waiting first.
std::vector<Candidate> due(db::Reader&, std::vector<std::string> const& kinds, Instant now, int limit);

/// Nothing if somebody else was faster.
std::optional<Claim> claim(
    db::Transaction&, JobId const&, Uuid const& owner, Instant now, Instant lease_until);

void renew(db::Transaction&, Uuid const& owner, Instant lease_until, std::vector<Uuid> const& jobs);

/// Deletes the job, or frees it where it was asked for again meanwhile. False if the lease is no longer ours.
bool complete(db::Transaction&, Claim const&);
/// The recurring counterpart.
bool complete_until(db::Transaction&, Claim const&, Instant now, Instant next);

bool delay(db::Transaction&, Claim const&, Instant until, std::string_view error);
bool give_up(db::Transaction&, Claim const&, Instant now, std::string_view error);

/// Makes the row of a recurring job where there is none.
void ensure_recurring(db::Transaction&, std::string_view kind, Instant now, Random&);

std::string recurring_key(std::string_view kind);

} // namespace passerelle::jobs::store
