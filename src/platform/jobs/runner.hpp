#pragma once

#include "platform/jobs/jobs.hpp"
#include "platform/jobs/running.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace passerelle::jobs {

using Handler = std::function<void(Running&)>;

/// How long a kind of job is tried. The wait grows fourfold each time.
struct Retries {
    int attempts_max = 10;
    Duration wait_first = Duration::seconds(10);
    Duration wait_max = Duration::hours(1);
    /// Called in the transaction that gives a job up.
    std::function<void(db::Transaction&, std::string const& payload, std::string const& error, Instant now)>
        given_up {};
};

struct RunnerSettings {
    int threads = 2;
    Duration lease = Duration::minutes(2); ///< renewed while a job runs; what a dead process's jobs wait for
    Duration poll = Duration::seconds(1);  ///< how soon other nodes' jobs are noticed
};

/// Does jobs on threads of its own. Several runners, on any number of nodes, share one database: a job is
/// taken by one conditional statement, so that no two run it at once while clocks agree to within the lease;
/// and what a runner records counts only while it holds the lease.
class Runner {
public:
    Runner(db::Database&, Clock, Random&, RunnerSettings = {});
    ~Runner(); ///< stops
    Runner(Runner const&) = delete;
    Runner& operator=(Runner const&) = delete;

    /// Before `start`. `kind` has one handler.
    void on(std::string kind, Handler, Retries = {});
    /// Runs at once when it never ran, then `period` after each end; on one node at a time. A failure is
    /// tried again sooner than that, and never given up.
    void every(std::string kind, Duration period, Handler);

    void start();
    /// Takes no more jobs and waits for those under way, which see `Running::stopping`.
    void stop();

    /// Does everything that is due, on this thread, and returns how many there were. For tests and the
    /// command line.
    int run_due();

private:
    struct Kind {
        Handler handler;
        Retries retries;
        std::optional<Duration> period;
    };

    void work(std::stop_token);
    void keep_leases(std::stop_token);
    bool run_next(std::stop_token);
    std::optional<store::Claim> claim_next();
    std::vector<store::Candidate> candidates();
    void run(store::Claim const&, std::stop_token);
    void attempt(store::Claim const&, Kind const&, std::stop_token);
    void put_off(store::Claim const&, Kind const&, std::string const& error);
    void release(JobId const&);

    db::Database& database_;
    Clock clock_;
    Random& random_;
    RunnerSettings settings_;
    Uuid owner_;
    std::map<std::string, Kind> kinds_;
    std::vector<std::string> kind_names_;

    std::mutex running_mutex_;
    std::set<JobId> running_;
    std::vector<std::jthread> threads_;
};

} // namespace passerelle::jobs
