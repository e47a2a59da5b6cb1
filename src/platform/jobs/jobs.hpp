#pragma once

#include "base/id.hpp"
#include "base/page.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>

/// Work to be done later, as rows with leases that any node may take: `enqueue` writes one in the transaction
/// of the operation that causes it, a Runner (platform/jobs/runner.hpp) does it. A job is done at least once:
/// where its effect is in our database, `Running::finish` makes that exactly once. What was done is deleted.
namespace passerelle::jobs {

struct Job;
using JobId = Id<Job>;

enum class Urgency {
    Soon,
    Background, ///< behind everything that is due, whatever its age
};

struct NewJob {
    std::string kind;                 ///< `mail.send`; whose handler does it
    std::string payload {};           ///< what that handler understands, an id usually
    std::optional<Instant> run_at {}; ///< not before; now where it is not said
    /// Of waiting jobs only one may have this key: the later takes the place of the earlier. While that one
    /// runs, it runs once more afterwards. Empty: no such rule.
    std::string unique_key {};
    Urgency urgency = Urgency::Soon;
};

/// Wakes the runners of this process after the commit.
void enqueue(db::Transaction&, NewJob const&, Instant now, Random&);

struct Counts {
    std::int64_t waiting = 0; ///< for their time, or for a runner
    std::int64_t running = 0;
    std::int64_t failed = 0;
};
Counts counts(db::Reader&, Instant now);

/// A job that was given up after its last attempt.
struct FailedJob {
    JobId id;
    std::string kind;
    std::string payload;
    std::int64_t attempts = 0;
    std::string last_error;
    Instant failed_at;
};

/// Last failure first.
Page<FailedJob> failed(db::Reader&, PageRequest const&);

/// Starts from the first attempt. False if there is no such failed job (any more).
bool retry(db::Transaction&, JobId const&, Instant now);
bool discard(db::Transaction&, JobId const&);

/// When the recurring job of this kind was last done; nothing if never, or unknown.
std::optional<Instant> last_done(db::Reader&, std::string_view kind);

} // namespace passerelle::jobs
