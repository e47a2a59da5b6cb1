#include "platform/db/db.hpp"
#include "tests/support/postgres.hpp"

#include <gmock/gmock.h>

#include <barrier>
#include <thread>

namespace passerelle::db {
namespace {

using testing::ElementsAre;

static Statement const insert_number { "test.insert_pg_number", "insert into numbers (n, m) values ($1, 0)" };
static Statement const list_numbers { "test.list_pg_numbers", "select n from numbers order by n" };
static Statement const raise { "test.raise", "update numbers set m = m + 1 where n = $1" };
static Statement const sum { "test.sum", "select sum(m) from numbers" };

std::vector<int> numbers(Database& database)
{
    return database.read([](Reader& reader) {
        return reader.all(list_numbers, [](Row const& row) { return row.get<int>(0); });
    });
}

class PostgresTest : public testing::Test {
protected:
    void SetUp() override
    {
        database_ = Database::open({ .postgres_url = server_.url(), .connections_max = 4 });
        database_->write([](Transaction& tx) {
            tx.script(
                "drop table if exists numbers; create table numbers (n integer primary key, m integer)");
            tx.run(insert_number, 1);
        });
    }

    void restart()
    {
        server_.stop();
        server_.start();
    }

    static support::PostgresServer server_;
    std::unique_ptr<Database> database_;
};
support::PostgresServer PostgresTest::server_;

TEST_F(PostgresTest, reads_go_on_by_themselves_after_a_restart_of_the_server)
{
    EXPECT_THAT(numbers(*database_), ElementsAre(1));
    restart();
    EXPECT_THAT(numbers(*database_), ElementsAre(1));
    restart();
    EXPECT_THAT(database_->read_snapshot([](Reader& reader) { return reader.value<int>(list_numbers); }), 1);
    restart();
    EXPECT_TRUE(database_->healthy());
}

TEST_F(PostgresTest, a_write_that_begins_after_a_restart_goes_through)
{
    numbers(*database_);
    restart();
    database_->write([](Transaction& tx) { tx.run(insert_number, 2); });
    EXPECT_THAT(numbers(*database_), ElementsAre(1, 2));
}

TEST_F(PostgresTest, a_write_that_the_server_leaves_midway_is_disconnected_and_not_repeated)
{
    int runs = 0;
    auto const interrupted = [&](Transaction& tx) {
        ++runs;
        tx.run(insert_number, 2);
        restart();
        tx.run(insert_number, 3);
    };
    EXPECT_THROW(database_->write(interrupted), Disconnected);
    EXPECT_EQ(runs, 1);
    EXPECT_THAT(numbers(*database_), ElementsAre(1));
    auto const in_batch = [&](Transaction& tx) {
        Batch batch(tx);
        batch.run(insert_number, 2);
        restart();
        batch.run(insert_number, 3);
        batch.finish();
    };
    EXPECT_THROW(database_->write(in_batch), Disconnected);
    EXPECT_THAT(numbers(*database_), ElementsAre(1));
}

TEST_F(PostgresTest, a_commit_without_answer_is_unknown)
{
    auto const interrupted = [&](Transaction& tx) {
        tx.run(insert_number, 2);
        restart();
    };
    EXPECT_THROW(database_->write(interrupted), CommitUnknown);
    EXPECT_THAT(numbers(*database_), ElementsAre(1));
}

TEST_F(PostgresTest, without_a_server_everything_is_disconnected_until_it_is_back)
{
    server_.stop();
    EXPECT_THROW(numbers(*database_), Disconnected);
    EXPECT_THROW(database_->write([](Transaction& tx) { tx.run(insert_number, 2); }), Disconnected);
    EXPECT_FALSE(database_->healthy());
    EXPECT_THROW(Database::open({ .postgres_url = server_.url() }), Disconnected);
    server_.start();
    EXPECT_TRUE(database_->healthy());
    EXPECT_THAT(numbers(*database_), ElementsAre(1));
}

TEST_F(PostgresTest, a_deadlock_is_run_again)
{
    database_->write([](Transaction& tx) { tx.run(insert_number, 2); });
    std::barrier both_hold_one(2);
    auto const raise_both = [&](int first, int second) {
        bool again = false;
        database_->write([&](Transaction& tx) {
            tx.run(raise, first);
            if (!std::exchange(again, true))
                both_hold_one.arrive_and_wait();
            tx.run(raise, second);
        });
    };
    {
        std::jthread const one([&] { raise_both(1, 2); });
        std::jthread const other([&] { raise_both(2, 1); });
    }
    EXPECT_EQ(database_->read([](Reader& reader) { return reader.value<int>(sum); }), 4);
}

TEST_F(PostgresTest, a_commit_that_no_standby_confirms_is_unknown)
{
    auto const alter = [&](std::string const& sql) {
        static Statement const reload { "test.reload", "select pg_reload_conf()" };
        std::string const text = "alter system " + sql;
        Statement const statement { "test.alter_system", text };
        database_->read([&](Reader& reader) {
            reader.exists(statement);
            reader.exists(reload);
        });
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
    };
    static Statement const cancel { "test.cancel", R"sql(
        select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'
    )sql" };
    alter("set synchronous_standby_names = 'nobody'");
    std::jthread const impatient([&](std::stop_token const& stop) {
        while (!stop.stop_requested()) {
            database_->read([](Reader& reader) { reader.exists(cancel); });
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    });
    EXPECT_THROW(database_->write([](Transaction& tx) { tx.run(insert_number, 2); }), CommitUnknown);
    alter("reset synchronous_standby_names");
    EXPECT_THAT(numbers(*database_), ElementsAre(1, 2));
}

TEST_F(PostgresTest, a_lock_that_is_held_too_long_is_busy)
{
    auto const impatient = Database::open({ .postgres_url = server_.url(), .wait_max = Duration { 200 } });
    database_->write([&](Transaction& tx) {
        tx.run(raise, 1);
        EXPECT_THROW(impatient->write([](Transaction& other) { other.run(raise, 1); }), Busy);
    });
}

TEST_F(PostgresTest, has_no_backup_into_a_file) { EXPECT_THROW(database_->backup_to("/tmp/never"), Fault); }

} // namespace
} // namespace passerelle::db
