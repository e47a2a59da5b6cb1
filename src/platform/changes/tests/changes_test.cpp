#include "platform/changes/changes.hpp"
#include "platform/crypto/random.hpp"
#include "tests/support/postgres.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace passerelle::changes {
namespace {

using testing::ElementsAre;
using testing::Optional;

TEST(Fields, are_written_as_json_with_everything_escaped)
{
    auto const id = *Uuid::parse("0192c5e0-0000-7000-8000-000000000001");
    auto const json
        = Fields()
              .add("name", "Müller \"Söhne\" \\ Zahn\träder\n\x01")
              .add("employees", 12)
              .add("active", true)
              .add("share", 0.5)
              .add("lang", Lang::de)
              .add("id", id)
              .add("since", *LocalDate::of(2026, 11, 22))
              .add("until", std::optional<LocalDate>())
              .add("places", std::vector<std::string> { "Biel", "Bienne" })
              .add("summary", LocalisedText({ { Lang::fr, "Décolletage", 2 }, { Lang::de, "Drehen", 1 } }))
              .json();
    EXPECT_EQ(json,
        R"({"name":"Müller \"Söhne\" \\ Zahn\u0009räder\n\u0001","employees":12,"active":true,"share":0.5,)"
        R"("lang":"de","id":"0192c5e0-0000-7000-8000-000000000001","since":"2026-11-22","until":null,)"
        R"("places":["Biel","Bienne"],)"
        R"("summary":{"de":{"text":"Drehen","meaning":1},"fr":{"text":"Décolletage","meaning":2}}})");
    EXPECT_EQ(Fields().json(), "{}");
}

TEST(Fields, differ_only_where_they_differ)
{
    auto const before = Fields().add("name", "A").add("place", "Biel").add("gone", 1);
    auto const after = Fields().add("name", "B").add("place", "Biel").add("come", 2);
    auto const differing = difference(before, after);
    EXPECT_EQ(differing.before.json(), R"({"name":"A","gone":1})");
    EXPECT_EQ(differing.after.json(), R"({"name":"B","come":2})");
    EXPECT_TRUE(difference(before, before).empty());
}

class ChangesTest : public support::DbTest {
protected:
    Uuid fresh_id() { return Uuid::fresh({ 1'700'000'000'000 }, random_); }

    Change change(Uuid const& entity, std::string_view name)
    {
        return { { 1'700'000'000'000 }, person_, std::nullopt, "organisation.edited", "organisation", entity,
            Fields().add("name", "before").add("place", "Biel"),
            Fields().add("name", name).add("place", "Biel") };
    }

    void record_one(Uuid const& entity, std::string_view name)
    {
        database().write([&](db::Transaction& tx) { record(tx, change(entity, name)); });
    }

    ChainState verify()
    {
        return database().read_snapshot([](db::Reader& reader) { return verify_chain(reader); });
    }

    /// As somebody would who has the database itself in their hands; undone afterwards.
    ChainState state_after_tampering(std::string const& sql)
    {
        enum class Refused { Undo };
        ChainState state;
        EXPECT_TRUE(database()
                        .write([&](db::Transaction& tx) -> Outcome<Done, Refused> {
                            tx.script(tx.engine() == db::Engine::Sqlite
                                    ? "drop trigger changes_not_updated; drop trigger changes_not_deleted"
                                    : "drop trigger changes_not_altered on changes");
                            tx.script(sql);
                            state = verify_chain(tx);
                            return Refused::Undo;
                        })
                        .refused());
        return state;
    }

    crypto::SeededRandom random_ { 1 };
    Uuid person_ = fresh_id();
};
PASSERELLE_ON_BOTH_ENGINES(ChangesTest);

TEST_P(ChangesTest, are_read_back_in_the_order_of_their_commits)
{
    auto const one = fresh_id();
    auto const other = fresh_id();
    database().write([&](db::Transaction& tx) {
        record(tx, change(one, "A"));
        record(tx, change(other, "B"));
    });
    record_one(one, "C");
    database().read([&](db::Reader& reader) {
        auto const entries = after(reader, 0, 10);
        ASSERT_EQ(entries.size(), 3u);
        EXPECT_EQ(entries[0].seq, 1);
        EXPECT_EQ(entries[0].entity, one);
        EXPECT_EQ(entries[0].actor, person_);
        EXPECT_EQ(entries[0].operator_id, std::nullopt);
        EXPECT_THAT(entries[0].before, Optional(std::string(R"({"name":"before"})")));
        EXPECT_THAT(entries[0].after, Optional(std::string(R"({"name":"A"})")));
        EXPECT_EQ(entries[2].seq, 3);
        EXPECT_EQ(last_seq(reader), 3);
        EXPECT_EQ(after(reader, 1, 1).front().entity, other);
        EXPECT_EQ(touched_after(reader, 2, 10).front().entity, one);
        EXPECT_TRUE(touched_since(reader, "organisation", one, 1));
        EXPECT_FALSE(touched_since(reader, "organisation", other, 2));
        EXPECT_EQ(find(reader, 2)->entity, other);
        EXPECT_FALSE(find(reader, 4));
    });
}

TEST_P(ChangesTest, of_one_record_are_paged_newest_first)
{
    auto const entity = fresh_id();
    for (auto const* name : { "1", "2", "3" }) {
        record_one(entity, name);
        record_one(fresh_id(), name);
    }
    database().read([&](db::Reader& reader) {
        auto const first = of_entity(reader, "organisation", entity, { 2, {} });
        ASSERT_EQ(first.items.size(), 2u);
        EXPECT_EQ(first.items[0].seq, 5);
        EXPECT_EQ(first.items[1].seq, 3);
        auto const second = of_entity(reader, "organisation", entity, { 2, first.next });
        ASSERT_EQ(second.items.size(), 1u);
        EXPECT_EQ(second.items[0].seq, 1);
        EXPECT_EQ(second.next, "");
        EXPECT_TRUE(of_entity(reader, "person", entity, { 2, {} }).items.empty());
    });
}

TEST_P(ChangesTest, go_with_their_transaction)
{
    EXPECT_THROW(database().write([&](db::Transaction& tx) {
        record(tx, change(fresh_id(), "never"));
        throw std::runtime_error("no");
    }),
        std::runtime_error);
    EXPECT_EQ(database().read(last_seq), 0);
    record_one(fresh_id(), "first");
    EXPECT_EQ(database().read(last_seq), 1);
    EXPECT_EQ(verify().broken_at, std::nullopt);
}

TEST_P(ChangesTest, of_many_writers_form_one_chain_without_gaps)
{
    {
        std::vector<std::jthread> writers;
        std::vector<Uuid> entities(6);
        for (auto& entity : entities)
            entity = fresh_id();
        for (auto const& entity : entities)
            writers.emplace_back([&] {
                for (int i = 0; i < 20; ++i)
                    record_one(entity, std::to_string(i));
            });
        writers.clear();
    }
    auto const state = verify();
    EXPECT_EQ(state.checked, 120);
    EXPECT_EQ(state.broken_at, std::nullopt);
}

TEST_P(ChangesTest, cannot_be_altered_or_deleted)
{
    record_one(fresh_id(), "A");
    for (auto const* sql : { "update changes set action = 'x'", "delete from changes" })
        EXPECT_THROW(database().write([&](db::Transaction& tx) { tx.script(sql); }), db::Fault);
}

TEST_P(ChangesTest, verification_finds_the_first_row_that_was_tampered_with)
{
    struct Case {
        char const* sql;
        std::int64_t broken_at;
    };
    for (int i = 0; i < 6; ++i)
        record_one(person_, std::to_string(i));
    for (auto const& [sql, broken_at] : { Case { "update changes set action = 'x' where seq = 4", 4 },
             Case { "update changes set at = at + 1 where seq = 3", 3 },
             Case { "update changes set actor_id = null where seq = 2", 2 },
             Case { "update changes set hash = (select hash from changes where seq = 3) where seq = 5", 5 },
             Case { "update change_values set values_after = '{\"name\":\"Z\"}' where seq = 2", 2 },
             Case { "update change_values set values_before = null where seq = 6", 6 },
             Case { "update change_values set salt = null where seq = 6", 6 },
             Case { "delete from change_values where seq = 1", 1 },
             Case { "delete from change_values where seq = 4; delete from changes where seq = 4", 4 },
             Case { "delete from change_values where seq = 6; delete from changes where seq = 6", 6 },
             Case { "update change_head set seq = 5", 6 } }) {
        auto const state = state_after_tampering(sql);
        EXPECT_THAT(state.broken_at, Optional(broken_at)) << sql;
    }
}

TEST_P(ChangesTest, values_of_one_record_can_be_erased_and_the_chain_holds)
{
    auto const erased = fresh_id();
    auto const kept = fresh_id();
    record_one(erased, "Anna Muster");
    record_one(kept, "Firma");
    record_one(erased, "A. Muster");
    auto const blanked = database().write([&](db::Transaction& tx) {
        record(tx, change(erased, "erased"));
        return blank_values(tx, "organisation", erased);
    });
    EXPECT_EQ(blanked, 2);
    database().read([&](db::Reader& reader) {
        auto const entries = after(reader, 0, 10);
        EXPECT_EQ(entries[0].before, std::nullopt);
        EXPECT_EQ(entries[0].after, std::nullopt);
        EXPECT_EQ(entries[0].action, "organisation.edited");
        EXPECT_TRUE(entries[1].after);
        EXPECT_FALSE(entries[2].after);
        EXPECT_TRUE(entries[3].after);
    });
    EXPECT_EQ(verify().broken_at, std::nullopt);
    EXPECT_EQ(
        database().write([&](db::Transaction& tx) { return blank_values(tx, "organisation", fresh_id()); }),
        0);
}

TEST_P(ChangesTest, verification_goes_on_over_portions_and_says_how_far_it_is)
{
    database().write([&](db::Transaction& tx) {
        for (int i = 0; i < 2500; ++i)
            record(tx, change(person_, std::to_string(i)));
    });
    std::vector<std::int64_t> steps;
    auto const state = database().read_snapshot([&](db::Reader& reader) {
        return verify_chain(reader, [&](std::int64_t checked, std::int64_t last) {
            EXPECT_EQ(last, 2500);
            steps.push_back(checked);
        });
    });
    EXPECT_EQ(state.checked, 2500);
    EXPECT_THAT(steps, ElementsAre(1000, 2000, 2500));
}

TEST_P(ChangesTest, ring_for_those_who_follow)
{
    Bell bell(database());
    EXPECT_FALSE(bell.wait(Duration { 1 }));
    std::jthread const writer([&] { record_one(fresh_id(), "A"); });
    EXPECT_TRUE(bell.wait(Duration::seconds(20)));
    EXPECT_FALSE(bell.wait(Duration { 1 }));
}

} // namespace
} // namespace passerelle::changes
