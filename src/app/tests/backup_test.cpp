#include "app/backup.hpp"
#include "app/folders.hpp"
#include "app/refused.hpp"
#include "app/restore.hpp"
#include "platform/changes/changes.hpp"
#include "platform/db/migrations.hpp"
#include "tests/support/postgres.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace passerelle::app::tests {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

static db::Statement const set_newer { "backup_test.set_newer",
    "insert into schema_migrations (version, name, checksum, applied_at) values (9999, 'later', 'x', 0)" };

/// A database of some changes, and a folder for what is made of it.
class BackupTest : public support::DbTest {
protected:
    BackupTest()
    {
        for (int i = 0; i < 3; ++i)
            record_change();
    }

    void record_change()
    {
        database().write([](db::Transaction& tx) {
            changes::record(tx,
                { .at = Instant { 1'760'000'000'000 },
                    .action = "note.made",
                    .entity_kind = "note",
                    .entity = Uuid::parse("01890a5d-ac96-774b-bcce-b302099a8057").value(),
                    .after = changes::Fields().add("title", "Décolletage") });
        });
    }

    GlobalOptions source()
    {
        auto const& settings = fresh().settings();
        return { settings.folder.empty() ? path("data") : settings.folder, settings.postgres_url, Lang::en };
    }
    GlobalOptions target() const { return { path("target"), {}, Lang::en }; }
    std::string path(std::string const& name) const { return (folder_.path() / name).string(); }

    /// What the refusal says; "done" where there was none.
    template<typename Do>
    static std::string refusal_of(Do work)
    {
        try {
            work();
        } catch (CommandRefused const& refused) {
            return refused.what();
        }
        return "done";
    }

    static std::int64_t changes_in(GlobalOptions const& options)
    {
        auto const restored = db::Database::open({ .folder = options.data });
        return restored->read([](db::Reader& reader) {
            return changes::verify_chain(reader).broken_at ? -1 : changes::last_seq(reader);
        });
    }

    bool is_empty(std::string const& name) const
    {
        return !fs::exists(path(name)) || fs::is_empty(path(name));
    }

private:
    TemporaryFolder folder_ { support::temporary_root() + "backup" };
};
PASSERELLE_ON_BOTH_ENGINES(BackupTest);

TEST_P(BackupTest, comes_back_whole_and_is_its_owners_alone)
{
    auto const size = back_up(source(), path("one"));
    record_change(); // after the backup
    EXPECT_EQ(size, fs::file_size(path("one")));
    struct stat status {};
    ASSERT_EQ(::stat(path("one").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
    restore(target(), path("one"));
    EXPECT_EQ(changes_in(target()), 3);
}

TEST_P(BackupTest, overwrites_nothing)
{
    std::ofstream(path("one")) << "mine";
    EXPECT_THAT(refusal_of([&] { back_up(source(), path("one")); }), HasSubstr("overwrites nothing"));
    fs::create_symlink("elsewhere", path("link"));
    EXPECT_THAT(refusal_of([&] { back_up(source(), path("link")); }), HasSubstr("overwrites nothing"));
    EXPECT_EQ(fs::file_size(path("one")), 4u);
    EXPECT_THAT(refusal_of([&] { back_up(source(), path("nowhere/one")); }), HasSubstr("there is no folder"));
}

TEST_P(BackupTest, goes_into_an_empty_place_only)
{
    back_up(source(), path("one"));
    restore(target(), path("one"));
    EXPECT_THAT(refusal_of([&] { restore(target(), path("one")); }), HasSubstr("not empty"));
    if (GetParam() == db::Engine::Postgres) {
        EXPECT_THAT(refusal_of([&] { restore(source(), path("one")); }), HasSubstr("not empty"));
    }
}

TEST_P(BackupTest, what_is_no_backup_is_refused_and_leaves_nothing)
{
    std::ofstream(path("text")) << "Not a backup, only as long as one needs to be to be looked at.";
    EXPECT_THAT(refusal_of([&] { restore(target(), path("text")); }), HasSubstr("text"));
    EXPECT_THAT(refusal_of([&] { restore(target(), path("absent")); }), HasSubstr("There is no file"));
    EXPECT_TRUE(is_empty("target"));
}

TEST_P(BackupTest, a_damaged_one_is_refused_and_leaves_nothing)
{
    back_up(source(), path("one"));
    std::fstream file(path("one"), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096 * 3);
    file << std::string(4096 * 4, '\xa5');
    file.close();
    EXPECT_THAT(refusal_of([&] { restore(target(), path("one")); }), HasSubstr("is damaged"));
    EXPECT_TRUE(is_empty("target"));
}

TEST_P(BackupTest, of_a_newer_program_is_refused_and_leaves_nothing)
{
    back_up(source(), path("one"));
    fs::create_directory(path("newer"));
    fs::copy_file(path("one"), path("newer/passerelle.db"));
    db::Database::open({ .folder = path("newer") })->write([](db::Transaction& tx) { tx.run(set_newer); });
    EXPECT_THAT(refusal_of([&] { restore(target(), path("newer/passerelle.db")); }), HasSubstr("9999"));
    EXPECT_TRUE(is_empty("target"));
}

TEST(Backup, of_a_folder_without_a_database_makes_none)
{
    TemporaryFolder const folder(support::temporary_root() + "backup");
    GlobalOptions const options { (folder.path() / "none").string(), {}, Lang::de };
    EXPECT_THROW(back_up(options, (folder.path() / "one").string()), CommandRefused);
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

} // namespace
} // namespace passerelle::app::tests
