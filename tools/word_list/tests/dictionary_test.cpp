#include "word_list/dictionary.hpp"

#include <gtest/gtest.h>

namespace passerelle::word_list {
namespace {

TEST(dictionary, reads_a_word_of_one_sense)
{
    auto const entry = parse_entry("scierie /si.ʁi/ <n, fem>\nSägewerk, Sägemühle\nUsine\n");
    EXPECT_EQ(entry.headword, "scierie");
    ASSERT_EQ(entry.translations.size(), 2u);
    EXPECT_EQ(entry.translations[0].text, "Sägewerk");
    EXPECT_EQ(entry.translations[1].text, "Sägemühle");
    EXPECT_EQ(entry.translations[1].sense, 1);
    EXPECT_EQ(entry.explanation, "Usine ");
}

TEST(dictionary, reads_numbered_senses_and_leaves_out_what_is_cut_off)
{
    auto const entry
        = parse_entry("tissu /ti.sy/ <n, masc>\n1. Gewebe 2.\nEnsemble de cellules\n 3.\n2. Gewebe, (feiner) "
                      "Stoff\nMatériau\n");
    ASSERT_EQ(entry.translations.size(), 3u);
    EXPECT_EQ(entry.translations[0].text, "Gewebe");
    EXPECT_EQ(entry.translations[2].text, "Stoff");
    EXPECT_EQ(entry.translations[2].sense, 2);
}

TEST(dictionary, that_is_not_installed_is_empty)
{
    EXPECT_TRUE(read_dictionary("/nowhere/dictionary").empty());
}

} // namespace
} // namespace passerelle::word_list
