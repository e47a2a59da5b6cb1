#include "platform/i18n/fold.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace passerelle::i18n {
namespace {

using testing::ElementsAre;

TEST(Fold, brings_spellings_together)
{
    struct Case {
        char const* text;
        char const* key;
    };
    constexpr Case cases[] {
        { "", "" },
        { "  Acme   SA ", "acme sa" },
        { "L’Œuvre  Sàrl", "l oeuvre sarl" },
        { "L'œuvre sarl", "l oeuvre sarl" },
        { "Müller & Söhne AG", "muller sohne ag" },
        { "Straße", "strasse" },
        { "STRAẞE", "strasse" },
        { "La Chaux-de-Fonds", "la chaux de fonds" },
        { "e\u0301tude", "etude" },
        { "ﬁn", "fin" },
        { "µ-mécanique", "μ mecanique" },
        { "Łódź", "lodz" },
        { "Ærøskøbing", "aeroskobing" },
        { "316L", "316l" },
        { "Décol\u00ADletage", "decolletage" },
        { "«\u00A0Précision\u00A0»", "precision" },
        { "日本", "日本" },
        { "…", "" },
    };
    for (auto const& c : cases)
        EXPECT_EQ(fold(c.text), c.key) << c.text;
}

TEST(Fold, of_a_folded_text_changes_nothing)
{
    for (auto const* text : { "L’Œuvre Sàrl", "Zürich", "Ǆ", "İstanbul", "ﬃ", "½ Zoll", "ς" })
        EXPECT_EQ(fold(fold(text)), fold(text)) << text;
}

TEST(Fold, has_a_second_key_for_umlauts_written_out)
{
    EXPECT_EQ(fold_umlaut("Müller"), "mueller");
    EXPECT_EQ(fold_umlaut("Mu\u0308ller"), "mueller");
    EXPECT_EQ(fold_umlaut("ÖLFREI"), "oelfrei");
    EXPECT_THAT(fold_variants("Müller"), ElementsAre("muller", "mueller"));
    EXPECT_THAT(fold_variants("Étude"), ElementsAre("etude"));
}

TEST(Fold, reads_any_bytes) { EXPECT_EQ(fold("caf\xE9"), "caf"); }

TEST(CollationKey, sorts_as_a_dictionary)
{
    std::vector<std::string> names { "Zürich", "Äpfel", "étude", "Zoé", "Eric", "Apfel", "eric", "Élodie",
        "Halle 10", "Halle 2" };
    std::sort(names.begin(), names.end(), [](std::string const& a, std::string const& b) {
        return collation_key(a, Lang::fr) < collation_key(b, Lang::fr);
    });
    EXPECT_THAT(names,
        ElementsAre(
            "Apfel", "Äpfel", "Élodie", "eric", "Eric", "étude", "Halle 2", "Halle 10", "Zoé", "Zürich"));
    EXPECT_FALSE(collator_version().empty());
}

TEST(CollationKey, of_a_long_text_is_whole)
{
    std::string const text(10'000, 'x');
    EXPECT_LT(collation_key(text, Lang::de), collation_key(text + "y", Lang::de));
}

TEST(Slug, is_readable_ascii)
{
    EXPECT_EQ(slug("Décolletage de l’Œuvre Sàrl"), "decolletage-de-l-oeuvre-sarl");
    EXPECT_EQ(slug("Müller & Söhne AG", Lang::de), "mueller-soehne-ag");
    EXPECT_EQ(slug("Müller & fils SA", Lang::fr), "muller-fils-sa");
    EXPECT_EQ(slug("a日b"), "ab");
}

TEST(Slug, is_never_empty_nor_long)
{
    EXPECT_EQ(slug(""), "x");
    EXPECT_EQ(slug("日本", Lang::fr, 60, "organisation"), "organisation");
    EXPECT_EQ(slug("alpha beta gamma", Lang::fr, 12), "alpha-beta");
    EXPECT_EQ(slug(std::string(200, 'a')).size(), 60u);
    EXPECT_EQ(slug("abcdefghij k", Lang::fr, 11), "abcdefghij");
}

TEST(Shorten, cuts_between_words_and_never_inside_a_letter)
{
    EXPECT_EQ(shorten("Pièces décolletées", 40), "Pièces décolletées");
    EXPECT_EQ(shorten("Pièces décolletées", 18), "Pièces décolletées");
    EXPECT_EQ(shorten("Pièces décolletées en laiton", 22), "Pièces décolletées en…");
    EXPECT_EQ(shorten("Pièces décolletées", 10), "Pièces…");
    EXPECT_EQ(shorten("Donaudampfschifffahrt", 6), "Donau…");
    EXPECT_EQ(shorten("e\u0301e\u0301e\u0301", 2), "e\u0301…");
    EXPECT_EQ(shorten("abc", 1), "…");
    EXPECT_EQ(shorten("abc", 0), "");
}

TEST(Case, is_changed_for_letters_of_every_kind)
{
    EXPECT_EQ(lower("ÉTÉ Über"), "été über");
    EXPECT_EQ(upper_first("étude de cas"), "Étude de cas");
    EXPECT_EQ(upper_first(""), "");
}

TEST(Nearest, finds_what_was_meant)
{
    std::vector<std::string> const concepts { "décolletage", "fraisage", "polissage", "polissage miroir",
        "Drehen", "Fräsen" };
    EXPECT_THAT(nearest("decoletage", concepts), ElementsAre("décolletage"));
    EXPECT_THAT(nearest("Polisage", concepts), ElementsAre("polissage"));
    EXPECT_THAT(nearest("fräßen", concepts), ElementsAre("Fräsen"));
    EXPECT_THAT(nearest("Dreehn", concepts), ElementsAre("Drehen"));
    EXPECT_THAT(nearest("soudage", concepts), ElementsAre());
    EXPECT_THAT(nearest("", concepts), ElementsAre());
    EXPECT_THAT(
        nearest("fraisage", { "fraisages", "fraisage", "fraisag" }, 2), ElementsAre("fraisage", "fraisages"));
}

} // namespace
} // namespace passerelle::i18n
