#include "platform/db/cursor.hpp"
#include "platform/db/migrations.hpp"
#include "platform/db/statement.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace passerelle::db {
namespace {

TEST(Statement, has_the_placeholders_of_its_engine_by_number)
{
    EXPECT_EQ(native_sql("values ($2, $1)", Engine::Sqlite, 0), "values (?2, ?1)");
    EXPECT_EQ(native_sql("values ($2, $11)", Engine::Postgres, 0), "values ($2, $11)");
}

TEST(Statement, leaves_literals_names_comments_and_bodies_alone)
{
    constexpr std::string_view sql
        = "select '$1''$1', \"a$1\", $1 -- $1\n/* $1 */ , $$ $1 $$, $tag$ $1 $tag$";
    EXPECT_EQ(native_sql(sql, Engine::Sqlite, 0),
        "select '$1''$1', \"a$1\", ?1 -- $1\n/* $1 */ , $$ $1 $$, $tag$ $1 $tag$");
    EXPECT_EQ(native_sql("select 'open $1", Engine::Sqlite, 0), "select 'open $1");
    EXPECT_EQ(native_sql("select é$1", Engine::Sqlite, 0), "select é?1");
}

TEST(Statement, expands_its_list)
{
    EXPECT_EQ(native_sql("a = $1 and b in ($2...)", Engine::Sqlite, 4), "a = ?1 and b in (?2,?3,?4,?5)");
    EXPECT_EQ(native_sql("b in ($1...)", Engine::Postgres, 2), "b in ($1,$2)");
    EXPECT_EQ(native_sql("b in ($1...)", Engine::Postgres, 0), "b in ($1)");
}

TEST(Statement, is_known_as_long_as_it_lives)
{
    auto const knows = [](std::string_view name) {
        auto const all = all_statements();
        return std::any_of(all.begin(), all.end(), [&](auto const* one) { return one->name() == name; });
    };
    {
        Statement const statement { "test.short_lived", "select 1" };
        EXPECT_TRUE(knows("test.short_lived"));
        EXPECT_FALSE(statement.diverges());
    }
    EXPECT_FALSE(knows("test.short_lived"));
    EXPECT_TRUE(knows("migrations.list_applied"));
}

TEST(Parameters, pad_a_list_to_a_power_of_two)
{
    EXPECT_EQ(Parameters::of(1, std::vector<std::string>(5)).padded_list_length(), 8u);
    EXPECT_EQ(Parameters::of(1, std::vector<std::string>()).padded_list_length(), 1u);
    EXPECT_EQ(Parameters::of(1, 2).padded_list_length(), 0u);
    EXPECT_FALSE(Parameters::of(std::vector<std::uint8_t>(3)).has_list);
    EXPECT_THROW(Parameters::of(std::vector<std::string>(), 1), Bug);
}

TEST(Migration, is_expanded_for_each_engine)
{
    constexpr std::string_view text = R"(create table t (
    id @id primary key, -- @id
    n @i64, text text not null, r @real, b @blob,
    f @flag check (f in (0, 1)), j @json
) @strict;
-- @sqlite
pragma x;
-- @end
-- @postgres
select '@id';
-- @end
alter table t add column note text;
)";
    EXPECT_EQ(expand_migration(text, Engine::Sqlite), R"(create table t (
    id blob primary key, -- @id
    n integer, text text not null, r real, b blob,
    f integer check (f in (0, 1)), j text
) strict;
pragma x;
alter table t add column note text;

)");
    EXPECT_EQ(expand_migration(text, Engine::Postgres), R"(create table t (
    id uuid primary key, -- @id
    n bigint, text text collate "C" not null, r double precision, b bytea,
    f smallint check (f in (0, 1)), j text collate "C"
) ;
select '@id';
alter table t add column note text collate "C";

)");
    EXPECT_THROW(expand_migration("create table t (id @uuid)", Engine::Sqlite), Fault);
    EXPECT_THROW(expand_migration("-- @oracle\n", Engine::Sqlite), Fault);
}

TEST(Cursor, reads_back_what_it_wrote_and_nothing_else)
{
    auto const text = cursor({ "Décolletage Müller", "" });
    EXPECT_THAT(parse_cursor(text, 2), testing::Optional(testing::ElementsAre("Décolletage Müller", "")));
    EXPECT_FALSE(parse_cursor(text, 3));
    EXPECT_FALSE(parse_cursor("", 1));
    EXPECT_FALSE(parse_cursor("Zm9v", 1));
    EXPECT_FALSE(parse_cursor("%%%", 1));
}

} // namespace
} // namespace passerelle::db
