#include "platform/search/reading.hpp"

#include "platform/search/tests/sample.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace passerelle::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Thesaurus const& thesaurus()
{
    static auto const thesaurus = sample::thesaurus();
    return *thesaurus;
}

/// The concepts of a text, whole ones once each in order of the slug; parts of compounds with a tilde.
std::vector<std::string> concepts(std::string_view text, Lang lang)
{
    std::vector<std::string> ids;
    for (auto const& found : recognise(thesaurus(), text, lang))
        ids.push_back((found.part ? "~" : "") + std::string(thesaurus().id(found.concept_number)));
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

struct Case {
    Lang lang;
    std::string_view text;
    std::vector<std::string> expected;
};

class Recognition : public testing::TestWithParam<Case> {};

TEST_P(Recognition, finds_the_concepts_of)
{
    EXPECT_EQ(concepts(GetParam().text, GetParam().lang), GetParam().expected) << GetParam().text;
}

std::vector<Case> const cases {
    // Inflected, plural, without accents, in capitals
    { Lang::fr, "Nous assurons le polissage miroir de boîtiers.", { "polishing", "watch-case" } },
    { Lang::fr, "POLISSAGES MIROIRS", { "polishing" } },
    { Lang::fr, "decolletage et electroerosion", { "bar-turning", "edm" } },
    { Lang::de, "Spiegelpolitur und Fraesen von Messing", { "brass", "milling", "~polishing" } },
    { Lang::de, "Wir fräsen und schleifen.", { "grinding", "milling" } },
    { Lang::de, "Fräser aus Hartmetall", { "cemented-carbide", "end-mill" } },
    { Lang::en, "We offer Swiss-type turning and mirror polishing", { "polishing", "sliding-head-turning" } },
    // The longest label, across function words
    { Lang::fr, "tour à poupée fixe", { "fixed-head-lathe" } },
    { Lang::fr, "usinage sur une machine transfert", { "transfer-machining" } },
    { Lang::de, "Drehen von Kleinstteilen", { "micro-turning" } },
    // but not across sentences and commas
    { Lang::fr, "polissage, miroir", { "polishing" } },
    // Hyphens and blanks
    { Lang::fr, "micro-fraisage", { "micro-milling" } },
    { Lang::fr, "micro fraisage", { "micro-milling" } },
    { Lang::fr, "microfraisage", { "micro-milling" } },
    { Lang::fr, "électro-érosion", { "edm" } },
    { Lang::de, "5-Achs-Fräsen, 5 Achs Fräsen", { "five-axis-milling" } },
    { Lang::de, "Mehrspindel-Drehen", { "multi-spindle-turning" } },
    // "Dreh- und Fräsarbeiten"
    { Lang::de, "Dreh- und Fräsarbeiten", { "milling", "turning" } },
    // Qualifiers in parentheses are no part of a label
    { Lang::fr, "argent massif", { "silver" } },
    // Everyday words alone or far away are not of the trade ...
    { Lang::fr, "Livraison en un tour de main, service compris ou pont du Jura", {} },
    { Lang::fr, "Nous sommes ouverts, or il pleut sur la route du fond de la vallée", {} },
    { Lang::de, "Unser Lager ist um 14 Uhr an der Messe in der Stelle geöffnet.", {} },
    { Lang::de, "Wir sind am Montag für Sie da und die Mutter der Firma ist dabei.", {} },
    { Lang::de, "Wir beraten Sie gerne und stellen jedes Jahr zwei Lernende ein, die unsere Stärke sind.",
        {} },
    { Lang::fr, "taillage de pignons de module 0,1 et de roues dans notre atelier", { "pinion-cutting" } },
    // ... in company they are
    { Lang::fr, "sous-traitant pour des vis", { "screw", "subcontracting" } },
    { Lang::fr, "vis en laiton", { "brass", "screw" } },
    // ... and when they are all that is asked for
    { Lang::fr, "vis", { "screw" } },
    { Lang::fr, "boîtes de montre en or", { "gold", "watch-case" } },
};

INSTANTIATE_TEST_SUITE_P(sentences, Recognition, testing::ValuesIn(cases));

TEST(recognition, tells_the_place_of_a_concept_in_bytes)
{
    std::string const text = "Finition: polissage à miroir, décolletage";
    auto const found = recognise(thesaurus(), text, Lang::fr);
    ASSERT_FALSE(found.empty());
    auto const last = found.back();
    EXPECT_EQ(text.substr(last.begin, last.end - last.begin), "décolletage");
    EXPECT_EQ(last.label, "décolletage");
}

TEST(recognition, answers_all_concepts_of_an_ambiguous_label_unless_the_context_decides)
{
    auto const alone = recognise(thesaurus(), "platine", Lang::fr);
    ASSERT_EQ(alone.size(), 2u);
    EXPECT_TRUE(alone[0].ambiguous && alone[1].ambiguous);

    auto const among_metals = recognise(thesaurus(), "platine, palladium", Lang::fr);
    ASSERT_EQ(among_metals.size(), 2u);
    EXPECT_EQ(thesaurus().id(among_metals[0].concept_number), "platinum");
    EXPECT_FALSE(among_metals[0].ambiguous);
}

TEST(recognition, splits_german_compounds_that_the_thesaurus_does_not_know)
{
    EXPECT_THAT(concepts("Messingschraube", Lang::de), ElementsAre("~brass", "~screw"));
    EXPECT_THAT(concepts("Galvanikpartner", Lang::de), testing::Contains("~electroplating"));
}

TEST(recognition, never_splits_a_word_that_the_thesaurus_knows)
{
    for (auto const& found : recognise(thesaurus(), "Drehteile Zahnräder Uhrmacher Mikroschrauben", Lang::de))
        EXPECT_FALSE(found.part) << found.label;
}

TEST(recognition, leaves_ordinary_german_words_whole)
{
    EXPECT_THAT(concepts("Verantwortung Mitarbeitende Geschäftsleitung Gegenstand Unternehmen Öffnungszeiten "
                         "Zusammenarbeit Anforderungen Verbindungen Freundlichkeit",
                    Lang::de),
        IsEmpty());
}

TEST(recognition, finds_every_preferred_label_of_the_thesaurus_when_it_is_all_that_is_said)
{
    for (std::uint32_t i = 0; i < thesaurus().size(); ++i) {
        Concept const number { i };
        if (thesaurus().is_facet(number))
            continue;
        for (auto const lang : interface_langs) {
            auto const label = thesaurus().label(number, lang);
            auto const found = recognise(thesaurus(), label, lang);
            auto const is_it = [&](Recognised const& each) { return each.concept_number == number; };
            EXPECT_TRUE(std::any_of(found.begin(), found.end(), is_it)) << label;
        }
    }
}

TEST(recognition, reads_anything)
{
    for (std::string const& text : { std::string(), std::string("\xff\xfe\x80"), std::string(100'000, 'a'),
             std::string("🔧🔩 ' - -- \" * ( ) "), std::string("e\xcc\x81lectroe\xcc\x81rosion") })
        for (auto const lang : { Lang::fr, Lang::de, *Lang::parse("it"), *Lang::parse("zz") })
            recognise(thesaurus(), text, lang);
    EXPECT_THAT(concepts("e\xcc\x81lectroe\xcc\x81rosion", Lang::fr), ElementsAre("edm"));
}

} // namespace
} // namespace passerelle::search
