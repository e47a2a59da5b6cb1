#include "platform/search/tests/index_fixture.hpp"

#include <gmock/gmock.h>

namespace passerelle::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// Nothing that is told to some is found, counted, suggested or explained to others.
class AudienceTest : public IndexTest {
protected:
    AudienceTest()
    {
        auto open = organisation(1, "Ouverte SA");
        open.texts = { { Lang::fr, "Formation.", Document::Place::Description, {} },
            { Lang::fr, "Mauvais payeur notoire, soudage laser", Document::Place::Description, "operator:a" },
            { Lang::fr, "tarifs préférentiels rhubarbe", Document::Place::Offers, "members" } };
        open.offers = { { "milling", true, {} }, { "forging", true, "operator:a" } };
        open.facets = { { "cap:milling", {} }, { "cap:forging", "operator:a" },
            { "cap:milling", "operator:a" }, { "cap:casting", "operator:a" }, { "cap:casting", "members" } };
        put(open);
        auto hidden = organisation(2, "Cachée Confidentielle SA");
        hidden.texts = { { Lang::fr, "fraisage extraordinairement", Document::Place::Offers, {} } };
        hidden.facets = { { "cap:milling", {} } };
        hidden.visible_to = { "operator:b" };
        put(hidden);
        commit();
    }

    std::vector<std::uint32_t> seen_by(std::vector<Audience> audiences, std::string text)
    {
        return found(Query { .text = std::move(text), .audiences = std::move(audiences) });
    }

    std::vector<FacetCount> capabilities(std::vector<Audience> audiences)
    {
        return index().find({ .audiences = std::move(audiences), .facets = { "cap" } }).facets["cap"];
    }
};

TEST_F(AudienceTest, finds_guarded_text_only_for_its_audience)
{
    EXPECT_THAT(seen_by({}, "payeur"), IsEmpty());
    EXPECT_THAT(seen_by({ "operator:b", "members" }, "payeur"), IsEmpty());
    EXPECT_THAT(seen_by({ "operator:a" }, "payeur"), ElementsAre(1u));
    EXPECT_THAT(seen_by({}, "rhubarbe"), IsEmpty());
    EXPECT_THAT(seen_by({ "members" }, "rhubarbe"), ElementsAre(1u));
}

TEST_F(AudienceTest, finds_guarded_concepts_only_for_their_audience)
{
    EXPECT_THAT(seen_by({}, "soudage laser"), IsEmpty());
    EXPECT_THAT(seen_by({ "operator:a" }, "Laserschweissen"), ElementsAre(1u));
    EXPECT_THAT(seen_by({}, "forgeage"), IsEmpty());
    EXPECT_THAT(seen_by({ "operator:a" }, "forgeage"), ElementsAre(1u));
}

TEST_F(AudienceTest, lists_and_suggests_documents_only_for_their_audience)
{
    EXPECT_THAT(seen_by({}, ""), ElementsAre(1u));
    EXPECT_THAT(seen_by({ "operator:b" }, ""), UnorderedElementsAre(1u, 2u));
    EXPECT_THAT(seen_by({}, "fraisage"), ElementsAre(1u));
    EXPECT_THAT(seen_by({}, "Cachée"), IsEmpty());
    EXPECT_THAT(index().suggest("cach", Lang::fr), IsEmpty());
    EXPECT_EQ(index().suggest("cach", Lang::fr, { "operator:b" }).size(), 1u);
}

TEST_F(AudienceTest, counts_guarded_values_only_for_their_audience_and_once)
{
    EXPECT_THAT(capabilities({}), ElementsAre(FacetCount { "milling", 1 }));
    EXPECT_THAT(capabilities({ "operator:b" }), ElementsAre(FacetCount { "milling", 2 }));
    EXPECT_THAT(capabilities({ "operator:a", "members" }),
        ElementsAre(FacetCount { "casting", 1 }, FacetCount { "forging", 1 }, FacetCount { "milling", 1 }));
}

TEST_F(AudienceTest, filters_by_guarded_values_only_for_their_audience)
{
    Query query { .filters = { { "cap", { "forging" } } } };
    EXPECT_THAT(found(query), IsEmpty());
    query.audiences = { "operator:a" };
    EXPECT_THAT(found(query), ElementsAre(1u));
}

TEST_F(AudienceTest, never_proposes_a_word_that_only_some_may_read)
{
    EXPECT_EQ(index().find({ .text = "rhubarbbe" }).did_you_mean, "");
    EXPECT_EQ(index().find({ .text = "confidentiele" }).did_you_mean, "");
    EXPECT_EQ(index().find({ .text = "notoirre" }).did_you_mean, "");
}

TEST_F(AudienceTest, explains_only_with_words_that_the_reader_may_see)
{
    auto said_twice = organisation(3, "Deux fois SA");
    said_twice.texts = { { Lang::fr, "polissage miroir", Document::Place::Offers, "operator:a" },
        { Lang::de, "Polieren", Document::Place::Offers, {} } };
    put(said_twice);
    commit(2);
    auto const answer = index().find({ .text = "polissage", .lang = Lang::fr });
    ASSERT_EQ(answer.hits.size(), 1u);
    EXPECT_EQ(answer.hits[0].reasons.front().text, "Polieren");
}

} // namespace
} // namespace passerelle::search
