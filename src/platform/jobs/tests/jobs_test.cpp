#include "platform/jobs/runner.hpp"

#include "platform/crypto/random.hpp"
#include "platform/log/log.hpp"
#include "tests/support/postgres.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <condition_variable>

namespace passerelle::jobs {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

db::Statement const make_effects { "test.jobs.make_effects", R"sql(
    create table if not exists effects (name text not null)
)sql" };
db::Statement const add_effect { "test.jobs.add_effect", "insert into effects (name) values ($1)" };
db::Statement const read_effects { "test.jobs.read_effects", "select name from effects order by name" };

class JobsTest : public support::DbTest {
protected:
    Runner runner(RunnerSettings settings = {})
    {
        return Runner(
            database(), [this] { return now(); }, random_, settings);
    }

    void enqueue(NewJob const& job)
    {
        database().write([&](db::Transaction& tx) { jobs::enqueue(tx, job, now(), random_); });
    }

    Instant now() const { return { now_.load() }; }
    void pass(Duration time) { now_ += time.milliseconds; }
    Counts counts()
    {
        return database().read([&](db::Reader& reader) { return jobs::counts(reader, now()); });
    }
    std::vector<FailedJob> failed()
    {
        return database().read([&](db::Reader& reader) { return jobs::failed(reader, {}).items; });
    }

    log::Capture captured_;
    crypto::SeededRandom random_ { 1 };
    std::atomic<std::int64_t> now_ = 1'800'000'000'000;
};
PASSERELLE_ON_BOTH_ENGINES(JobsTest);

/// Keeps what handlers were given.
struct Seen {
    std::vector<std::string> payloads;
    Handler handler()
    {
        return [this](Running& running) { payloads.push_back(running.payload()); };
    }
};

TEST_P(JobsTest, a_job_is_done_once_and_gone)
{
    Seen seen;
    auto runner = this->runner();
    runner.on("greet", seen.handler());
    enqueue({ .kind = "greet", .payload = "Anna" });
    EXPECT_EQ(counts().waiting, 1);
    EXPECT_EQ(runner.run_due(), 1);
    EXPECT_EQ(runner.run_due(), 0);
    EXPECT_THAT(seen.payloads, ElementsAre("Anna"));
    EXPECT_EQ(counts().waiting, 0);
}

TEST_P(JobsTest, a_job_of_a_transaction_that_failed_never_was)
{
    EXPECT_THROW(database().write([&](db::Transaction& tx) {
        jobs::enqueue(tx, { .kind = "greet" }, now(), random_);
        throw std::runtime_error("no");
    }),
        std::runtime_error);
    EXPECT_EQ(counts().waiting, 0);
}

TEST_P(JobsTest, a_job_waits_for_its_time_and_for_who_knows_its_kind)
{
    Seen seen;
    auto runner = this->runner();
    runner.on("greet", seen.handler());
    enqueue({ .kind = "greet", .payload = "later", .run_at = now() + Duration::minutes(5) });
    enqueue({ .kind = "of a newer version" });
    EXPECT_EQ(runner.run_due(), 0);
    pass(Duration::minutes(5));
    EXPECT_EQ(runner.run_due(), 1);
    EXPECT_THAT(seen.payloads, ElementsAre("later"));
    EXPECT_EQ(counts().waiting, 1);
}

TEST_P(JobsTest, background_work_lets_everything_else_pass)
{
    Seen seen;
    auto runner = this->runner();
    runner.on("greet", seen.handler());
    enqueue({ .kind = "greet", .payload = "newsletter", .urgency = Urgency::Background });
    pass(Duration::hours(1));
    enqueue({ .kind = "greet", .payload = "sign-in" });
    EXPECT_EQ(runner.run_due(), 2);
    EXPECT_THAT(seen.payloads, ElementsAre("sign-in", "newsletter"));
}

TEST_P(JobsTest, of_jobs_with_one_key_one_waits)
{
    Seen seen;
    auto runner = this->runner();
    runner.on("greet", seen.handler());
    enqueue({ .kind = "greet", .payload = "first", .unique_key = "k" });
    enqueue({ .kind = "greet", .payload = "second", .run_at = now() + Duration::days(1), .unique_key = "k" });
    enqueue({ .kind = "greet", .payload = "other", .unique_key = "l" });
    EXPECT_EQ(runner.run_due(), 2);
    EXPECT_THAT(seen.payloads, testing::UnorderedElementsAre("second", "other"));
}

TEST_P(JobsTest, what_is_asked_for_while_it_runs_runs_once_more)
{
    int runs = 0;
    auto runner = this->runner();
    runner.on("index", [&](Running&) {
        if (++runs == 1)
            enqueue({ .kind = "index", .unique_key = "index" });
    });
    enqueue({ .kind = "index", .unique_key = "index" });
    EXPECT_EQ(runner.run_due(), 2);
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(counts().waiting, 0);
}

TEST_P(JobsTest, a_failure_is_tried_again_after_a_growing_while_and_then_given_up)
{
    std::vector<std::int64_t> at;
    std::string given_up;
    auto runner = this->runner();
    auto const start = now();
    runner.on("fail",
        [&](Running& running) {
            at.push_back((running.now() - start).milliseconds / 1000);
            throw std::runtime_error("no luck");
        },
        { .attempts_max = 4,
            .wait_first = Duration::seconds(10),
            .wait_max = Duration::seconds(60),
            .given_up = [&](db::Transaction&, std::string const& payload, std::string const& error, Instant) {
                given_up = payload + ": " + error;
            } });
    enqueue({ .kind = "fail", .payload = "p" });
    for (int second = 0; second < 200; ++second) {
        runner.run_due();
        pass(Duration::seconds(1));
    }
    EXPECT_THAT(at, ElementsAre(0, 10, 50, 110));
    EXPECT_EQ(given_up, "p: no luck");
    ASSERT_EQ(failed().size(), 1u);
    EXPECT_EQ(failed()[0].last_error, "no luck");
    EXPECT_EQ(counts().failed, 1);
}

TEST_P(JobsTest, a_failed_job_can_be_tried_again_or_discarded)
{
    bool fails = true;
    auto runner = this->runner();
    runner.on("fail",
        [&](Running&) {
            if (fails)
                throw TryLater("not yet");
        },
        { .attempts_max = 1 });
    enqueue({ .kind = "fail" });
    enqueue({ .kind = "fail" });
    runner.run_due();
    auto const jobs = failed();
    ASSERT_EQ(jobs.size(), 2u);
    fails = false;
    database().write([&](db::Transaction& tx) {
        EXPECT_TRUE(retry(tx, jobs[0].id, now()));
        EXPECT_FALSE(retry(tx, jobs[0].id, now()));
        EXPECT_TRUE(discard(tx, jobs[1].id));
        EXPECT_FALSE(discard(tx, jobs[1].id));
    });
    EXPECT_EQ(runner.run_due(), 1);
    EXPECT_TRUE(failed().empty());
}

TEST_P(JobsTest, failed_jobs_are_paged)
{
    auto runner = this->runner();
    runner.on("fail", [](Running&) { throw std::runtime_error("no"); }, { .attempts_max = 1 });
    for (int i = 0; i < 5; ++i) {
        enqueue({ .kind = "fail", .payload = std::to_string(i) });
        runner.run_due();
        pass(Duration::seconds(i % 2));
    }
    std::string payloads;
    PageRequest request { 2, {} };
    do {
        auto const page = database().read([&](db::Reader& reader) { return jobs::failed(reader, request); });
        for (auto const& job : page.items)
            payloads += job.payload;
        request.after = page.next;
    } while (!request.after.empty());
    EXPECT_EQ(payloads.size(), 5u);
    std::sort(payloads.begin(), payloads.end());
    EXPECT_EQ(payloads, "01234");
}

TEST_P(JobsTest, recurring_jobs_run_each_period_and_survive_failures)
{
    int runs = 0;
    auto runner = this->runner();
    runner.every("sweep", Duration::hours(1), [&](Running&) {
        if (++runs == 2)
            throw std::runtime_error("once");
    });
    EXPECT_EQ(runner.run_due(), 1);
    EXPECT_EQ(database().read([&](db::Reader& reader) { return last_done(reader, "sweep"); }), now());
    EXPECT_EQ(runner.run_due(), 0);
    pass(Duration::hours(1));
    EXPECT_EQ(runner.run_due(), 1);
    pass(Duration::seconds(10));
    EXPECT_EQ(runner.run_due(), 1);
    EXPECT_EQ(runs, 3);
    auto second = this->runner();
    second.every("sweep", Duration::hours(1), [&](Running&) { ++runs; });
    EXPECT_EQ(second.run_due(), 0);
    pass(Duration::hours(1));
    EXPECT_EQ(second.run_due() + runner.run_due(), 1);
}

TEST_P(JobsTest, what_a_dead_process_held_is_free_after_its_lease)
{
    database().write([&](db::Transaction& tx) { jobs::enqueue(tx, { .kind = "greet" }, now(), random_); });
    // A node that took the job and was killed: nothing of it remains but the lease.
    auto const job
        = database().read([&](db::Reader& reader) { return store::due(reader, { "greet" }, now(), 1); });
    ASSERT_EQ(job.size(), 1u);
    database().write([&](db::Transaction& tx) {
        EXPECT_TRUE(
            store::claim(tx, job[0].id, Uuid::fresh(now(), random_), now(), now() + Duration::minutes(2)));
        EXPECT_FALSE(
            store::claim(tx, job[0].id, Uuid::fresh(now(), random_), now(), now() + Duration::minutes(2)));
    });
    Seen seen;
    auto runner = this->runner();
    runner.on("greet", seen.handler());
    EXPECT_EQ(counts().running, 1);
    EXPECT_EQ(runner.run_due(), 0);
    pass(Duration::minutes(2));
    EXPECT_EQ(runner.run_due(), 1);
}

TEST_P(JobsTest, a_job_that_kills_its_process_each_time_is_given_up)
{
    enqueue({ .kind = "deadly" });
    for (int i = 0; i < 3; ++i) {
        database().write([&](db::Transaction& tx) {
            auto const job = store::due(tx, { "deadly" }, now(), 1);
            ASSERT_EQ(job.size(), 1u);
            store::claim(tx, job[0].id, Uuid::fresh(now(), random_), now(), now() + Duration::minutes(2));
        });
        pass(Duration::minutes(3));
    }
    auto runner = this->runner();
    runner.on("deadly", [](Running&) { FAIL(); }, { .attempts_max = 3 });
    EXPECT_EQ(runner.run_due(), 1);
    ASSERT_EQ(failed().size(), 1u);
    EXPECT_THAT(failed()[0].last_error, HasSubstr("without an answer"));
}

TEST_P(JobsTest, who_lost_the_lease_records_nothing)
{
    database().write([](db::Transaction& tx) { tx.run(make_effects); });
    auto slow = runner();
    auto quick = runner();
    quick.on("work",
        [&](Running& running) { running.finish([](db::Transaction& tx) { tx.run(add_effect, "quick"); }); });
    slow.on("work", [&](Running& running) {
        pass(Duration::hours(1)); // this process was asleep, or its clock jumped
        EXPECT_EQ(quick.run_due(), 1);
        running.finish([](db::Transaction& tx) { tx.run(add_effect, "slow"); });
    });
    enqueue({ .kind = "work" });
    EXPECT_EQ(slow.run_due(), 1);
    auto const effects = database().read([](db::Reader& reader) {
        return reader.all(read_effects, [](db::Row const& row) { return row.text(0); });
    });
    EXPECT_THAT(effects, ElementsAre("quick"));
    EXPECT_EQ(counts().waiting, 0);
}

TEST_P(JobsTest, a_clock_that_jumps_forward_does_not_start_a_job_twice_in_one_runner)
{
    int runs = 0;
    auto runner = this->runner();
    runner.on("work", [&](Running&) {
        ++runs;
        pass(Duration::days(1));
        if (runs == 1) {
            EXPECT_EQ(runner.run_due(), 0);
        }
    });
    enqueue({ .kind = "work" });
    EXPECT_EQ(runner.run_due(), 1);
    EXPECT_EQ(runs, 1);
}

TEST_P(JobsTest, many_runners_do_each_job_exactly_once)
{
    database().write([](db::Transaction& tx) { tx.run(make_effects); });
    constexpr int job_count = 150;
    database().write([&](db::Transaction& tx) {
        for (int i = 0; i < job_count; ++i)
            jobs::enqueue(tx, { .kind = "count", .payload = std::to_string(i) }, now(), random_);
    });
    std::vector<std::unique_ptr<Runner>> runners;
    for (int i = 0; i < 3; ++i) {
        runners.push_back(std::make_unique<Runner>(
            database(), [this] { return now(); }, random_, RunnerSettings { .threads = 3 }));
        runners.back()->on("count", [](Running& running) {
            running.finish([&](db::Transaction& tx) { tx.run(add_effect, running.payload()); });
        });
        runners.back()->start();
    }
    for (int i = 0; i < 600 && counts().waiting + counts().running > 0; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    runners.clear();
    auto const effects = database().read([](db::Reader& reader) {
        return reader.all(read_effects, [](db::Row const& row) { return row.text(0); });
    });
    EXPECT_EQ(effects.size(), static_cast<std::size_t>(job_count));
    EXPECT_EQ(std::set(effects.begin(), effects.end()).size(), static_cast<std::size_t>(job_count));
}

TEST_P(JobsTest, a_new_job_wakes_the_runner_at_once)
{
    std::mutex mutex;
    std::condition_variable done;
    bool ran = false;
    auto runner = this->runner({ .threads = 1, .poll = Duration::minutes(10) });
    runner.on("greet", [&](Running&) {
        std::lock_guard const lock(mutex);
        ran = true;
        done.notify_all();
    });
    runner.start();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    enqueue({ .kind = "greet" });
    std::unique_lock lock(mutex);
    EXPECT_TRUE(done.wait_for(lock, std::chrono::seconds(10), [&] { return ran; }));
}

TEST_P(JobsTest, stopping_waits_for_what_is_under_way)
{
    std::atomic<bool> started = false, ended = false;
    auto runner = this->runner({ .threads = 1 });
    runner.on("long", [&](Running& running) {
        started = true;
        while (!running.stopping())
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        ended = true;
    });
    runner.start();
    enqueue({ .kind = "long" });
    enqueue({ .kind = "long" });
    while (!started)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    runner.stop();
    EXPECT_TRUE(ended);
    EXPECT_EQ(counts().waiting, 1);
}

TEST_P(JobsTest, a_lease_is_renewed_while_its_job_runs)
{
    auto const long_lease
        = RunnerSettings { .threads = 1, .lease = Duration { 300 }, .poll = Duration { 20 } };
    std::atomic<int> runs = 0;
    auto const real = [] {
        return Instant { std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::system_clock::now().time_since_epoch())
                             .count() };
    };
    Runner one(database(), real, random_, long_lease), two(database(), real, random_, long_lease);
    for (auto* runner : { &one, &two }) {
        runner->on("long", [&](Running&) {
            ++runs;
            std::this_thread::sleep_for(std::chrono::milliseconds(1500));
        });
        runner->start();
    }
    database().write([&](db::Transaction& tx) { jobs::enqueue(tx, { .kind = "long" }, real(), random_); });
    std::this_thread::sleep_for(std::chrono::milliseconds(2500));
    one.stop();
    two.stop();
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(counts().waiting + counts().running, 0);
}

} // namespace
} // namespace passerelle::jobs
