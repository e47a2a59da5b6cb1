#include "app/doctor.hpp"
#include "app/folders.hpp"
#include "base/ensure.hpp"
#include "platform/changes/changes.hpp"
#include "tests/support/postgres.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace passerelle::app::tests {
namespace {

static db::Statement const set_newer { "doctor_test.set_newer",
    "insert into schema_migrations (version, name, checksum, applied_at) values (9999, 'later', 'x', 0)" };

auto const now = Instant { 1'760'000'000'000 };
constexpr std::string_view address = "https://network.example";

class DoctorTest : public support::DbTest {
protected:
    DoctorTest()
    {
        for (int i = 0; i < 3; ++i)
            record_change(now);
    }

    void record_change(Instant at)
    {
        database().write([&](db::Transaction& tx) {
            changes::record(tx,
                { .at = at,
                    .action = "note.made",
                    .entity_kind = "note",
                    .entity = Uuid::parse("01890a5d-ac96-774b-bcce-b302099a8057").value() });
        });
    }

    GlobalOptions options() { return { data_, fresh().settings().postgres_url, Lang::en }; }

    Finding found(std::string_view check, std::string_view base_url = address)
    {
        auto const findings = examine(options(), std::string(base_url), now);
        auto const it = std::ranges::find(findings, check, &Finding::check);
        if (it == findings.end()) // after a problem that forbids to go on
            return { check, Health::Ok, "not examined" };
        return *it;
    }

    TemporaryFolder folder_ { support::temporary_root() + "doctor" };
    std::string data_
        = fresh().settings().folder.empty() ? folder_.path().string() : fresh().settings().folder;
};
PASSERELLE_ON_BOTH_ENGINES(DoctorTest);

TEST_P(DoctorTest, finds_nothing_wrong_with_a_sound_one)
{
    for (auto const& finding : examine(options(), std::string(address), now))
        if (finding.check != "durability") {
            EXPECT_NE(finding.health, Health::Problem) << finding.check << ": " << finding.text;
        }
    EXPECT_EQ(found("change_log").text, "3 entries, the chain is whole");
}

TEST_P(DoctorTest, says_whether_what_is_saved_is_safe)
{
    // The tests' server of PostgreSQL does not sync, for speed.
    auto const safe = GetParam() == db::Engine::Sqlite;
    EXPECT_EQ(found("durability").health, safe ? Health::Ok : Health::Problem) << found("durability").text;
}

TEST_P(DoctorTest, sees_an_altered_change)
{
    database().write([](db::Transaction& tx) {
        tx.script(tx.engine() == db::Engine::Sqlite ? "drop trigger changes_not_updated"
                                                    : "drop trigger changes_not_altered on changes");
        tx.script("update changes set action = 'note.forged' where seq = 2");
    });
    EXPECT_EQ(found("change_log").health, Health::Problem);
    EXPECT_THAT(found("change_log").text, testing::HasSubstr("entry 2"));
}

TEST_P(DoctorTest, sees_a_clock_that_went_back)
{
    record_change(now + Duration::hours(2));
    EXPECT_EQ(found("clock").health, Health::Problem);
}

TEST_P(DoctorTest, reads_no_tables_of_a_newer_schema)
{
    database().write([](db::Transaction& tx) { tx.run(set_newer); });
    EXPECT_EQ(found("schema").health, Health::Problem);
    EXPECT_EQ(found("change_log").text, "not examined");
}

TEST_P(DoctorTest, warns_of_passwords_in_the_clear_and_of_no_address)
{
    EXPECT_EQ(found("base_url").health, Health::Ok);
    EXPECT_EQ(found("base_url", "http://network.example").health, Health::Warning);
    EXPECT_EQ(found("base_url", "").health, Health::Warning);
    EXPECT_EQ(found("base_url", "network").health, Health::Problem);
}

TEST(Doctor, makes_nothing_where_nothing_is)
{
    TemporaryFolder const folder(support::temporary_root() + "doctor");
    GlobalOptions const options { folder.path().string(), {}, Lang::fr };
    auto const findings = examine(options, "", now);
    EXPECT_EQ(findings.back().check, "database");
    EXPECT_EQ(findings.back().health, Health::Problem);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Doctor, sees_a_damaged_file)
{
    support::FreshDatabase fresh(db::Engine::Sqlite);
    TemporaryFolder const folder(support::temporary_root() + "doctor");
    auto const copy = folder.path() / "passerelle.db";
    fresh->backup_to(copy.string());
    auto const size = std::filesystem::file_size(copy);
    std::fstream file(copy, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(size / 2));
    file << std::string(size / 2, '\xa5');
    file.close();
    auto const findings = examine({ folder.path().string(), {}, Lang::en }, std::string(address), now);
    EXPECT_TRUE(std::ranges::any_of(findings,
        [](Finding const& finding) {
            return finding.health == Health::Problem && finding.text.find("malformed") != std::string::npos;
        }))
        << findings.back().check << ": " << findings.back().text;
}

} // namespace
} // namespace passerelle::app::tests
