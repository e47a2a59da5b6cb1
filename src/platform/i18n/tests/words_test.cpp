#include "platform/i18n/catalogue.hpp"
#include "platform/i18n/words.hpp"

#include <gmock/gmock.h>

namespace passerelle::i18n {
namespace {

TEST(Fill, puts_values_in_the_place_of_names)
{
    EXPECT_EQ(fill("Hello {name}, {n} new", { { "name", "Zoé" }, { "n", "3" } }), "Hello Zoé, 3 new");
    EXPECT_EQ(fill("{a}{a}", { { "a", "{a}" } }), "{a}{a}");
    EXPECT_EQ(fill("no place", { { "a", "1" } }), "no place");
    EXPECT_EQ(fill("", { { "a", "1" } }), "");
}

TEST(Fill, leaves_what_it_does_not_know)
{
    for (auto const* text : { "{unknown}", "{", "}", "{}", "{ a }", "{A}", "{{a", "a}", "{a", "{a-b}" })
        EXPECT_EQ(fill(text, { { "b", "1" } }), text);
    EXPECT_EQ(fill("{{a}", { { "a", "1" } }), "{1");
}

TEST(Pieces, are_words_and_places_in_order)
{
    auto const parts = pieces("See {link} or {other}.");
    ASSERT_EQ(parts.size(), 5u);
    EXPECT_EQ(parts[0].text, "See ");
    EXPECT_TRUE(parts[1].placeholder);
    EXPECT_EQ(parts[1].text, "link");
    EXPECT_FALSE(parts[4].placeholder);
    EXPECT_EQ(parts[4].text, ".");
}

TEST(Words, without_translation_are_those_of_the_source)
{
    for (auto const lang : interface_langs) {
        EXPECT_EQ(words(lang).lang(), lang);
        EXPECT_EQ(words(lang).tr("A text that no catalogue has"), "A text that no catalogue has");
        EXPECT_EQ(words(lang).tr(""), "");
        EXPECT_EQ(words(lang).tr_in("nowhere", "No text"), "No text");
        EXPECT_EQ(words(lang).trn("{n} zorkmid", "{n} zorkmids", 1), "{n} zorkmid");
        EXPECT_EQ(words(lang).trn("{n} zorkmid", "{n} zorkmids", 2), "{n} zorkmids");
    }
    EXPECT_EQ(words(Lang::parse("it").value()).lang(), Lang::fr);
}

TEST(Placeholders, of_a_translation_must_be_those_of_its_source)
{
    EXPECT_TRUE(placeholders_known("{b} {a}", { "{a} {b}" }));
    EXPECT_TRUE(placeholders_known("rien", { "{a}" }));
    EXPECT_TRUE(placeholders_known("{n} Betriebe", { "one firm", "{n} firms" }));
    EXPECT_FALSE(placeholders_known("{nom}", { "{name}" }));
}

} // namespace
} // namespace passerelle::i18n
