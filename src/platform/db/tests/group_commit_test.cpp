#include "platform/db/db.hpp"
#include "tests/support/postgres.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <future>
#include <thread>

namespace passerelle::db {
namespace {

using testing::ElementsAre;

static Statement const insert_number { "test.insert_number", "insert into numbers (n) values ($1)" };
static Statement const list_numbers { "test.list_numbers", "select n from numbers order by n" };
static Statement const list_in_order { "test.list_in_order", "select n from numbers order by rowid" };

std::vector<int> numbers(Database& database, Statement const& statement = list_numbers)
{
    return database.read([&](Reader& reader) {
        return reader.all(statement, [](Row const& row) { return row.get<int>(0); });
    });
}

void create_numbers(Database& database)
{
    database.write(
        [](Transaction& tx) { tx.script("create table numbers (n integer unique check (n < 100000))"); });
}

class ManyWritersTest : public support::DbTest {
protected:
    void SetUp() override { create_numbers(database()); }
};
PASSERELLE_ON_BOTH_ENGINES(ManyWritersTest);

/// Of every ten numbers, the fourth is refused, the eighth throws and the ninth breaks a rule.
enum class Refused { Four };

std::optional<int> write_number(Database& database, int n)
{
    try {
        auto const outcome = database.write([&](Transaction& tx) -> Outcome<int, Refused> {
            tx.run(insert_number, n);
            if (n % 10 == 4)
                return Refused::Four;
            if (n % 10 == 8)
                throw std::runtime_error("eight");
            if (n % 10 == 9)
                tx.run(insert_number, 200'000);
            return n;
        });
        return outcome ? std::optional(*outcome) : std::nullopt;
    } catch (CheckViolation const&) {
        EXPECT_EQ(n % 10, 9);
    } catch (std::runtime_error const& eight) {
        EXPECT_STREQ(eight.what(), "eight");
        EXPECT_EQ(n % 10, 8);
    }
    return std::nullopt;
}

TEST_P(ManyWritersTest, what_was_acknowledged_is_stored_and_nothing_else)
{
    constexpr int threads = 12;
    constexpr int each = 100;
    std::vector<std::future<std::vector<int>>> writers;
    for (int thread = 0; thread < threads; ++thread)
        writers.push_back(std::async(std::launch::async, [&, thread] {
            std::vector<int> acknowledged;
            for (int i = 0; i < each; ++i)
                if (auto const n = write_number(database(), thread * each + i))
                    acknowledged.push_back(*n);
            return acknowledged;
        }));
    std::vector<int> acknowledged;
    for (auto& writer : writers)
        for (auto const n : writer.get())
            acknowledged.push_back(n);
    std::sort(acknowledged.begin(), acknowledged.end());
    EXPECT_EQ(acknowledged.size(), threads * each * 7u / 10);
    fresh().reopen();
    EXPECT_EQ(numbers(database()), acknowledged);
}

TEST_P(ManyWritersTest, counting_up_loses_no_step)
{
    static Statement const count_up { "test.count_up", "update numbers set n = n + 1" };
    database().write([](Transaction& tx) { tx.run(insert_number, 0); });
    {
        std::vector<std::jthread> writers;
        for (int thread = 0; thread < 8; ++thread)
            writers.emplace_back([&] {
                for (int i = 0; i < 50; ++i)
                    database().write([](Transaction& tx) { tx.run(count_up); });
            });
    }
    EXPECT_THAT(numbers(database()), ElementsAre(400));
}

/// Holds the writer until told, so that others queue behind.
class GroupCommitTest : public testing::Test {
protected:
    void SetUp() override { create_numbers(*database_); }

    std::jthread hold_writer()
    {
        std::promise<void> holding;
        auto held = holding.get_future();
        std::jthread holder([this, holding = std::move(holding)]() mutable {
            database_->write([&](Transaction&) {
                holding.set_value();
                go_on_.get_future().wait();
            });
        });
        held.wait();
        return holder;
    }

    /// Lets the thread reach the queue.
    static void settle() { std::this_thread::sleep_for(std::chrono::milliseconds(30)); }

    support::FreshDatabase database_ { Engine::Sqlite };
    std::promise<void> go_on_;
};

TEST_F(GroupCommitTest, writers_come_in_the_order_of_their_arrival_and_share_one_commit)
{
    std::atomic<int> commits = 0;
    auto const subscription = database_->on_commit([&] { ++commits; });
    std::vector<std::jthread> writers;
    writers.push_back(hold_writer());
    for (int i = 0; i < 20; ++i) {
        writers.emplace_back(
            [&, n = (i * 7) % 20] { database_->write([&](Transaction& tx) { tx.run(insert_number, n); }); });
        settle();
    }
    go_on_.set_value();
    writers.clear();
    std::vector<int> expected;
    for (int i = 0; i < 20; ++i)
        expected.push_back((i * 7) % 20);
    EXPECT_EQ(numbers(*database_, list_in_order), expected);
    // The holder's group was old already when it ended, so it commits alone (nothing was kept: no commit at
    // all).
    EXPECT_LE(commits, 2);
}

TEST_F(GroupCommitTest, who_fails_first_in_a_group_does_not_pull_the_others_down)
{
    std::vector<std::jthread> writers;
    writers.push_back(hold_writer());
    std::vector<std::optional<int>> answers(5);
    for (int i = 0; i < 5; ++i) {
        writers.emplace_back([&, i] { answers[i] = write_number(*database_, 8 + i); });
        settle();
    }
    go_on_.set_value();
    writers.clear();
    EXPECT_THAT(answers, ElementsAre(std::nullopt, std::nullopt, 10, 11, 12));
    EXPECT_THAT(numbers(*database_), ElementsAre(10, 11, 12));
}

TEST_F(GroupCommitTest, hooks_of_each_run_with_its_own_savepoint)
{
    std::vector<std::jthread> writers;
    writers.push_back(hold_writer());
    std::atomic<int> after = 0;
    for (int n = 0; n < 4; ++n) {
        writers.emplace_back([&, n] {
            auto const write = [&] {
                database_->write([&](Transaction& tx) {
                    tx.run(insert_number, n);
                    tx.after_commit([&] { ++after; });
                    tx.before_commit([n](Transaction& same) {
                        same.run(insert_number, 100 + n);
                        if (n == 2)
                            throw std::runtime_error("two");
                    });
                });
            };
            if (n == 2)
                EXPECT_THROW(write(), std::runtime_error);
            else
                write();
        });
        settle();
    }
    go_on_.set_value();
    writers.clear();
    EXPECT_THAT(numbers(*database_), ElementsAre(0, 1, 3, 100, 101, 103));
    EXPECT_EQ(after, 3);
}

TEST_F(GroupCommitTest, another_process_that_keeps_the_file_makes_every_waiting_writer_busy)
{
    auto settings = database_.settings();
    settings.wait_max = Duration { 300 };
    auto const other = Database::open(settings);
    auto holder = hold_writer();
    std::vector<std::jthread> writers;
    std::atomic<int> busy = 0;
    auto const began = std::chrono::steady_clock::now();
    for (int n = 0; n < 6; ++n)
        writers.emplace_back([&, n] {
            try {
                other->write([&](Transaction& tx) { tx.run(insert_number, n); });
            } catch (Busy const&) {
                ++busy;
            }
        });
    writers.clear();
    EXPECT_EQ(busy, 6);
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(2));
    go_on_.set_value();
    holder.join();
    other->write([&](Transaction& tx) { tx.run(insert_number, 77); });
    EXPECT_THAT(numbers(*database_), ElementsAre(77));
}

} // namespace
} // namespace passerelle::db
