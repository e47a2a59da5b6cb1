#include "platform/crypto/random.hpp"
#include "platform/texts/texts.hpp"
#include "tests/support/postgres.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace passerelle::texts {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Edit = LocalisedText::Edit;

static db::Statement const read_pieces { "test.read_pieces", R"sql(
    select field, coverage, characters, written_at from text_pieces where owner_id = $1 order by field
)sql" };

class TextsTest : public support::DbTest {
protected:
    Uuid fresh_id() { return Uuid::fresh({ 1'700'000'000'000 }, random_); }

    Saved save_text(Uuid const& owner, std::string_view field, Lang lang, std::string text,
        Edit edit = Edit::MeaningChanged, std::int64_t now = 1000)
    {
        return database().write([&](db::Transaction& tx) {
            return save(tx, { "organisation", owner }, field, lang, text, edit, { person_, { now } });
        });
    }

    LocalisedText text_of(Uuid const& owner, std::string_view field)
    {
        return database().read([&](db::Reader& reader) { return field_of(load_one(reader, owner), field); });
    }

    std::string pieces(Uuid const& owner)
    {
        return database().read([&](db::Reader& reader) {
            std::string all;
            reader.each(
                read_pieces,
                [&](db::Row const& row) {
                    all += row.text(0) + ": " + row.text(1) + ", " + std::to_string(row.integer(2)) + ", "
                        + std::to_string(row.integer(3)) + "\n";
                },
                owner);
            return all;
        });
    }

    Page<OpenPiece> open(
        OpenFilter const& filter, OpenOrder order = OpenOrder::Oldest, PageRequest const& request = {})
    {
        return database().read(
            [&](db::Reader& reader) { return open_pieces(reader, filter, order, request); });
    }

    static std::vector<std::string> fields(Page<OpenPiece> const& page)
    {
        std::vector<std::string> result;
        for (auto const& piece : page.items)
            result.push_back(piece.field);
        return result;
    }

    crypto::SeededRandom random_ { 1 };
    Uuid person_ = fresh_id();
};
PASSERELLE_ON_BOTH_ENGINES(TextsTest);

TEST_P(TextsTest, versions_are_saved_with_the_number_of_their_meaning)
{
    auto const owner = fresh_id();
    EXPECT_TRUE(save_text(owner, "summary", Lang::fr, "Décolletage").changed());
    save_text(owner, "summary", Lang::de, "Präzisionsdrehen");
    EXPECT_EQ(pieces(owner), "summary: de fr, 16, 1000\n");
    auto const saved
        = save_text(owner, "summary", Lang::fr, "Décolletage et taillage", Edit::MeaningChanged, 2000);
    EXPECT_EQ(saved.before.meaning(), 1);
    EXPECT_EQ(saved.after.meaning(), 2);
    EXPECT_EQ(text_of(owner, "summary"), saved.after);
    EXPECT_THAT(saved.after.outdated(), ElementsAre(Lang::de));
    EXPECT_EQ(pieces(owner), "summary: de- fr, 23, 2000\n");
}

TEST_P(TextsTest, a_correction_leaves_age_and_state)
{
    auto const owner = fresh_id();
    save_text(owner, "summary", Lang::fr, "Decolletage");
    save_text(owner, "summary", Lang::fr, "Décolletage", Edit::SmallCorrection, 5000);
    EXPECT_EQ(pieces(owner), "summary: fr, 11, 1000\n");
    EXPECT_FALSE(save_text(owner, "summary", Lang::fr, "Décolletage", Edit::MeaningChanged, 6000).changed());
    EXPECT_EQ(pieces(owner), "summary: fr, 11, 1000\n");
}

TEST_P(TextsTest, an_empty_text_takes_the_version_away_and_the_last_one_the_piece)
{
    auto const owner = fresh_id();
    save_text(owner, "summary", Lang::fr, "Décolletage");
    save_text(owner, "summary", Lang::de, "Drehen");
    save_text(owner, "summary", Lang::fr, "");
    EXPECT_EQ(pieces(owner), "summary: de, 6, 1000\n");
    save_text(owner, "summary", Lang::de, "");
    EXPECT_EQ(pieces(owner), "");
    EXPECT_TRUE(text_of(owner, "summary").empty());
    EXPECT_FALSE(save_text(owner, "summary", Lang::en, "").changed());
    EXPECT_EQ(pieces(owner), "");
}

TEST_P(TextsTest, replace_makes_the_field_exactly_so)
{
    auto const owner = fresh_id();
    save_text(owner, "offers", Lang::fr, "a");
    LocalisedText const wanted({ { Lang::de, "b", 4 }, { Lang::en, "c", 3 } });
    database().write([&](db::Transaction& tx) {
        EXPECT_TRUE(
            replace(tx, { "organisation", owner }, "offers", wanted, { person_, { 3000 } }).changed());
        EXPECT_FALSE(
            replace(tx, { "organisation", owner }, "offers", wanted, { person_, { 4000 } }).changed());
    });
    EXPECT_EQ(text_of(owner, "offers"), wanted);
    EXPECT_EQ(pieces(owner), "offers: de en-, 1, 3000\n");
}

TEST_P(TextsTest, all_texts_of_many_owners_come_in_one_go)
{
    std::vector<Uuid> owners;
    database().write([&](db::Transaction& tx) {
        owners.clear();
        db::Batch batch(tx);
        for (int i = 0; i < 1500; ++i) {
            owners.push_back(fresh_id());
            write_new(batch, { "organisation", owners.back() }, "summary",
                LocalisedText({ { Lang::fr, "fr " + std::to_string(i), 1 }, { Lang::de, "de", 1 } }),
                { person_, { 1 } });
            write_new(batch, { "organisation", owners.back() }, "needs", LocalisedText(), { person_, { 1 } });
        }
        batch.finish();
    });
    auto asked = owners;
    asked.push_back(fresh_id());
    auto const owned = database().read([&](db::Reader& reader) { return load(reader, asked); });
    EXPECT_EQ(owned.size(), owners.size());
    EXPECT_EQ(field_of(owned, owners[1499], "summary").in(Lang::fr).text, "fr 1499");
    EXPECT_TRUE(field_of(owned, owners[0], "needs").empty());
    EXPECT_TRUE(field_of(owned, asked.back(), "summary").empty());
    EXPECT_EQ(pieces(owners[7]), "summary: de fr, 4, 1\n");
}

TEST_P(TextsTest, go_with_their_owner)
{
    auto const owner = fresh_id();
    auto const other = fresh_id();
    save_text(owner, "summary", Lang::fr, "a");
    save_text(other, "summary", Lang::fr, "b");
    database().write([&](db::Transaction& tx) { remove_owner(tx, owner); });
    EXPECT_TRUE(text_of(owner, "summary").empty());
    EXPECT_EQ(pieces(owner), "");
    EXPECT_EQ(pieces(other), "summary: fr, 1, 1000\n");
}

TEST_P(TextsTest, two_editors_of_two_languages_count_on_each_other)
{
    auto const owner = fresh_id();
    {
        std::vector<std::jthread> editors;
        for (auto const lang : { Lang::fr, Lang::de, Lang::en })
            editors.emplace_back([&, lang] {
                for (int i = 0; i < 10; ++i)
                    save_text(owner, "summary", lang, std::to_string(i));
            });
    }
    auto const text = text_of(owner, "summary");
    // Nine changes of each language after its first version, and each raised the number above all others.
    EXPECT_EQ(text.meaning(), 1 + 3 * 9);
    EXPECT_EQ(text.outdated().size(), 2u);
    std::string expected;
    for (auto const& version : text.versions())
        expected += std::string(expected.empty() ? "" : " ") + std::string(version.lang.code())
            + (version.meaning < text.meaning() ? "-" : "");
    EXPECT_THAT(pieces(owner), HasSubstr("summary: " + expected + ","));
}

/// Five pieces, written one after the other: a in French, b in both, c outdated in German, d in German, e in
/// English.
class OpenPiecesTest : public TextsTest {
protected:
    void SetUp() override
    {
        auto const owner = fresh_id();
        save_text(owner, "a", Lang::fr, "long enough to be the last", Edit::MeaningChanged, 1);
        save_text(owner, "b", Lang::fr, "x", Edit::MeaningChanged, 2);
        save_text(owner, "b", Lang::de, "x", Edit::MeaningChanged, 2);
        save_text(owner, "c", Lang::de, "xxx", Edit::MeaningChanged, 3);
        save_text(owner, "c", Lang::fr, "xx", Edit::MeaningChanged, 3);
        save_text(owner, "c", Lang::fr, "yy", Edit::MeaningChanged, 3);
        save_text(fresh_id(), "d", Lang::de, "xxxx", Edit::MeaningChanged, 4);
        save_text(fresh_id(), "e", Lang::en, "xxxxx", Edit::MeaningChanged, 5);
        database().write([&](db::Transaction& tx) {
            save(tx, { "event", fresh_id() }, "z", Lang::fr, "z", Edit::MeaningChanged, { person_, { 6 } });
        });
    }
};
PASSERELLE_ON_BOTH_ENGINES(OpenPiecesTest);

TEST_P(OpenPiecesTest, are_those_without_a_current_version_in_the_language)
{
    EXPECT_THAT(fields(open({ "organisation", { Lang::de } })), ElementsAre("a", "c", "e"));
    EXPECT_THAT(fields(open({ "organisation", { Lang::fr } })), ElementsAre("d", "e"));
    EXPECT_THAT(fields(open({ "organisation", { Lang::fr, Lang::de } })), ElementsAre("a", "c", "d", "e"));
    EXPECT_THAT(fields(open({ "organisation", { Lang::de }, true, false })), ElementsAre("c"));
    EXPECT_THAT(fields(open({ "organisation", { Lang::de }, false, true })), ElementsAre("a", "e"));
    EXPECT_THAT(fields(open({ "event", { Lang::de } })), ElementsAre("z"));
    EXPECT_THAT(fields(open({ "nothing", { Lang::de } })), IsEmpty());
}

TEST_P(OpenPiecesTest, say_from_what_and_into_what_they_are_to_be_translated)
{
    auto const page = open({ "organisation", { Lang::fr, Lang::de } });
    auto const& c = page.items[1];
    EXPECT_THAT(c.current, ElementsAre(Lang::fr));
    EXPECT_THAT(c.outdated, ElementsAre(Lang::de));
    EXPECT_THAT(c.missing, IsEmpty());
    EXPECT_EQ(c.characters, 2);
    EXPECT_EQ(c.written_at.milliseconds, 3);
    EXPECT_THAT(page.items[3].missing, ElementsAre(Lang::fr, Lang::de));
}

TEST_P(OpenPiecesTest, are_filtered_by_length_and_age_and_ordered_by_either)
{
    OpenFilter filter { "organisation", { Lang::fr, Lang::de } };
    EXPECT_THAT(fields(open(filter, OpenOrder::Shortest)), ElementsAre("c", "d", "e", "a"));
    filter.characters_max = 4;
    EXPECT_THAT(fields(open(filter)), ElementsAre("c", "d"));
    filter.written_before = Instant { 4 };
    EXPECT_THAT(fields(open(filter)), ElementsAre("c"));
}

TEST_P(OpenPiecesTest, are_paged_through_all_states_without_loss_or_repeat)
{
    for (auto const order : { OpenOrder::Oldest, OpenOrder::Shortest }) {
        std::vector<std::string> seen;
        PageRequest request { 1, {} };
        do {
            auto const page = open({ "organisation", { Lang::fr, Lang::de } }, order, request);
            for (auto const& field : fields(page))
                seen.push_back(field);
            request.after = page.next;
        } while (!request.after.empty());
        EXPECT_THAT(seen, testing::UnorderedElementsAre("a", "c", "d", "e"));
    }
    EXPECT_THAT(fields(open({ "organisation", { Lang::fr } }, OpenOrder::Oldest, { 9, "nonsense" })),
        ElementsAre("d", "e"));
}

TEST_P(OpenPiecesTest, are_counted_by_language)
{
    auto const counts = database().read([](db::Reader& reader) {
        return count_open(reader, "organisation", { Lang::de, Lang::fr, Lang::en });
    });
    ASSERT_EQ(counts.size(), 3u);
    EXPECT_EQ(counts[0].outdated, 1);
    EXPECT_EQ(counts[0].missing, 2);
    EXPECT_EQ(counts[1].outdated, 0);
    EXPECT_EQ(counts[1].missing, 2);
    EXPECT_EQ(counts[2].missing, 4);
}

TEST_P(OpenPiecesTest, are_read_from_an_index_in_order)
{
    if (GetParam() != db::Engine::Sqlite)
        return; // PostgreSQL plans by the size of the tables
    for (auto const* statement : db::all_statements()) {
        if (!statement->name().starts_with("texts.open_") && statement->name() != "texts.count_by_coverage")
            continue;
        auto const text = "explain query plan " + std::string(statement->sql(db::Engine::Sqlite));
        db::Statement const explain { "test.explain", text };
        std::string plan;
        database().read([&](db::Reader& reader) {
            auto const read = [&](db::Row const& row) { plan += row.text(3) + "\n"; };
            if (statement->name() == "texts.count_by_coverage")
                reader.each(explain, read, "organisation");
            else
                reader.each(explain, read, "organisation", "fr", 0, person_, "", 1, 1, 50);
        });
        EXPECT_THAT(plan, HasSubstr("INDEX text_pieces_")) << statement->name();
        EXPECT_THAT(plan, Not(HasSubstr("TEMP B-TREE"))) << statement->name();
    }
}

} // namespace
} // namespace passerelle::texts
