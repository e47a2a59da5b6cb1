#include "platform/search/thesaurus.hpp"

#include "base/ensure.hpp"
#include "platform/search/letters.hpp"
#include "platform/search/stemmer.hpp"
#include "platform/search/tests/sample.hpp"

#include <gmock/gmock.h>

namespace passerelle::search {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

Thesaurus const& thesaurus()
{
    static auto const thesaurus = sample::thesaurus();
    return *thesaurus;
}

std::vector<std::string> ids(std::span<Concept const> concepts)
{
    std::vector<std::string> ids;
    for (auto const each : concepts)
        ids.emplace_back(thesaurus().id(each));
    return ids;
}

Concept named(std::string_view id) { return *thesaurus().find(id); }

TEST(thesaurus, knows_concepts_by_their_slug)
{
    EXPECT_EQ(thesaurus().size(), 536u);
    EXPECT_EQ(thesaurus().id(named("polishing")), "polishing");
    EXPECT_FALSE(thesaurus().find("no-such-thing"));
}

TEST(thesaurus, tells_what_is_broader_narrower_and_related)
{
    EXPECT_THAT(ids(thesaurus().ancestors(named("sliding-head-turning"))),
        ElementsAre("bar-turning", "turning", "machining", "process"));
    EXPECT_EQ(thesaurus().id(thesaurus().facet(named("sliding-head-turning"))), "process");
    EXPECT_TRUE(thesaurus().is_facet(named("process")));
    EXPECT_FALSE(thesaurus().broader(named("process")));
    EXPECT_THAT(ids(thesaurus().children(named("turning"))), Contains("bar-turning"));
    EXPECT_TRUE(thesaurus().is_within(named("bar-turning"), named("turning")));
    EXPECT_FALSE(thesaurus().is_within(named("turning"), named("bar-turning")));
    EXPECT_THAT(ids(thesaurus().related(named("prototyping"))), Contains("additive-manufacturing"));
    EXPECT_THAT(ids(thesaurus().related(named("additive-manufacturing"))), Contains("prototyping"));
}

TEST(thesaurus, labels_in_the_language_asked_for_or_in_another)
{
    EXPECT_EQ(thesaurus().label(named("polishing"), Lang::fr), "polissage");
    EXPECT_EQ(thesaurus().label(named("platinum"), Lang::fr), "platine");
    EXPECT_EQ(thesaurus().label(named("bar-turning"), *Lang::parse("it")), "décolletage");
}

TEST(thesaurus, finds_a_concept_by_any_label_whatever_its_spelling)
{
    EXPECT_THAT(ids(thesaurus().named("DECOLLETAGE")), ElementsAre("bar-turning"));
    EXPECT_THAT(ids(thesaurus().named("Fraesen")), ElementsAre("milling"));
    EXPECT_THAT(ids(thesaurus().named("5 Achs Fräsen")), ElementsAre("five-axis-milling"));
    EXPECT_THAT(ids(thesaurus().named("bar-turning")), ElementsAre("bar-turning"));
    EXPECT_EQ(thesaurus().named("platine").size(), 2u);
    EXPECT_THAT(thesaurus().named("Zebra"), IsEmpty());
}

TEST(thesaurus, completes_what_is_typed_in_any_language)
{
    auto const labels = thesaurus().starting_with(folded_words("spiegelp"), Lang::fr, 5);
    ASSERT_FALSE(labels.empty());
    EXPECT_EQ(thesaurus().id(labels.front().concept_number), "polishing");
    EXPECT_EQ(labels.front().lang, Lang::de);
    auto const inside = thesaurus().starting_with(folded_words("miroir"), Lang::fr, 5);
    ASSERT_FALSE(inside.empty());
    EXPECT_EQ(inside.front().text, "poli miroir");
}

TEST(thesaurus, takes_a_circle_of_broader_concepts_for_a_bug)
{
    std::vector<ConceptRow> const circle { { "a", "b", {}, {} }, { "b", "a", {}, {} } };
    EXPECT_THROW(Thesaurus::build(circle), Bug);
}

TEST(letters, fold_accents_and_umlauts_however_they_are_written)
{
    EXPECT_EQ(folded_words("  L'Œuvre, Müller & Sàrl "), "l ouvre muller sarl");
    EXPECT_EQ(folded_words("Mueller"), "muller");
    EXPECT_EQ(folded_words("Strasse Straße"), "strasse strasse");
    EXPECT_EQ(folded_words("neue Steuerung"), "neue steuerung");
}

TEST(stemmer, meets_words_with_and_without_their_accents)
{
    Stemmer stemmer;
    auto const stem = [&](std::string_view word, Lang lang) { return stemmer.stems(word, lang).stem; };
    EXPECT_EQ(stem("décolletages", Lang::fr), stem("decolletage", Lang::fr));
    EXPECT_EQ(stem("matériaux", Lang::fr), stem("matériau", Lang::fr));
    EXPECT_EQ(stem("präzision", Lang::de), stem("praezision", Lang::de));
    EXPECT_EQ(stem("zahnräder", Lang::de), stem("zahnrad", Lang::de));
    EXPECT_EQ(stemmer.stems("usinées", Lang::fr).plain_stem, stem("usinees", Lang::fr));
}

} // namespace
} // namespace passerelle::search
