#include "modules/directory/imports/cells.hpp"
#include "modules/directory/imports/columns.hpp"
#include "modules/directory/imports/mapping_portable.hpp"
#include "platform/i18n/words.hpp"

#include <gmock/gmock.h>

namespace passerelle::directory::imports {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Headings, are_recognised_in_three_languages_whatever_their_spelling)
{
    for (auto const& [heading, column] : {
             std::pair { "raison sociale", Column::Name },
             { "RAISON SOCIALE *", Column::Name },
             { "Firma", Column::Name },
             { "name", Column::Name },
             { "Mitglied-Nr.", Column::Ref },
             { "N° de membre", Column::Ref },
             { "ref", Column::Ref },
             { "NPA", Column::Postcode },
             { "PLZ", Column::Postcode },
             { "Ort", Column::Place },
             { "localité", Column::Place },
             { "NPA/Localité", Column::PostcodeAndPlace },
             { "PLZ Ort", Column::PostcodeAndPlace },
             { "Strasse", Column::Street },
             { "Tél.", Column::Phone },
             { "E-Mail", Column::Email },
             { "Mitglied seit", Column::MemberSince },
             { "member_since", Column::MemberSince },
             { "Ansprechperson", Column::ContactName },
             { "Nom Prénom", Column::ContactName },
             { "Vorname", Column::ContactFirstName },
             { "contact_email", Column::ContactEmail },
             { "Werkstoffe", Column::Materials },
         })
        EXPECT_EQ(code_of(recognise(heading).column), code_of(column)) << heading;
}

TEST(Headings, of_texts_may_say_their_language)
{
    EXPECT_EQ(recognise("description_fr"), (Recognised { Column::Description, Lang::fr, Certainty::Sure }));
    EXPECT_EQ(
        recognise("Beschreibung (deutsch)"), (Recognised { Column::Description, Lang::de, Certainty::Sure }));
    EXPECT_EQ(recognise("Résumé en allemand"), (Recognised { Column::Summary, Lang::de, Certainty::Sure }));
    EXPECT_EQ(recognise("Tél. fr").column, Column::Note);
}

TEST(Headings, of_our_own_reasons_are_passed_over_when_corrected_rows_come_back)
{
    for (auto const lang : { Lang::fr, Lang::de, Lang::en }) {
        auto const heading = i18n::words(lang).tr("Refused because");
        EXPECT_EQ(recognise(heading).column, Column::Skip) << heading;
    }
}

TEST(Headings, of_an_export_mean_in_every_language_what_they_are)
{
    for (auto const lang : { Lang::fr, Lang::de, Lang::en }) {
        auto const& words = i18n::words(lang);
        for (auto const column : all_columns())
            if (column < Column::Note) {
                EXPECT_EQ(recognise(label_of(column, words)).column, column) << label_of(column, words);
            }
        for (auto const text : { Lang::fr, Lang::de }) {
            Recognised const meaning { Column::Summary, text };
            EXPECT_EQ(recognise(label_of(meaning, words)).column, Column::Summary);
            EXPECT_EQ(recognise(label_of(meaning, words)).lang, text);
        }
        for (auto const& heading : { state_heading(words), confirmed_heading(words), changed_heading(words),
                 texts_heading(Lang::de, words) })
            EXPECT_EQ(recognise(heading).column, Column::Skip) << heading;
    }
}

TEST(Headings, that_nobody_knows_stay_unknown)
{
    for (auto const heading : { "Rem. 2", "Fax", "Umsatz", "xyz", "" })
        EXPECT_EQ(recognise(heading), Recognised {}) << heading;
}

TEST(Columns, have_codes_that_are_read_back)
{
    for (auto const column : all_columns())
        EXPECT_EQ(parse_column(code_of(column)), column);
}

TEST(Dates, are_read_as_people_write_them)
{
    auto const day = LocalDate::of(2019, 2, 3);
    for (auto const text :
        { "3.2.2019", "03.02.2019", "3.2.19", "03/02/2019", "2019-02-03", "2019-02-03T00:00:00", "43499" })
        EXPECT_EQ(parse_date(text), day) << text;
    EXPECT_EQ(parse_date("2007"), LocalDate::of(2007, 1, 1));
    EXPECT_EQ(parse_date("04.2007"), LocalDate::of(2007, 4, 1));
    for (auto const text :
        { "31.02.2019", "29.2.2023", "2019-13-01", "demain", "1.2", "", "3.2.2019.4", "-1.2.2019" })
        EXPECT_EQ(parse_date(text), std::nullopt) << text;
}

TEST(HeadCounts, may_be_ranges_and_have_words_around_them)
{
    EXPECT_EQ(parse_headcount("25")->value, 25);
    EXPECT_EQ(parse_headcount("1'200")->value, 1200);
    EXPECT_EQ(parse_headcount("env. 30")->value, 30);
    EXPECT_EQ(parse_headcount("10-49")->value, 29);
    EXPECT_TRUE(parse_headcount("10 à 49")->is_range);
    EXPECT_EQ(parse_headcount("25.0")->value, 25);
    for (auto const text : { "-3", "beaucoup", "", "49-10", "1 2 3" })
        EXPECT_FALSE(parse_headcount(text)) << text;
}

TEST(Postcodes, may_have_a_country_before_and_a_place_behind_them)
{
    auto const biel = parse_postcode(" CH-2502  Biel/Bienne ");
    EXPECT_EQ(biel.country, "CH");
    EXPECT_EQ(biel.digits, "2502");
    EXPECT_EQ(biel.rest, "Biel/Bienne");
    EXPECT_EQ(parse_postcode("CH-2502").digits, "2502");
    EXPECT_EQ(parse_postcode("CH2502").digits, "2502");
    EXPECT_EQ(parse_postcode("F-25000 Besançon").country, "FR");
    EXPECT_EQ(parse_postcode("2502.0").rest, "");
    EXPECT_EQ(parse_postcode("Port").digits, "");
    EXPECT_EQ(parse_postcode("Port").rest, "Port");
}

TEST(Cells, that_stand_for_nothing_are_empty)
{
    for (auto const text : { "", "  ", "-", "n/a", "keine", "\xc2\xa0" })
        EXPECT_EQ(one_line(text), "") << text;
    EXPECT_EQ(one_line("  a \r\n\t b  "), "a b");
    EXPECT_EQ(prose("a\r\nb\x01 "), "a\nb");
}

TEST(Cells, hold_several_values_or_people)
{
    EXPECT_THAT(list_of("a | b|"), ElementsAre("a", "b"));
    EXPECT_THAT(list_of("a; b, c"), ElementsAre("a", "b, c"));
    EXPECT_THAT(list_of("a, b"), ElementsAre("a", "b"));
    EXPECT_THAT(people_of("Anna Muster; Beat Beispiel"), ElementsAre("Anna Muster", "Beat Beispiel"));
    EXPECT_THAT(people_of("Anna\nBeat"), ElementsAre("Anna", "Beat"));
    EXPECT_THAT(people_of("|Beat"), ElementsAre("", "Beat"));
    EXPECT_THAT(addresses_of("a@example.ch, b@example.ch"), ElementsAre("a@example.ch", "b@example.ch"));
    EXPECT_THAT(addresses_of("a b@example.ch"), ElementsAre("a b@example.ch"));
}

TEST(Sheets, have_their_headings_below_titles)
{
    auto const sheet = Sheet::open("Mitgliederliste 2026\n\nFirma;PLZ;Ort;Rem. 2\nA;2502;Biel;x\n", {});
    ASSERT_TRUE(sheet);
    EXPECT_EQ((*sheet)->headings().line, 3);
    EXPECT_EQ((*sheet)->headings().columns.size(), 4u);
    auto const row = const_cast<Sheet&>(**sheet).next();
    ASSERT_TRUE(row && *row);
    EXPECT_EQ((*row)->line, 4);
}

TEST(Sheets, without_names_or_content_are_refused_with_the_line)
{
    auto const unnamed = Sheet::open("ref;NPA;Ort\n1;2502;Biel\n", {});
    ASSERT_TRUE(unnamed.refused());
    EXPECT_EQ(unnamed.refusal().reason, SheetRefused::Reason::NameColumnMissing);
    EXPECT_EQ(unnamed.refusal().line, 1);
    EXPECT_TRUE(Sheet::open("", {}).refused());
    EXPECT_TRUE(Sheet::open("PK\x03\x04half", {}).refused());
    EXPECT_TRUE(Sheet::open("x;y\n1;2\n", {}).refused());
}

TEST(Sheets, take_a_second_name_column_for_a_persons)
{
    auto const sheet = Sheet::open("Nr;Firma;Name;Vorname\n1;A;Meier;Anna\n", {});
    ASSERT_TRUE(sheet);
    EXPECT_EQ((*sheet)->headings().columns[2].meaning.column, Column::ContactLastName);
}

TEST(Sheets, follow_a_mapping)
{
    auto const mapping = parse_mapping(R"({"Etwas": "name", "Anderes": "description_de"})");
    ASSERT_TRUE(mapping);
    auto const sheet = Sheet::open("Etwas;Anderes;NPA\nA;B;2502\n", *mapping);
    ASSERT_TRUE(sheet);
    EXPECT_EQ((*sheet)->headings().columns[0].meaning.column, Column::Name);
    EXPECT_EQ((*sheet)->headings().columns[1].meaning.lang, Lang::de);
}

TEST(Mappings, that_are_none_are_refused_with_the_place)
{
    EXPECT_EQ(parse_mapping(R"({"a/b": "nosuch"})").refusal().pointer, "/a~1b");
    EXPECT_TRUE(parse_mapping(R"(["name"])").refused());
    EXPECT_TRUE(parse_mapping(R"({"a": 1})").refused());
    EXPECT_TRUE(parse_mapping("{").refused());
    EXPECT_THAT(*parse_mapping(""), IsEmpty());
}

} // namespace
} // namespace passerelle::directory::imports
