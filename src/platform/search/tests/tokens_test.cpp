#include "platform/search/tokens.hpp"

#include <gmock/gmock.h>

namespace passerelle::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> words(std::string_view text)
{
    std::vector<std::string> words;
    for (auto const& token : tokens(text))
        words.push_back(token.word);
    return words;
}

TEST(tokens, are_words_in_lower_case)
{
    EXPECT_THAT(
        words("L’usinage, d'ACIERS «trempés»"), ElementsAre("l", "usinage", "d", "aciers", "trempés"));
    EXPECT_THAT(words("Straße Œuvre ÉTÉ"), ElementsAre("strasse", "oeuvre", "été"));
    EXPECT_THAT(words("e\xcc\x81te\xcc\x81 soft\xc2\xadhyphen"), ElementsAre("été", "softhyphen"));
}

TEST(tokens, keep_numbers_and_grades_whole)
{
    EXPECT_THAT(words("1.4435 0,3 5'000 5’000 316L CuZn39Pb3"),
        ElementsAre("1.4435", "0.3", "5000", "5000", "316l", "cuzn39pb3"));
    EXPECT_THAT(words("Fin. Début 3, 4"), ElementsAre("fin", "début", "3", "4"));
}

TEST(tokens, know_what_ties_them_together)
{
    auto const found = tokens("micro-fraisage, Dreh- und");
    ASSERT_EQ(found.size(), 4u);
    EXPECT_TRUE(found[1].hyphened);
    EXPECT_FALSE(found[1].apart);
    EXPECT_TRUE(found[2].apart);
    EXPECT_TRUE(found[2].hanging);
}

TEST(tokens, of_what_is_no_text_are_none)
{
    EXPECT_THAT(words(""), IsEmpty());
    EXPECT_THAT(words("🔧 \xff\xfe --- ***"), IsEmpty());
    EXPECT_THAT(words(std::string(10'000, 'x')), IsEmpty());
    EXPECT_EQ(tokens(std::string("a ") + std::string(5'000, ' ') + "b", 1).size(), 1u);
}

} // namespace
} // namespace passerelle::search
