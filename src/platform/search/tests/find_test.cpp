#include "platform/search/reasons.hpp"
#include "platform/search/tests/index_fixture.hpp"

#include <gmock/gmock.h>

namespace passerelle::search {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

class Find : public IndexTest {
protected:
    Find()
    {
        put(with_text(
            1, "Muster AG", Lang::de, "Wir bieten Spiegelpolitur von Uhrengehäusen aus Edelstahl 316L."));
        put(with_text(
            2, "Décolletage du Jura SA", Lang::fr, "Pièces décolletées en laiton, tournage de précision."));
        put(with_text(3, "Galvano Seeland GmbH", Lang::de, "Vergolden und Rhodinieren von Schmuck."));
        put(with_text(4, "Schaublin & Fils Sàrl", Lang::fr, "Nous cherchons un polissage miroir.",
            Document::Place::Needs));
        put(with_text(
            5, "Ecole technique", Lang::fr, "Formation continue pour adultes, ambiance chaleureuse."));
        put(with_text(
            6, "Müller Messtechnik", Lang::de, "Kundenspezifische Kalibrierung im Reinraum, chaleureuse."));
        commit();
    }
};

TEST_F(Find, finds_in_german_what_is_asked_in_french)
{
    EXPECT_EQ(found("polissage miroir", Lang::fr).front(), 1u);
    EXPECT_EQ(found("Automatendrehen", Lang::de).front(), 2u);
    EXPECT_EQ(found("dorage", Lang::fr).front(), 3u);
}

TEST_F(Find, finds_whatever_language_the_reader_has_and_types_in)
{
    EXPECT_EQ(found("pièces décolletées en laiton", Lang::de).front(), 2u);
    EXPECT_EQ(found("gold plating", Lang::de).front(), 3u);
}

TEST_F(Find, tells_why_in_the_words_of_the_document)
{
    auto const answer = index().find({ .text = "polissage miroir", .lang = Lang::fr });
    ASSERT_FALSE(answer.hits.empty());
    EXPECT_THAT(answer.hits.front().reasons,
        ElementsAre(Reason { "polishing", "polissage miroir", "Spiegelpolitur", Lang::de }));
    EXPECT_EQ(answer.hits.front().name, "Muster AG");
    EXPECT_EQ(answer.hits.front().lang, Lang::de);
    EXPECT_THAT(answer.concepts, ElementsAre("polishing"));
}

TEST_F(Find, marks_the_passage_in_its_own_language)
{
    std::string const text = "Wir bieten Spiegelpolitur und mehr.";
    auto const reasons = index().find({ .text = "polissage miroir", .lang = Lang::fr }).hits.front().reasons;
    auto const marked = passages(*thesaurus(), text, Lang::de, reasons);
    ASSERT_EQ(marked.size(), 1u);
    EXPECT_EQ(text.substr(marked[0].begin, marked[0].end - marked[0].begin), "Spiegelpolitur");
}

TEST_F(Find, finds_what_is_narrower_than_what_is_asked_for)
{
    EXPECT_THAT(found("Galvanik", Lang::de), Contains(3u)); // gold plating is one
    EXPECT_EQ(found("Drehen", Lang::de).front(), 2u);
}

TEST_F(Find, never_answers_for_offers_with_what_is_needed)
{
    EXPECT_THAT(found("polissage miroir"), Not(Contains(4u)));
    EXPECT_THAT(found("polissage", Lang::fr, Side::Needs), ElementsAre(4u));
    EXPECT_THAT(found("Spiegelpolieren", Lang::de, Side::Needs), ElementsAre(4u));
}

TEST_F(Find, finds_a_name_and_its_beginning_however_it_is_spelt)
{
    for (auto const* typed : { "Schaublin", "schaubl", "SCHAUBLIN fils" })
        EXPECT_EQ(found(typed).front(), 4u) << typed;
    for (auto const* typed : { "Müller", "Mueller", "muller" })
        EXPECT_EQ(found(typed).front(), 6u) << typed;
}

TEST_F(Find, puts_what_has_everything_before_what_has_some)
{
    auto const answer = index().find({ .text = "polissage acier inoxydable laiton", .lang = Lang::fr });
    EXPECT_EQ(answer.complete, 0);
    ASSERT_GE(answer.hits.size(), 2u);
    EXPECT_EQ(sample::number_of(answer.hits[0].id), 1u);
    EXPECT_GT(answer.hits[0].score, answer.hits[1].score);
}

TEST_F(Find, finds_words_that_are_no_concepts_in_the_language_they_are_in)
{
    EXPECT_EQ(found("chaleureux", Lang::fr).front(), 5u);
    EXPECT_THAT(found("kundenspezifisch", Lang::fr), ElementsAre(6u));
}

TEST_F(Find, corrects_what_nothing_has)
{
    auto const answer = index().find({ .text = "polisage", .lang = Lang::fr });
    EXPECT_EQ(answer.did_you_mean, "polissage");
    ASSERT_FALSE(answer.hits.empty());
    EXPECT_EQ(sample::number_of(answer.hits.front().id), 1u);
    EXPECT_EQ(index().find({ .text = "decoletage", .lang = Lang::fr }).did_you_mean, "décolletage");
    EXPECT_EQ(index().find({ .text = "polissage", .lang = Lang::fr }).did_you_mean, "");
}

TEST_F(Find, lists_all_by_name_without_a_text)
{
    EXPECT_EQ(found("  ").size(), 6u);
    EXPECT_EQ(found("").front(), 2u); // Décolletage
}

TEST_F(Find, completes_names_and_labels)
{
    auto const names = index().suggest("schau", Lang::de);
    ASSERT_EQ(names.size(), 1u);
    EXPECT_EQ(names.front().text, "Schaublin & Fils Sàrl");
    EXPECT_EQ(names.front().id, sample::id(4));
    auto const both = index().suggest("dec", Lang::fr);
    EXPECT_LE(both.size(), 10u);
    EXPECT_THAT(both, Contains(testing::Field(&Suggestion::concept_id, "bar-turning")));
    EXPECT_THAT(both, Contains(testing::Field(&Suggestion::text, "Décolletage du Jura SA")));
    EXPECT_THAT(index().suggest("jura deco", Lang::fr),
        Contains(testing::Field(&Suggestion::text, "Décolletage du Jura SA")));
    EXPECT_THAT(index().suggest("", Lang::fr), IsEmpty());
    EXPECT_THAT(index().suggest("zzzz", Lang::fr), IsEmpty());
}

TEST_F(Find, answers_hostile_queries_quickly)
{
    std::string many_words, many_letters(10'000, 'x'), polishings;
    for (int i = 0; i < 2'000; ++i) {
        many_words += "mot" + std::to_string(i) + " ";
        polishings += "polissage ";
    }
    for (std::string const& text : { std::string("a"), std::string("é"), many_letters, many_words, polishings,
             std::string("🔧🔩🏭"), std::string("polissage OR (laiton AND NOT \"or\" NEAR/3 *) -- + ~ ^2"),
             std::string("*"), std::string("Q\x00\x01", 3), std::string("\xff\xfe\xc3"),
             std::string("'; DROP TABLE x"), std::string("de la et le"), std::string(9'999, '"'),
             std::string("XCcap:turning ~members~Ofr:x") }) {
        auto const answer = index().find({ .text = text, .lang = Lang::fr });
        EXPECT_LT(answer.micros, 500'000) << text.substr(0, 50);
        index().suggest(text, Lang::fr);
    }
    EXPECT_THAT(found("🔧🔩🏭"), IsEmpty());
    EXPECT_EQ(found(polishings).front(), 1u);
}

TEST_F(Find, confirmed_choices_weigh_more_than_mentions)
{
    auto chosen = organisation(10, "Zzz");
    chosen.offers = { { "laser-welding", true, {} } };
    put(chosen);
    put(with_text(11, "Aaa", Lang::fr, "soudage laser", Document::Place::Description));
    commit(2);
    EXPECT_THAT(found("Laserschweissen", Lang::de), ElementsAre(10u, 11u));
    auto const answer = index().find({ .text = "Laserschweissen", .lang = Lang::de });
    EXPECT_EQ(answer.hits[0].reasons.front().concept_id, "laser-welding");
}

} // namespace
} // namespace passerelle::search
