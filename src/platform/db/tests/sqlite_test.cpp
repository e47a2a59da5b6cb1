#include "platform/db/db.hpp"
#include "tests/support/postgres.hpp"

#include <gmock/gmock.h>
#include <sys/mount.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

namespace passerelle::db {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

static Statement const insert_note { "test.insert_note", "insert into notes (id, text) values ($1, $2)" };
static Statement const count_notes { "test.count_notes", "select count(*) from notes" };
static Statement const read_pragmas { "test.pragmas", R"sql(
    select (select synchronous from pragma_synchronous), (select journal_mode from pragma_journal_mode),
        (select foreign_keys from pragma_foreign_keys), (select trusted_schema from pragma_trusted_schema)
)sql" };

class SqliteTest : public testing::Test {
protected:
    void SetUp() override
    {
        database_->write([](Transaction& tx) {
            tx.script("create table notes (id integer primary key, text text) strict");
        });
    }

    void insert(int first, int count)
    {
        database_->write([&](Transaction& tx) {
            for (int id = first; id < first + count; ++id)
                tx.run(insert_note, id, std::string(500, 'x'));
        });
    }

    std::string beside(std::string const& name) { return database_.settings().folder + "/" + name; }

    support::FreshDatabase database_ { Engine::Sqlite, support::FreshDatabase::Content::Nothing };
};

TEST_F(SqliteTest, writes_and_reads_with_full_durability_and_a_schema_that_is_not_trusted)
{
    auto const pragmas = [](Reader& reader) {
        return reader.one(read_pragmas, [](Row const& row) {
            return std::tuple(row.integer(0), row.text(1), row.integer(2), row.integer(3));
        });
    };
    std::tuple<std::int64_t, std::string, std::int64_t, std::int64_t> const expected { 2, "wal", 1, 0 };
    EXPECT_EQ(database_->read(pragmas), expected);
    EXPECT_EQ(database_->write([&](Transaction& tx) { return pragmas(tx); }), expected);
}

TEST_F(SqliteTest, a_folder_made_for_it_is_closed_to_others)
{
    auto const folder = beside("new/deep");
    {
        auto const made = Database::open({ .folder = folder });
    }
    EXPECT_EQ(std::filesystem::status(folder).permissions(), std::filesystem::perms::owner_all);
    std::ofstream(beside("file")) << "x";
    EXPECT_THROW(Database::open({ .folder = beside("file") }), Fault);
}

TEST_F(SqliteTest, a_file_that_is_none_is_malformed)
{
    std::filesystem::create_directory(beside("wrong"));
    std::ofstream(beside("wrong/passerelle.db")) << std::string(8192, 'x');
    EXPECT_THROW(Database::open({ .folder = beside("wrong") }), Malformed);
}

TEST_F(SqliteTest, a_backup_is_whole_while_others_write_and_keeps_nobody_waiting)
{
    insert(0, 20'000);
    auto longest = std::chrono::steady_clock::duration::zero();
    int written = 0;
    {
        std::jthread writer([&](std::stop_token const& stop) {
            while (!stop.stop_requested()) {
                auto const began = std::chrono::steady_clock::now();
                insert(100'000 + written++, 1);
                longest = std::max(longest, std::chrono::steady_clock::now() - began);
            }
        });
        database_->backup_to(beside("copy.db"));
    }
    EXPECT_GT(written, 0);
    EXPECT_LT(longest, std::chrono::milliseconds(500)); // the machine is shared; the aim is 100
    EXPECT_THAT(integrity_problems_of_file(beside("copy.db")), IsEmpty());
    EXPECT_FALSE(std::filesystem::exists(beside("copy.db.part")));
    EXPECT_THROW(database_->backup_to(beside("copy.db")), Fault);
    std::filesystem::create_directory(beside("restored"));
    std::filesystem::rename(beside("copy.db"), beside("restored/passerelle.db"));
    auto const restored = Database::open({ .folder = beside("restored") });
    auto const count = restored->read([](Reader& reader) { return reader.value<int>(count_notes); });
    EXPECT_GE(count, 20'000);
}

TEST_F(SqliteTest, a_backup_that_fails_leaves_no_file)
{
    EXPECT_THROW(database_->backup_to(beside("no/such/folder.db")), Fault);
    EXPECT_TRUE(database_->healthy());
}

TEST_F(SqliteTest, damage_in_a_file_is_found)
{
    insert(0, 2000);
    EXPECT_THAT(database_->integrity_problems(), IsEmpty());
    database_->backup_to(beside("copy.db"));
    {
        std::fstream file(beside("copy.db"), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(40 * 4096);
        file << std::string(4096, '\x5a');
    }
    EXPECT_THAT(integrity_problems_of_file(beside("copy.db")), Not(IsEmpty()));
    EXPECT_THAT(integrity_problems_of_file(beside("none.db")), Not(IsEmpty()));
}

/// A file system of one's own of so few megabytes, where the test may mount one.
class SmallDisk {
public:
    explicit SmallDisk(std::string const& folder) : folder_(folder)
    {
        std::filesystem::create_directory(folder);
        mounted_ = ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=2m") == 0;
    }
    ~SmallDisk()
    {
        if (mounted_)
            ::umount2(folder_.c_str(), MNT_DETACH);
    }
    bool mounted() const { return mounted_; }
    void enlarge() const { ::mount("tmpfs", folder_.c_str(), "tmpfs", MS_REMOUNT, "size=64m"); }

private:
    std::string folder_;
    bool mounted_ = false;
};

TEST_F(SqliteTest, a_full_disk_is_said_loses_nothing_and_heals)
{
    SmallDisk const disk(beside("small"));
    if (!disk.mounted())
        GTEST_SKIP() << "only who may mount can make a disk full";
    auto const database = Database::open({ .folder = beside("small") });
    database->write(
        [](Transaction& tx) { tx.script("create table notes (id integer primary key, text text) strict"); });
    int written = 0;
    auto const write_one = [&] {
        database->write([&](Transaction& tx) { tx.run(insert_note, written, std::string(20'000, 'x')); });
        ++written;
    };
    auto const count
        = [&] { return database->read([](Reader& reader) { return reader.value<int>(count_notes); }); };
    EXPECT_THROW(for (int i = 0; i < 1000; ++i) write_one(), Full);
    EXPECT_GT(written, 5);
    EXPECT_EQ(count(), written);
    EXPECT_THROW(write_one(), Full);
    disk.enlarge();
    write_one();
    EXPECT_EQ(count(), written);
    EXPECT_THAT(database->integrity_problems(), IsEmpty());
}

} // namespace
} // namespace passerelle::db
