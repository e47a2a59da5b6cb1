#include "platform/db/db.hpp"
#include "tests/support/postgres.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace passerelle::db {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr EmbeddedFile first { "0001_first.sql",
    "create table a (id @id primary key, name text) @strict;\n" };
constexpr EmbeddedFile second { "0002_second.sql", "create table b (n @i64);\ninsert into b values (7);\n" };
constexpr EmbeddedFile second_altered { "0002_second.sql", "create table b (n @i64, m @i64);\n" };
constexpr EmbeddedFile third { "0003_third.sql",
    "create table c (n @i64);\ninsert into nowhere values (1);\n" };

static Statement const read_b { "test.read_b", "select n from b" };

std::vector<int> versions(Outcome<std::vector<Migration>, MigrationRefused> const& outcome)
{
    std::vector<int> result;
    for (auto const& one : outcome.value())
        result.push_back(one.version);
    return result;
}

class MigrationsTest : public testing::TestWithParam<Engine> {
protected:
    support::FreshDatabase database_ { GetParam(), support::FreshDatabase::Content::Nothing };
};
PASSERELLE_ON_BOTH_ENGINES(MigrationsTest);

TEST_P(MigrationsTest, go_forward_once_in_order_of_their_numbers)
{
    std::array const files { second, first };
    EXPECT_EQ(schema_version(database_), 0);
    EXPECT_THAT(versions(migrate(database_, files)), ElementsAre(1, 2));
    EXPECT_THAT(versions(migrate(database_, files)), IsEmpty());
    EXPECT_EQ(schema_version(database_), 2);
    EXPECT_EQ(database_->read([](Reader& reader) { return reader.value<int>(read_b); }), 7);
}

TEST_P(MigrationsTest, refuse_a_schema_that_is_newer_than_the_program)
{
    ASSERT_TRUE(migrate(database_, std::array { first, second }));
    auto const outcome = migrate(database_, std::array { first });
    ASSERT_TRUE(outcome.refused());
    EXPECT_EQ(outcome.refusal().reason, MigrationRefused::Reason::NewerThanProgram);
    EXPECT_EQ(outcome.refusal().version, 2);
    EXPECT_EQ(outcome.refusal().name, "second");
}

TEST_P(MigrationsTest, refuse_a_migration_whose_text_has_changed_since)
{
    ASSERT_TRUE(migrate(database_, std::array { first, second }));
    auto const outcome = migrate(database_, std::array { first, second_altered });
    ASSERT_TRUE(outcome.refused());
    EXPECT_EQ(outcome.refusal().reason, MigrationRefused::Reason::Altered);
    EXPECT_EQ(outcome.refusal().version, 2);
}

TEST_P(MigrationsTest, leave_nothing_of_one_that_fails_and_keep_those_before)
{
    EXPECT_THROW((void)migrate(database_, std::array { first, second, third }), Fault);
    EXPECT_EQ(schema_version(database_), 2);
    Statement const of_third { "test.of_third", "select n from c" };
    EXPECT_NE(database_->problem_of(of_third), "");
}

TEST_P(MigrationsTest, are_applied_once_where_several_nodes_start_together)
{
    std::array const files { first, second };
    std::atomic<int> applied = 0;
    {
        std::vector<std::jthread> nodes;
        for (int i = 0; i < 4; ++i)
            nodes.emplace_back([&] {
                auto const node = Database::open(database_.settings());
                applied += static_cast<int>(versions(migrate(*node, files)).size());
            });
    }
    EXPECT_EQ(applied, 2);
}

TEST_P(MigrationsTest, of_the_program_apply_to_an_empty_database)
{
    ASSERT_TRUE(migrate(database_));
    EXPECT_EQ(schema_version(database_), newest_schema_version());
    EXPECT_GT(newest_schema_version(), 0);
    EXPECT_THAT(database_->integrity_problems(), IsEmpty());
}

} // namespace
} // namespace passerelle::db
