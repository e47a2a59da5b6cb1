#pragma once

#include "platform/db/db.hpp"
#include "platform/jobs/store.hpp"

#include <functional>
#include <stdexcept>
#include <stop_token>

namespace passerelle::jobs {

/// Thrown by a handler when the outside world is not ready (a server is away): tried again after a while. Any
/// other exception has the same effect, but is logged as an error.
class TryLater : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Somebody else has taken the job over, because this process seemed dead. Nothing was recorded; let it pass.
class LeaseLost : public std::runtime_error {
public:
    LeaseLost() : std::runtime_error("the lease was lost") {}
};

using Clock = std::function<Instant()>;

/// What a handler gets.
class Running {
public:
    Running(db::Database& database, Clock const& clock, store::Claim const& claim, std::stop_token stop,
        std::optional<Duration> period)
        : database_(database),
          clock_(clock),
          claim_(claim),
          stop_(std::move(stop)),
          period_(period)
    {
    }

    std::string const& payload() const { return claim_.payload; }
    std::int64_t attempt() const { return claim_.attempt; } ///< from 1
    db::Database& database() const { return database_; }
    Instant now() const { return clock_(); }

    /// The program is about to end: a long job should throw TryLater at a convenient place.
    bool stopping() const { return stop_.stop_requested(); }

    /// Records the effect and the end of the job in one transaction: exactly once, whatever happens. Where
    /// the database is away or full, waits for it. Throws LeaseLost. A handler that returns without calling
    /// it is done too.
    void finish(std::function<void(db::Transaction&)> const& effect = {});
    bool finished() const { return finished_; }

private:
    bool try_finish(std::function<void(db::Transaction&)> const& effect);
    void end_in(db::Transaction&);

    db::Database& database_;
    Clock const& clock_;
    store::Claim const& claim_;
    std::stop_token stop_;
    std::optional<Duration> period_;
    bool finished_ = false;
    bool perhaps_finished_ = false;
};

} // namespace passerelle::jobs
