#include "platform/jobs/runner.hpp"

#include "base/ensure.hpp"
#include "platform/jobs/doorbell.hpp"
#include "platform/log/log.hpp"
#include "platform/log/metrics.hpp"

#include <algorithm>
#include <chrono>

namespace passerelle::jobs {
namespace {

constexpr std::size_t error_length_max = 500;

Duration wait_after(std::int64_t attempt, Retries const& retries)
{
    auto wait = retries.wait_first;
    for (std::int64_t i = 1; i < attempt && wait < retries.wait_max; ++i)
        wait.milliseconds *= 4;
    return std::min(wait, retries.wait_max);
}

void count(std::string const& kind, char const* result)
{
    metrics::counter(
        "passerelle_jobs_total", "Jobs by kind and result.", { { "kind", kind }, { "result", result } })
        .add();
}

} // namespace

Runner::Runner(db::Database& database, Clock clock, Random& random, RunnerSettings settings)
    : database_(database),
      clock_(std::move(clock)),
      random_(random),
      settings_(settings),
      owner_(Uuid::fresh(clock_(), random))
{
}

Runner::~Runner() { stop(); }

void Runner::on(std::string kind, Handler handler, Retries retries)
{
    ensure(threads_.empty() && !kinds_.contains(kind));
    kind_names_.push_back(kind);
    kinds_.emplace(std::move(kind), Kind { std::move(handler), std::move(retries), {} });
}

void Runner::every(std::string kind, Duration period, Handler handler)
{
    on(kind, std::move(handler), { .wait_max = std::min(period, Duration::hours(1)) });
    kinds_.at(kind).period = period;
    database_.write([&](db::Transaction& tx) { store::ensure_recurring(tx, kind, clock_(), random_); });
}

void Runner::start()
{
    ensure(threads_.empty());
    for (int i = 0; i < settings_.threads; ++i)
        threads_.emplace_back([this](std::stop_token stop) { work(stop); });
    threads_.emplace_back([this](std::stop_token stop) { keep_leases(stop); });
}

void Runner::stop()
{
    for (auto& thread : threads_)
        thread.request_stop();
    threads_.clear(); // joins
}

int Runner::run_due()
{
    int done = 0;
    while (run_next({}))
        ++done;
    return done;
}

void Runner::work(std::stop_token stop)
{
    while (!stop.stop_requested()) {
        auto const heard = doorbell().rings();
        try {
            while (!stop.stop_requested() && run_next(stop)) {}
        } catch (std::exception const& error) {
            log::warning("jobs.database_away", { { "error", error.what() } });
        }
        doorbell().wait(stop, heard, settings_.poll);
    }
}

void Runner::keep_leases(std::stop_token stop)
{
    auto const pause = std::chrono::milliseconds(settings_.lease.milliseconds / 3);
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    while (!stopped.wait_for(lock, stop, pause, [&] { return stop.stop_requested(); })) {
        std::vector<Uuid> jobs;
        {
            std::lock_guard const running(running_mutex_);
            std::transform(running_.begin(), running_.end(), std::back_inserter(jobs),
                [](JobId const& id) { return id.uuid(); });
        }
        try {
            if (!jobs.empty())
                database_.write(
                    [&](db::Transaction& tx) { store::renew(tx, owner_, clock_() + settings_.lease, jobs); });
        } catch (std::exception const& error) {
            log::warning("jobs.lease_not_renewed", { { "error", error.what() } });
        }
    }
}

bool Runner::run_next(std::stop_token stop)
{
    auto const claim = claim_next();
    if (claim)
        run(*claim, stop);
    return claim.has_value();
}

std::vector<store::Candidate> Runner::candidates()
{
    if (kind_names_.empty())
        return {};
    // Room for those that this very runner has under way, should the clock have jumped over their lease.
    auto const limit = settings_.threads + 16;
    return database_.read(
        [&](db::Reader& reader) { return store::due(reader, kind_names_, clock_(), limit); });
}

std::optional<store::Claim> Runner::claim_next()
{
    for (auto const& candidate : candidates()) {
        {
            std::lock_guard const lock(running_mutex_);
            if (!running_.insert(candidate.id).second)
                continue;
        }
        try {
            auto const claim = database_.write([&](db::Transaction& tx) {
                auto const now = clock_();
                return store::claim(tx, candidate.id, owner_, now, now + settings_.lease);
            });
            if (claim)
                return claim;
        } catch (...) {
            release(candidate.id);
            throw;
        }
        release(candidate.id);
    }
    return std::nullopt;
}

void Runner::run(store::Claim const& claim, std::stop_token stop)
{
    auto const& kind = kinds_.at(claim.kind);
    try {
        // A job that took the process down with it each time gets no further chance.
        if (!kind.period && claim.attempt > kind.retries.attempts_max)
            put_off(claim, kind, "ended without an answer each time");
        else
            attempt(claim, kind, std::move(stop));
    } catch (std::exception const& error) {
        log::error(
            "job.not_recorded", { { "id", claim.id }, { "kind", claim.kind }, { "error", error.what() } });
    }
    release(claim.id);
}

void Runner::attempt(store::Claim const& claim, Kind const& kind, std::stop_token stop)
{
    try {
        Running running(database_, clock_, claim, std::move(stop), kind.period);
        kind.handler(running);
        if (!running.finished())
            running.finish();
        count(claim.kind, "done");
        log::debug("job.done", { { "id", claim.id }, { "kind", claim.kind }, { "attempt", claim.attempt } });
    } catch (LeaseLost const&) {
        count(claim.kind, "lost");
        log::warning("job.lease_lost", { { "id", claim.id }, { "kind", claim.kind } });
    } catch (TryLater const& later) {
        log::warning("job.later",
            { { "id", claim.id }, { "kind", claim.kind }, { "attempt", claim.attempt },
                { "reason", later.what() } });
        put_off(claim, kind, later.what());
    } catch (std::exception const& error) {
        log::error("job.failed",
            { { "id", claim.id }, { "kind", claim.kind }, { "attempt", claim.attempt },
                { "error", error.what() } });
        put_off(claim, kind, error.what());
    }
}

void Runner::put_off(store::Claim const& claim, Kind const& kind, std::string const& error)
{
    auto const shown = error.substr(0, error_length_max);
    auto const now = clock_();
    auto const last = !kind.period && claim.attempt >= kind.retries.attempts_max;
    database_.write([&](db::Transaction& tx) {
        if (!last)
            store::delay(tx, claim, now + wait_after(claim.attempt, kind.retries), shown);
        else if (store::give_up(tx, claim, now, shown) && kind.retries.given_up)
            kind.retries.given_up(tx, claim.payload, shown, now);
    });
    count(claim.kind, last ? "given_up" : "delayed");
}

void Runner::release(JobId const& id)
{
    std::lock_guard const lock(running_mutex_);
    running_.erase(id);
}

} // namespace passerelle::jobs
