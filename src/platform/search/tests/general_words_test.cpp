#include "platform/search/general_words.hpp"

#include "platform/search/roots.hpp"
#include "platform/search/tests/index_fixture.hpp"

#include <gmock/gmock.h>

namespace passerelle::search {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view list = "dback\tfour=60\tboulanger|boulangerie=40\t~brot ofen\n"
                                  "dbackerei\tboulanger|boulangerie=100\n"
                                  "fboulanger\tbackerei|Bäckerei=100\n"
                                  "fpermis constru\tbaubewill|Baubewilligung=100\n"
                                  "wbauen\n"
                                  "wmuhle\n";

TEST(general_words, translates_whole_keys_only)
{
    GeneralWords const words(list);
    auto const baker = words.translations("back", Lang::de);
    ASSERT_EQ(baker.size(), 2u);
    EXPECT_EQ(baker[1].stems, "boulanger");
    EXPECT_EQ(baker[1].text, "boulangerie");
    EXPECT_FLOAT_EQ(baker[1].share, 0.4f);
    EXPECT_EQ(words.translations("backerei", Lang::de).size(), 1u);
    EXPECT_EQ(words.translations("permis constru", Lang::fr).front().text, "Baubewilligung");
    EXPECT_THAT(words.translations("backere", Lang::de), IsEmpty());
    EXPECT_THAT(words.translations("permis", Lang::fr), IsEmpty());
    EXPECT_THAT(words.translations("back", Lang::fr), IsEmpty());
    EXPECT_THAT(words.translations("zzz", Lang::fr), IsEmpty());
    EXPECT_THAT(words.translations("", Lang::fr), IsEmpty());
    EXPECT_THAT(GeneralWords("").translations("back", Lang::de), IsEmpty());
}

TEST(general_words, explains_words_of_the_same_language)
{
    EXPECT_THAT(GeneralWords(list).explanation("back", Lang::de), ElementsAre("brot", "ofen"));
    EXPECT_THAT(GeneralWords(list).explanation("backerei", Lang::de), IsEmpty());
}

TEST(general_words, are_parts_of_compounds_as_they_stand_before_others)
{
    GeneralWords const words(list);
    EXPECT_TRUE(words.is_part("muhle"));
    EXPECT_TRUE(words.is_part("muhl")); // Mühlrad
    EXPECT_FALSE(words.is_part("muh"));
    EXPECT_FALSE(words.is_part("wmuhle"));
}

TEST(roots, are_what_words_of_a_family_have_in_common)
{
    EXPECT_EQ(root("imprimeur", Lang::fr), root("imprimeri", Lang::fr));
    EXPECT_EQ(root("textili", Lang::de), "textil");
    EXPECT_EQ(root("druckerei", Lang::de), "druck");
    EXPECT_EQ(root("brauer", Lang::de), "brau");
    EXPECT_EQ(root("eier", Lang::de), "eier"); // too little would be left
    EXPECT_EQ(root("training", *Lang::parse("en")), "training");
}

/// Words of every day, which no concept covers.
class Everyday : public IndexTest {
protected:
    Everyday()
    {
        put(with_text(1, "Eins", Lang::de, "Bäckerei mit Holzofen"));
        put(with_text(2, "Zwei", Lang::de, "Möbel und Lampen"));
        put(with_text(3, "Drei", Lang::de, "Küchenmöbelfabrik"));
        put(with_text(4, "Quatre", Lang::fr, "traduction de textes juridiques"));
        put(with_text(5, "Cinq", Lang::fr, "menuiserie, portes et fenêtres"));
        auto named = organisation(6, "Buchhandlung Sechs");
        named.lang = Lang::de;
        put(named);
        put(with_text(7, "Sieben", Lang::de, "Muscheln und Fische"));
        commit();
    }
};

TEST_F(Everyday, are_found_across_languages)
{
    EXPECT_EQ(found("boulangerie", Lang::fr).front(), 1u);
    EXPECT_EQ(found("boulangeries", Lang::fr).front(), 1u);
    EXPECT_EQ(found("Fenster", Lang::de).front(), 5u);
}

TEST_F(Everyday, are_found_by_others_of_their_family)
{
    EXPECT_EQ(found("Übersetzer", Lang::de).front(), 4u);
    EXPECT_EQ(found("menuisier", Lang::fr).front(), 5u);
}

TEST_F(Everyday, tell_why_in_the_words_of_the_document)
{
    auto const answer = index().find({ .text = "boulangerie", .lang = Lang::fr });
    ASSERT_FALSE(answer.hits.empty());
    EXPECT_EQ(answer.hits.front().reasons.front(), (Reason { {}, "boulangerie", "Bäckerei", Lang::de }));
}

TEST_F(Everyday, are_found_within_compounds_which_weigh_less_than_the_word)
{
    auto const furniture = found("meubles", Lang::fr);
    EXPECT_EQ(furniture.front(), 2u);
    EXPECT_THAT(furniture, Contains(3u));
    EXPECT_EQ(found("meubles de cuisine", Lang::fr).front(), 3u);
    EXPECT_EQ(found("Möbel", Lang::de).front(), 2u);
}

TEST_F(Everyday, never_give_a_term_of_the_trade_another_sense)
{
    EXPECT_THAT(found("moule d'injection", Lang::fr), Not(Contains(7u))); // not a mussel
}

TEST_F(Everyday, are_read_in_names_too) { EXPECT_EQ(found("librairie", Lang::fr).front(), 6u); }

} // namespace
} // namespace passerelle::search
