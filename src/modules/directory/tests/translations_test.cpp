#include "modules/directory/tests/desk_rooms.hpp"
#include "modules/directory/translations/exchange.hpp"

namespace passerelle::directory {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using translations::open_pieces;
using translations::OpenFilter;
using translations::PieceKey;
using translations::read_texts;
using translations::SentTexts;
using translations::texts_to_send;
using translations::to_csv;
using translations::to_xliff;

class Translations : public DeskRooms {
protected:
    Organisation written(std::string name, std::string summary)
    {
        auto entry = drafted(std::move(name), Lang::de);
        entry.summary = text(Lang::de, std::move(summary));
        entry = add(entry);
        join(entry.id, chamber_.id);
        return entry;
    }

    std::vector<std::string> open(
        Lang into, texts::OpenOrder order = texts::OpenOrder::Oldest, int limit = 50)
    {
        std::vector<std::string> owners;
        PageRequest asked { limit, {} };
        app_.read([&](db::Reader& reader) {
            do {
                auto const part
                    = open_pieces(reader, { .operator_id = chamber_.id, .into = into }, order, asked);
                for (auto const& piece : part.items)
                    owners.push_back(store::find(reader, OrganisationId(piece.owner))->name);
                asked.after = part.next;
            } while (!asked.after.empty());
        });
        return owners;
    }

    SentTexts to_send()
    {
        return app_.read([&](db::Reader& reader) {
            OpenFilter const filter { .operator_id = chamber_.id, .into = Lang::fr };
            return SentTexts { Lang::de, Lang::fr,
                texts_to_send(reader, filter, Lang::de, { 200, {} }).items };
        });
    }

    std::string piece_address(Organisation const& entry)
    {
        return at("/@translations/{organisation}/{field}", { entry.slug, "summary" });
    }
};
PASSERELLE_ON_BOTH_ENGINES(Translations);

TEST_P(Translations, lists_open_texts_of_members_by_age_and_length)
{
    written("Lang AG", "Ein sehr langer Text über das Drehen");
    app_.pass(Duration::hours(1));
    written("Kurz AG", "Drehen");
    auto stranger = drafted("Fremd AG");
    stranger.summary = text(Lang::de, "x");
    join(add(stranger).id, other_.id);
    EXPECT_THAT(open(Lang::fr), ElementsAre("Lang AG", "Kurz AG"));
    EXPECT_THAT(open(Lang::fr, texts::OpenOrder::Shortest, 1), ElementsAre("Kurz AG", "Lang AG"));
    EXPECT_THAT(open(Lang::de), IsEmpty());
    EXPECT_THAT(get(at("/@translations") + "?to=fr", viewer()),
        AllOf(HasSubstr("Lang AG"), HasSubstr("Kurz AG"), Not(HasSubstr("Fremd AG"))));
}

TEST_P(Translations, a_translation_is_as_current_as_what_it_translates)
{
    auto const firm = written("Kurz AG", "Drehen");
    auto const meaning_changed = alter(firm.id, [](Organisation& entry) {
        entry.summary = LocalisedText({ { Lang::de, "Fräsen", 2 }, { Lang::fr, "tournage", 1 } });
    });
    EXPECT_THAT(open(Lang::fr), ElementsAre("Kurz AG"));
    auto const saved = manager().post(piece_address(meaning_changed),
        { { "to", "fr" }, { "text", "fraisage" }, { "meant", "same" }, { "meaning", "2" } });
    EXPECT_EQ(saved.status, 303);
    EXPECT_EQ(
        find(firm.id).summary, LocalisedText({ { Lang::de, "Fräsen", 2 }, { Lang::fr, "fraisage", 2 } }));
    EXPECT_THAT(open(Lang::fr), IsEmpty());
}

TEST_P(Translations, a_new_meaning_outdates_the_other_languages)
{
    auto const firm = written("Kurz AG", "Drehen");
    auto const in_both = alter(firm.id, [](Organisation& entry) {
        entry.summary = LocalisedText({ { Lang::de, "Drehen", 1 }, { Lang::fr, "tournage", 1 } });
    });
    manager().post(piece_address(in_both),
        { { "to", "fr" }, { "text", "tournage et fraisage" }, { "meant", "new" }, { "meaning", "1" } });
    EXPECT_EQ(find(firm.id).summary,
        LocalisedText({ { Lang::de, "Drehen", 1 }, { Lang::fr, "tournage et fraisage", 2 } }));
    EXPECT_THAT(open(Lang::de), ElementsAre("Kurz AG"));
}

TEST_P(Translations, a_text_that_moved_on_is_not_written_over)
{
    auto const firm = written("Kurz AG", "Drehen");
    alter(firm.id, [](Organisation& entry) { entry.summary = LocalisedText({ { Lang::de, "Fräsen", 2 } }); });
    auto refused = manager().post(piece_address(firm),
        { { "to", "fr" }, { "text", "tournage" }, { "meant", "same" }, { "meaning", "1" } });
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(
        body(refused), AllOf(HasSubstr("Fräsen"), HasSubstr("tournage"), HasSubstr("in the meantime")));
    EXPECT_FALSE(find(firm.id).summary.find(Lang::fr));
}

TEST_P(Translations, are_written_by_managers_of_the_operator_only)
{
    auto const firm = written("Kurz AG", "Drehen");
    http::Fields form;
    form.add("to", "fr");
    form.add("text", "tournage");
    form.add("meaning", "1");
    EXPECT_NE(viewer().post(piece_address(firm), form).status, 303);
    EXPECT_EQ(foreign().post(piece_address(firm), form).status, 404);
    EXPECT_EQ(viewer().get(piece_address(firm)).status, 200);
    auto const stranger = add(drafted("Fremd AG"));
    EXPECT_EQ(manager().get(piece_address(stranger)).status, 404);
    EXPECT_FALSE(find(firm.id).summary.find(Lang::fr));
}

TEST_P(Translations, go_out_and_come_back_in_both_formats)
{
    auto const firm = written("Müller & Söhne <AG>", "=Drehen\n\n„Fräsen“ & mehr");
    auto sent = to_send();
    ASSERT_EQ(sent.texts.size(), 1u);
    EXPECT_EQ(sent.texts[0].source, "=Drehen\n\n„Fräsen“ & mehr");
    sent.texts[0].target = "Tournage\n\n« fraisage » & plus";
    auto const xliff = read_texts(to_xliff(sent));
    ASSERT_TRUE(xliff);
    EXPECT_EQ(*xliff, sent);
    auto const csv = read_texts(to_csv(sent));
    ASSERT_TRUE(csv);
    EXPECT_EQ(csv->texts[0].target, sent.texts[0].target);
    EXPECT_EQ(csv->texts[0].id, sent.texts[0].id);
    EXPECT_EQ(csv->into, Lang::fr);
    EXPECT_EQ(sent.texts[0].id, (PieceKey { firm.id, "summary" }).text());
}

TEST_P(Translations, a_file_is_looked_at_before_it_is_written)
{
    auto const ready = written("Bereit AG", "Drehen");
    auto const moved = written("Anders AG", "Drehen");
    auto const stranger = add(drafted("Fremd AG"));
    auto sent = to_send();
    for (auto& one : sent.texts)
        one.target = "tournage";
    sent.texts.push_back({ PieceKey { stranger.id, "summary" }.text(), 1, "Fremd AG", "summary", "x", "y" });
    alter(moved.id, [](Organisation& entry) {
        entry.summary = LocalisedText({ { Lang::de, "Fräsen", 2 } });
    });

    auto response = manager().upload(at("/@translations/@preview"), "file", to_xliff(sent));
    EXPECT_EQ(response.status, 200);
    auto const page = body(response);
    EXPECT_THAT(page,
        AllOf(HasSubstr("3 texts in the file: 1 will be written, 2 cannot be"),
            HasSubstr("changed meanwhile"), HasSubstr("no such text of a member")));
    EXPECT_FALSE(find(ready.id).summary.find(Lang::fr));

    auto const applied = manager().post(at("/@translations/@application"), { { "content", to_xliff(sent) } });
    EXPECT_THAT(std::string(applied.header("Location").value_or("")), HasSubstr("n=1"));
    EXPECT_EQ(
        find(ready.id).summary, LocalisedText({ { Lang::de, "Drehen", 1 }, { Lang::fr, "tournage", 1 } }));
    EXPECT_FALSE(find(moved.id).summary.find(Lang::fr));
}

TEST_P(Translations,
    an_outdated_version_that_comes_back_as_it_went_stays_outdated_unless_somebody_says_it_is_right)
{
    auto const firm = written("Wieder AG", "Drehen");
    LocalisedText const outdated({ { Lang::de, "Fräsen", 2 }, { Lang::fr, "fraisage", 1 } });
    alter(firm.id, [&](Organisation& entry) { entry.summary = outdated; });
    auto const sent = to_send();
    auto const take_in = [&](std::string const& file) {
        manager().post(at("/@translations/@application"), { { "content", file } });
        return find(firm.id).summary;
    };
    EXPECT_EQ(take_in(to_xliff(sent)), outdated);
    EXPECT_EQ(take_in(to_csv(sent)), outdated);

    auto said = to_xliff(sent);
    said.replace(said.find("initial"), std::string_view("initial").size(), "reviewed");
    EXPECT_EQ(take_in(said), LocalisedText({ { Lang::de, "Fräsen", 2 }, { Lang::fr, "fraisage", 2 } }));
}

TEST_P(Translations, a_file_has_all_texts_however_many_pages_they_are)
{
    for (int i = 0; i < 430; ++i)
        written("Firma " + std::to_string(i), "Drehen & Fräsen <" + std::to_string(i) + ">");
    for (auto const* const format : { "xliff", "csv" }) {
        auto response = viewer().get(at("/@translations/@list") + "?to=fr&from=de&format=" + format);
        EXPECT_TRUE(response.body.is_stream());
        auto const read = read_texts(body(response));
        ASSERT_TRUE(read) << format;
        EXPECT_EQ(read->texts.size(), 430u);
        EXPECT_THAT(read->texts,
            ::testing::Contains(::testing::Field(&translations::SentText::source, "Drehen & Fräsen <17>")));
    }
}

TEST_P(Translations, a_long_file_is_written_whole_though_the_preview_shows_its_beginning)
{
    for (int i = 0; i < 230; ++i)
        written("Firma " + std::to_string(i), "Drehen");
    SentTexts sent { Lang::de, Lang::fr, {} };
    app_.read([&](db::Reader& reader) {
        OpenFilter const filter { .operator_id = chamber_.id, .into = Lang::fr };
        sent.texts = texts_to_send(reader, filter, Lang::de, { 300, {} }).items;
    });
    for (auto& one : sent.texts)
        one.target = "tournage";
    auto response = manager().upload(at("/@translations/@preview"), "file", to_xliff(sent));
    auto const page = body(response);
    EXPECT_THAT(page, AllOf(HasSubstr("230 will be written"), HasSubstr("the first 200 are shown")));
    auto const begin = page.find("value=\"", page.find("name=\"content\"")) + 7;
    auto content = page.substr(begin, page.find('"', begin) - begin);
    EXPECT_EQ(content.find("Drehen"), content.npos) << "the source is not sent around";
    for (auto const& [escaped, sign] : { std::pair<std::string_view, std::string_view> { "&#34;", "\"" },
             { "&quot;", "\"" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&amp;", "&" } })
        for (std::size_t place = 0; (place = content.find(escaped)) != content.npos;)
            content.replace(place, escaped.size(), sign);
    auto const applied = manager().post(at("/@translations/@application"), { { "content", content } });
    EXPECT_THAT(std::string(applied.header("Location").value_or("")), HasSubstr("n=230"));
}

TEST_P(Translations, a_file_that_is_none_is_refused)
{
    for (auto const* const text :
        { "nothing of the kind", "<xliff/>", "<!DOCTYPE x><xliff version=\"2.0\"/>", "id;x\n1;2\n" }) {
        auto const response = manager().upload(at("/@translations/@preview"), "file", text);
        EXPECT_THAT(std::string(response.header("Location").value_or("")), HasSubstr("unreadable")) << text;
    }
}

} // namespace
} // namespace passerelle::directory
