#include "platform/crypto/random.hpp"
#include "platform/db/db.hpp"
#include "tests/support/postgres.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace passerelle::db {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;

struct Thing;

static constexpr char things[] = R"(
    create table things (
        id @id primary key, n @i64, r @real, t text unique, b @blob, f @flag, check (n is null or n < 1000000)
    ) @strict;
    create table parts (id @i64 primary key, thing_id @id not null references things (id)) @strict;
)";

static Statement const insert_thing { "test.insert_thing", R"sql(
    insert into things (id, n, r, t, b, f) values ($1, $2, $3, $4, $5, $6)
)sql" };
static Statement const insert_or_not { "test.insert_or_not", R"sql(
    insert into things (id, t) values ($1, $2) on conflict (t) do nothing
)sql" };
static Statement const insert_returning { "test.insert_returning", R"sql(
    insert into things (id, n) values ($1, $2) returning id, n
)sql" };
static Statement const insert_part { "test.insert_part", "insert into parts (id, thing_id) values ($1, $2)" };
static Statement const find_thing { "test.find_thing", "select id, n, r, t, b, f from things where id = $1" };
static Statement const list_things { "test.list_things", "select id, n from things order by n" };
static Statement const list_some { "test.list_some",
    "select n from things where n > $1 and id in ($2...) order by n" };
static Statement const page_things { "test.page_things",
    "select n from things where n > $1 order by n limit $2" };
static Statement const count_things { "test.count_things", "select count(*) from things" };
static Statement const raise_all { "test.raise_all", "update things set n = n + $1" };

class EnginesTest : public support::DbTest {
protected:
    void SetUp() override
    {
        database().write([](Transaction& tx) { tx.script(expand_migration(things, tx.engine())); });
    }

    Id<Thing> fresh_id() { return Id<Thing>::fresh({ 1'700'000'000'000 }, random_); }

    /// `count` things with n from 1.
    std::vector<Id<Thing>> insert_things(int count)
    {
        std::vector<Id<Thing>> ids;
        database().write([&](Transaction& tx) {
            ids.clear();
            for (int n = 1; n <= count; ++n) {
                ids.push_back(fresh_id());
                tx.run(insert_thing, ids.back(), n, nullptr, nullptr, nullptr, nullptr);
            }
        });
        return ids;
    }

    std::int64_t count()
    {
        return database().read([](Reader& reader) { return reader.value<std::int64_t>(count_things); });
    }

    crypto::SeededRandom random_ { 1 };
};
PASSERELLE_ON_BOTH_ENGINES(EnginesTest);

TEST_P(EnginesTest, every_kind_of_value_comes_back_as_it_went)
{
    auto const id = fresh_id();
    std::vector<std::uint8_t> const bytes { 0, 1, 0xff, '\\', 'x' };
    database().write(
        [&](Transaction& tx) { tx.run(insert_thing, id, -5, 0.1, "Zürich ' ; é 🏔", bytes, true); });
    auto const seen = database().read([&](Reader& reader) {
        return reader.exists(find_thing, id)
            && *reader.one(
                find_thing,
                [&](Row const& row) {
                    EXPECT_EQ(row.id<Thing>(0), id);
                    EXPECT_EQ(row.integer(1), -5);
                    EXPECT_EQ(row.real(2), 0.1);
                    EXPECT_EQ(row.text(3), "Zürich ' ; é 🏔");
                    EXPECT_EQ(row.blob(4), bytes);
                    EXPECT_EQ(row.bytes<5>(4)[2], 0xff);
                    EXPECT_TRUE(row.flag(5));
                    EXPECT_THAT(row.optional_integer(1), Optional(-5));
                    return true;
                },
                id);
    });
    EXPECT_TRUE(seen);
}

TEST_P(EnginesTest, null_is_nothing_and_empty_is_not_null)
{
    auto const absent = fresh_id();
    auto const empty = fresh_id();
    database().write([&](Transaction& tx) {
        tx.run(insert_thing, absent, std::optional<int>(), std::nullopt, std::optional<std::string>(),
            nullptr, nullptr);
        tx.run(insert_thing, empty, 0, 0.0, std::string_view(), std::vector<std::uint8_t>(), false);
    });
    database().read([&](Reader& reader) {
        reader.each(
            find_thing,
            [](Row const& row) {
                EXPECT_EQ(row.optional_integer(1), std::nullopt);
                EXPECT_EQ(row.optional_real(2), std::nullopt);
                EXPECT_EQ(row.optional_text(3), std::nullopt);
                EXPECT_TRUE(row.null(4));
                EXPECT_THROW(row.text(3), Malformed);
                EXPECT_THROW(row.blob(4), Malformed);
                EXPECT_THROW(row.text(17), Malformed);
            },
            absent);
        reader.each(
            find_thing,
            [](Row const& row) {
                EXPECT_THAT(row.optional_text(3), Optional(std::string()));
                EXPECT_FALSE(row.null(4));
                EXPECT_TRUE(row.blob(4).empty());
                EXPECT_FALSE(row.flag(5));
            },
            empty);
    });
}

TEST_P(EnginesTest, a_value_of_another_kind_is_malformed_and_says_where)
{
    auto const id = fresh_id();
    database().write([&](Transaction& tx) {
        tx.run(insert_thing, id, 7, 1.5, "2027-02-29", std::vector<std::uint8_t>(3), 1);
    });
    database().read([&](Reader& reader) {
        reader.each(
            find_thing,
            [](Row const& row) {
                EXPECT_THROW(row.flag(1), Malformed);
                EXPECT_THROW(row.date(3), Malformed);
                EXPECT_THROW(row.uuid(4), Malformed);
                EXPECT_THROW(row.bytes<4>(4), Malformed);
                try {
                    row.integer(3);
                    ADD_FAILURE();
                } catch (Malformed const& fault) {
                    EXPECT_THAT(fault.what(), HasSubstr("test.find_thing: column 3"));
                }
            },
            id);
    });
}

TEST_P(EnginesTest, dates_languages_and_instants_are_values)
{
    static Statement const echo { "test.echo",
        per_engine {
            .sqlite = "select $1, $2, $3",
            .postgres = "select cast($1 as text), cast($2 as text), cast($3 as bigint)",
        } };
    auto const day = *LocalDate::of(2028, 2, 29);
    auto const seen = database().read([&](Reader& reader) {
        return reader.one(
            echo, [](Row const& row) { return std::tuple(row.date(0), row.lang(1), row.instant(2)); }, day,
            Lang::de, Instant { 1'800'000'000'123 });
    });
    EXPECT_EQ(seen, std::tuple(day, Lang::de, Instant { 1'800'000'000'123 }));
}

TEST_P(EnginesTest, a_list_of_any_length_finds_its_members)
{
    auto const ids = insert_things(5);
    auto const found = [&](std::vector<Id<Thing>> const& list) {
        return database().read([&](Reader& reader) {
            return reader.all(
                list_some, [](Row const& row) { return row.get<int>(0); }, 0, list);
        });
    };
    EXPECT_THAT(found({}), ElementsAre());
    EXPECT_THAT(found({ ids[2] }), ElementsAre(3));
    EXPECT_THAT(found({ ids[4], ids[0], ids[1] }), ElementsAre(1, 2, 5));
    EXPECT_THAT(found(ids), ElementsAre(1, 2, 3, 4, 5));
}

TEST_P(EnginesTest, the_same_statement_can_run_inside_itself)
{
    insert_things(3);
    int pairs = 0;
    database().read([&](Reader& reader) {
        reader.each(list_things, [&](Row const& outer) {
            auto const n = outer.integer(1);
            reader.each(list_things, [&](Row const&) { ++pairs; });
            EXPECT_EQ(outer.integer(1), n);
        });
    });
    EXPECT_EQ(pairs, 9);
}

TEST_P(EnginesTest, a_list_is_paged_by_key)
{
    insert_things(5);
    std::vector<int> seen;
    std::string after = "0";
    for (int pages = 0; pages < 3; ++pages) {
        auto const page = database().read([&](Reader& reader) {
            return reader.page(
                2, page_things, [](Row const& row) { return row.get<int>(0); },
                [](int n) { return std::to_string(n); }, std::stoi(after));
        });
        seen.insert(seen.end(), page.items.begin(), page.items.end());
        after = page.next;
    }
    EXPECT_THAT(seen, ElementsAre(1, 2, 3, 4, 5));
    EXPECT_EQ(after, "");
}

TEST_P(EnginesTest, one_refuses_a_second_row)
{
    insert_things(2);
    auto const first_of_two = [](Reader& reader) {
        return reader.one(list_things, [](Row const& row) { return row.integer(1); });
    };
    EXPECT_THROW(database().read(first_of_two), Bug);
}

TEST_P(EnginesTest, writes_say_how_many_rows_they_changed)
{
    insert_things(3);
    auto const [raised, returned] = database().write([&](Transaction& tx) {
        auto const id = fresh_id();
        auto const n = tx.one(
            insert_returning,
            [&](Row const& row) {
                EXPECT_EQ(row.id<Thing>(0), id);
                return row.integer(1);
            },
            id, 44);
        return std::pair(tx.run(raise_all, 10), n);
    });
    EXPECT_EQ(raised, 4);
    EXPECT_THAT(returned, Optional(44));
}

TEST_P(EnginesTest, what_throws_or_refuses_leaves_no_trace)
{
    enum class Refused { Closed };
    auto const outcome = database().write([&](Transaction& tx) -> Outcome<int, Refused> {
        tx.run(insert_thing, fresh_id(), 1, nullptr, nullptr, nullptr, nullptr);
        tx.after_commit([] { ADD_FAILURE(); });
        return Refused::Closed;
    });
    EXPECT_TRUE(outcome.refused());
    EXPECT_THROW(database().write([&](Transaction& tx) {
        tx.run(insert_thing, fresh_id(), 1, nullptr, nullptr, nullptr, nullptr);
        throw std::runtime_error("no");
    }),
        std::runtime_error);
    EXPECT_EQ(count(), 0);
}

TEST_P(EnginesTest, schema_rules_are_exceptions_of_their_own)
{
    auto const id = fresh_id();
    auto const insert = [&](Id<Thing> thing, int n, char const* text) {
        database().write(
            [&](Transaction& tx) { tx.run(insert_thing, thing, n, nullptr, text, nullptr, nullptr); });
    };
    insert(id, 1, "secret@example.ch");
    EXPECT_THROW(insert(id, 1, "b"), UniqueViolation);
    EXPECT_THROW(insert(fresh_id(), 1'000'000, "c"), CheckViolation);
    EXPECT_THROW(
        database().write([&](Transaction& tx) { tx.run(insert_part, 1, fresh_id()); }), ForeignKeyViolation);
    EXPECT_THROW(database().write([&](Transaction& tx) { tx.run(insert_part, 1, nullptr); }), CheckViolation);
    try {
        insert(fresh_id(), 1, "secret@example.ch");
        ADD_FAILURE();
    } catch (UniqueViolation const& fault) {
        EXPECT_THAT(fault.constraint(), GetParam() == Engine::Sqlite ? "things.t" : "things_t_key");
        EXPECT_THAT(fault.what(), HasSubstr("test.insert_thing"));
        EXPECT_THAT(fault.what(), Not(HasSubstr("secret")));
    }
    EXPECT_EQ(count(), 1);
}

TEST_P(EnginesTest, a_taken_name_can_become_a_refusal_without_ending_the_transaction)
{
    database().write([&](Transaction& tx) {
        EXPECT_TRUE(tx.try_run(insert_thing, fresh_id(), 1, nullptr, "taken", nullptr, nullptr));
        EXPECT_FALSE(tx.try_run(insert_thing, fresh_id(), 2, nullptr, "taken", nullptr, nullptr));
        EXPECT_EQ(tx.run(insert_or_not, fresh_id(), "taken"), 0);
        EXPECT_EQ(tx.run(insert_or_not, fresh_id(), "free"), 1);
    });
    EXPECT_EQ(count(), 2);
}

TEST_P(EnginesTest, hooks_run_in_order_around_the_commit)
{
    std::vector<std::string> order;
    auto const subscription = database().on_commit([&] { order.push_back("announced"); });
    database().write([&](Transaction& tx) {
        order.clear();
        tx.after_commit([&] { order.push_back("after"); });
        tx.before_commit([&](Transaction& same) {
            order.push_back("before 1");
            same.run(insert_thing, fresh_id(), 1, nullptr, nullptr, nullptr, nullptr);
            same.before_commit([&](Transaction&) { order.push_back("before 3"); });
        });
        tx.before_commit([&](Transaction&) { order.push_back("before 2"); });
        ++tx.kept<int>();
        EXPECT_EQ(tx.kept<int>(), 1);
    });
    std::erase(order, "announced");
    EXPECT_THAT(order, ElementsAre("before 1", "before 2", "before 3", "after"));
    EXPECT_EQ(count(), 1);
}

TEST_P(EnginesTest, commits_are_heard_until_the_subscription_ends)
{
    int heard = 0;
    {
        auto const subscription = database().on_commit([&] { ++heard; });
        insert_things(1);
        EXPECT_EQ(heard, 1);
        EXPECT_THROW(
            database().write([](Transaction&) { throw std::runtime_error("no"); }), std::runtime_error);
        EXPECT_EQ(heard, 1);
    }
    insert_things(1);
    EXPECT_EQ(heard, 1);
}

TEST_P(EnginesTest, a_batch_writes_everything_or_fails_as_a_whole)
{
    database().write([&](Transaction& tx) {
        Batch batch(tx);
        for (int n = 0; n < 1000; ++n) {
            batch.run(insert_thing, fresh_id(), n, 0.5, std::to_string(n), nullptr, n % 2 == 0);
            if (n % 100 == 0)
                batch.run(raise_all, 1);
        }
        EXPECT_EQ(batch.finish(), 1000 + (1 + 101 + 201 + 301 + 401 + 501 + 601 + 701 + 801 + 901));
        EXPECT_EQ(tx.value<std::int64_t>(count_things), 1000);
    });
    auto const twice = [&](Transaction& tx) {
        Batch batch(tx);
        batch.run(insert_or_not, fresh_id(), "new");
        batch.run(insert_thing, fresh_id(), 1, nullptr, "5", nullptr, nullptr);
        batch.run(insert_or_not, fresh_id(), "newer");
        batch.finish();
    };
    EXPECT_THROW(database().write(twice), UniqueViolation);
    EXPECT_EQ(count(), 1000);
    EXPECT_TRUE(database().healthy());
    insert_things(1);
}

TEST_P(EnginesTest, a_batch_that_is_left_by_an_exception_does_no_harm)
{
    EXPECT_THROW(database().write([&](Transaction& tx) {
        Batch batch(tx);
        batch.run(insert_or_not, fresh_id(), "new");
        throw std::runtime_error("the line after was not readable");
    }),
        std::runtime_error);
    EXPECT_EQ(count(), 0);
    insert_things(2);
    EXPECT_EQ(count(), 2);
}

TEST_P(EnginesTest, a_snapshot_sees_one_moment_and_single_statements_the_newest)
{
    insert_things(1);
    auto const other = Database::open(fresh().settings());
    auto const insert_elsewhere = [&] {
        other->write([&](Transaction& tx) {
            tx.run(insert_thing, fresh_id(), 2, nullptr, nullptr, nullptr, nullptr);
        });
    };
    database().read_snapshot([&](Reader& reader) {
        EXPECT_EQ(reader.value<std::int64_t>(count_things), 1);
        insert_elsewhere();
        EXPECT_EQ(reader.value<std::int64_t>(count_things), 1);
    });
    database().read([&](Reader& reader) {
        EXPECT_EQ(reader.value<std::int64_t>(count_things), 2);
        insert_elsewhere();
        auto const one_moment = reader.engine() == Engine::Sqlite;
        EXPECT_EQ(reader.value<std::int64_t>(count_things), one_moment ? 2 : 3);
    });
}

TEST_P(EnginesTest, a_reader_cannot_write)
{
    auto const sly = [&](Reader& reader) {
        return reader.one(
            insert_returning, [](Row const& row) { return row.integer(1); }, fresh_id(), 1);
    };
    EXPECT_THROW(database().read(sly), Fault);
    EXPECT_EQ(count(), 0);
    insert_things(1);
}

TEST_P(EnginesTest, a_use_inside_a_use_is_a_bug)
{
    EXPECT_THROW(database().read([&](Reader&) { count(); }), Bug);
    EXPECT_THROW(database().write([&](Transaction&) { count(); }), Bug);
    EXPECT_EQ(count(), 0);
}

TEST_P(EnginesTest, a_wrong_number_of_values_is_said_and_ends_nothing)
{
    EXPECT_ANY_THROW(database().read([](Reader& reader) { reader.exists(page_things, 1, 2, 3); }));
    EXPECT_EQ(count(), 0);
}

TEST_P(EnginesTest, a_text_with_nul_is_refused_before_it_can_end_early)
{
    std::string_view const text { "ab\0cd", 5 };
    auto const write = [&](Transaction& tx) { tx.run(insert_or_not, fresh_id(), text); };
    EXPECT_THROW(database().write(write), Fault);
}

TEST_P(EnginesTest, every_registered_statement_can_be_prepared)
{
    for (auto const* statement : all_statements()) {
        if (statement->name().starts_with("test."))
            continue;
        EXPECT_EQ(database().problem_of(*statement), "");
    }
    Statement const wrong { "test.wrong", "select no_such_column from things where id in ($1...)" };
    EXPECT_THAT(database().problem_of(wrong), HasSubstr("no_such_column"));
}

TEST_P(EnginesTest, can_be_analyzed_after_an_import)
{
    insert_things(100);
    database().analyze();
    EXPECT_EQ(count(), 100);
}

TEST_P(EnginesTest, functions_that_only_postgres_has_are_there)
{
    static Statement const extremes { "test.extremes",
        "select greatest(1, n, 3), least(2, n) from things order by n" };
    static Statement const joined { "test.joined", "select string_agg(t, ', ') from things" };
    database().write([&](Transaction& tx) {
        tx.run(insert_thing, fresh_id(), 9, nullptr, "a", nullptr, nullptr);
        EXPECT_EQ(tx.value<std::string>(joined), "a");
        EXPECT_EQ(tx.value<int>(extremes), 9);
        tx.run(insert_thing, fresh_id(), nullptr, nullptr, "b", nullptr, nullptr);
        EXPECT_EQ(tx.value<std::string>(joined).size(), 4u);
        auto const all
            = tx.all(extremes, [](Row const& row) { return std::pair(row.get<int>(0), row.get<int>(1)); });
        EXPECT_THAT(all, testing::UnorderedElementsAre(std::pair(3, 2), std::pair(9, 2)));
    });
}

} // namespace
} // namespace passerelle::db
