#include "modules/directory/organisations/edit.hpp"
#include "modules/directory/organisations/entry_form.hpp"
#include "modules/directory/organisations/entry_parts.hpp"
#include "modules/directory/organisations/uid.hpp"

#include <gmock/gmock.h>

namespace passerelle::directory::organisations {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::shared_ptr<search::Thesaurus const> small_thesaurus()
{
    std::vector<search::ConceptRow> const rows {
        { "process", "", { { Lang::fr, "Procédé", true }, { Lang::de, "Verfahren", true } }, {} },
        { "turning", "process", { { Lang::fr, "Tournage", true }, { Lang::de, "Drehen", true } }, {} },
        { "bar-turning", "turning", { { Lang::fr, "Décolletage", true }, { Lang::de, "Langdrehen", true } },
            {} },
        { "mirror-polishing", "process",
            { { Lang::fr, "Polissage miroir", true }, { Lang::de, "Spiegelpolitur", true } }, {} },
        { "certification", "", { { Lang::fr, "Certification", true } }, {} },
        { "iso-9001", "certification", { { Lang::fr, "ISO 9001", true }, { Lang::de, "ISO 9001", true } },
            {} },
    };
    return search::Thesaurus::build(rows);
}

class EntryFormTest : public testing::Test {
protected:
    EntryFormTest()
    {
        entry_.name = "Vauclair SA";
        entry_.lang = Lang::fr;
        entry_.langs = { Lang::fr };
        entry_.description
            = LocalisedText({ { Lang::fr, "Nous tournons.", 1 }, { Lang::de, "Wir drehen.", 1 } });
        entry_.concepts = { { "bar-turning", Standing::Confirmed, "", {} } };
    }

    http::Fields form() const { return form_of(entry_, setting_); }
    EntryRead read(http::Fields const& sent) const { return read_entry(sent, entry_, setting_); }
    std::string error(http::Fields const& sent, std::string_view field) const
    {
        return std::string(read(sent).errors.of(field));
    }
    std::string error_of(std::string_view field, std::string_view value) const
    {
        auto sent = form();
        sent.set(field, value);
        return error(sent, field);
    }

    std::shared_ptr<search::Thesaurus const> thesaurus_ = small_thesaurus();
    FormSetting setting_ { i18n::words(Lang::en), Lang::fr, { Lang::fr, Lang::de }, *thesaurus_ };
    Organisation entry_;
};

TEST_F(EntryFormTest, what_is_shown_and_sent_back_changes_nothing)
{
    entry_.phone = "+41323221234";
    entry_.employees = 34;
    entry_.sites = { { .id = SiteId(Uuid { { 1 } }),
        .name = "Siège",
        .street = "Rue 1",
        .postcode = "2610",
        .locality = "Saint-Imier",
        .place_id = "saint-imier",
        .canton = "BE",
        .country = "CH",
        .latitude = 1.0,
        .longitude = 2.0 } };
    entry_.visibility = { { Field::Phone, Audience::Operators } };
    auto const result = read(form());
    EXPECT_TRUE(result.errors.empty());
    EXPECT_TRUE(changes::difference(fields_of(entry_), fields_of(result.entry)).empty());
    EXPECT_EQ(result.entry.sites, entry_.sites);
}

struct BadField {
    char const* field;
    char const* value;
};

class BadFieldTest : public EntryFormTest, public testing::WithParamInterface<BadField> {};

TEST_P(BadFieldTest, is_refused_beside_the_field)
{
    EXPECT_NE(error_of(GetParam().field, GetParam().value), "") << GetParam().value;
}

INSTANTIATE_TEST_SUITE_P(table, BadFieldTest,
    testing::Values(BadField { "name", "" }, BadField { "name", "  \t " }, BadField { "kind", "cartel" },
        BadField { "kind", "" }, BadField { "lang", "xx-" }, BadField { "lang", "it" },
        BadField { "languages", "deutsch" }, BadField { "email", "info.vauclair.example" },
        BadField { "email", "a@b@c.ch" }, BadField { "website", "javascript:alert(1)" },
        BadField { "website", "ftp://x.ch" }, BadField { "website", "a b" }, BadField { "phone", "zero" },
        BadField { "phone", "12" }, BadField { "employees", "34a" }, BadField { "employees", "-1" },
        BadField { "employees", "1000001" }, BadField { "employees", "3.5" },
        BadField { "uid", "CHE-123.456.789" }, BadField { "uid", "123" }, BadField { "noga", "precision" },
        BadField { "noga", "1234567" }, BadField { "audience.email", "friends" }));

TEST_F(EntryFormTest, texts_have_a_limit_in_characters_not_bytes)
{
    std::string const accents = [] {
        std::string text;
        for (int i = 0; i < 200; ++i)
            text += "é";
        return text;
    }();
    EXPECT_EQ(error_of("name", accents), "");
    EXPECT_THAT(error_of("name", accents + "x"), HasSubstr("201"));
    EXPECT_NE(error_of("text.summary.fr", std::string(301, 'x')), "");
    EXPECT_NE(error_of("text.description.de", std::string(5001, 'x')), "");
}

TEST_F(EntryFormTest, line_breaks_and_controls_do_not_get_into_one_line)
{
    auto sent = form();
    sent.set("name", "Vauclair\r\nBcc: x@y.ch\x01");
    EXPECT_EQ(read(sent).entry.name, "Vauclair Bcc: x@y.ch");
    sent.set("text.description.fr", "Un\r\ndeux");
    EXPECT_EQ(read(sent).entry.description.find(Lang::fr)->text, "Un\ndeux");
}

TEST_F(EntryFormTest, a_correction_leaves_the_other_language_current)
{
    auto sent = form();
    sent.set("text.description.fr", "Nous tournons !");
    sent.set("meant.description.fr", "correction");
    EXPECT_THAT(read(sent).entry.description.outdated(), IsEmpty());
}

TEST_F(EntryFormTest, a_new_meaning_makes_the_other_language_outdated)
{
    auto sent = form();
    sent.set("text.description.fr", "Nous fraisons.");
    sent.set("meant.description.fr", "meaning");
    EXPECT_THAT(read(sent).entry.description.outdated(), ElementsAre(Lang::de));
}

TEST_F(EntryFormTest, a_new_meaning_written_in_both_languages_at_once_leaves_both_current)
{
    auto sent = form();
    for (auto const* lang : { "fr", "de" }) {
        sent.set(std::string("text.description.") + lang, std::string("Fraisage ") + lang);
        sent.set(std::string("meant.description.") + lang, "meaning");
    }
    auto const text = read(sent).entry.description;
    EXPECT_THAT(text.outdated(), IsEmpty());
    EXPECT_EQ(text.meaning(), 2);
}

TEST_F(EntryFormTest, an_outdated_version_can_be_said_to_be_up_to_date_again)
{
    entry_.description = LocalisedText({ { Lang::fr, "Neuf.", 2 }, { Lang::de, "Alt.", 1 } });
    auto sent = form();
    sent.set("meant.description.de", "translated");
    EXPECT_THAT(read(sent).entry.description.outdated(), IsEmpty());
}

TEST_F(EntryFormTest, a_text_in_a_language_that_the_form_does_not_show_stays)
{
    entry_.description = LocalisedText({ { Lang::fr, "Un", 1 }, { *Lang::parse("it"), "Uno", 1 } });
    auto sent = form_of(entry_, setting_);
    sent.set("text.description.fr", "Deux");
    EXPECT_EQ(read(sent).entry.description.find(*Lang::parse("it"))->text, "Uno");
}

http::Fields with_site(
    http::Fields form, std::string postcode, std::string locality, std::string country = "CH")
{
    form.set("site.0.name", "");
    form.set("site.0.street", "Rue 1");
    form.set("site.0.postcode", postcode);
    form.set("site.0.locality", locality);
    form.set("site.0.country", country);
    return form;
}

TEST_F(EntryFormTest, a_site_is_found_on_the_map_by_any_name_of_its_place)
{
    auto const site = read(with_site(form(), "CH-2502", "Bienne")).entry.sites.at(0);
    EXPECT_EQ(site.postcode, "2502");
    EXPECT_EQ(site.place_id, "biel-bienne");
    EXPECT_TRUE(site.latitude && site.longitude);
    EXPECT_EQ(read(with_site(form(), "2502", "Biel")).entry.sites.at(0).place_id, "biel-bienne");
}

TEST_F(EntryFormTest, an_unknown_place_is_kept_as_written)
{
    auto const result = read(with_site(form(), "9999", "Nirgendwo"));
    EXPECT_TRUE(result.errors.empty());
    EXPECT_EQ(result.entry.sites.at(0).locality, "Nirgendwo");
    EXPECT_EQ(result.entry.sites.at(0).place_id, "");
}

TEST_F(EntryFormTest, a_swiss_postcode_has_four_digits_and_a_country_exists)
{
    EXPECT_NE(error(with_site(form(), "261", "Saint-Imier"), "site.0.postcode"), "");
    EXPECT_EQ(error(with_site(form(), "25000", "Besançon", "FR"), "site.0.postcode"), "");
    EXPECT_NE(error(with_site(form(), "25000", "Besançon", "Atlantis"), "site.0.country"), "");
    EXPECT_NE(error(with_site(form(), "", ""), "site.0.locality"), "");
}

TEST_F(EntryFormTest, an_empty_site_and_one_that_is_to_go_are_left_out)
{
    auto sent = with_site(form(), "2610", "Saint-Imier");
    sent.set("site.0.remove", "1");
    sent.set("site.1.locality", "");
    EXPECT_THAT(read(sent).entry.sites, IsEmpty());
}

TEST_F(EntryFormTest, concepts_are_added_by_a_label_of_any_language)
{
    auto sent = form();
    sent.set("add.capabilities", "spiegelpolitur\r\nTOURNAGE");
    sent.set("add.certifications", "ISO 9001");
    auto const entry = read(sent).entry;
    std::vector<std::string> ids;
    for (auto const& claimed : entry.concepts)
        ids.push_back(claimed.concept_id);
    EXPECT_THAT(ids, ElementsAre("bar-turning", "iso-9001", "mirror-polishing", "turning"));
}

TEST_F(EntryFormTest, an_unknown_concept_is_refused_with_the_nearest_ones)
{
    auto sent = form();
    sent.set("add.capabilities", "Polisage miroir");
    auto const result = read(sent);
    EXPECT_THAT(std::string(result.errors.of("add.capabilities")), HasSubstr("Polissage miroir"));
    ASSERT_EQ(result.suggestions.size(), 1u);
    EXPECT_THAT(result.suggestions[0].concept_ids, Contains("mirror-polishing"));
}

TEST_F(EntryFormTest, a_facet_is_no_concept_to_claim)
{
    auto sent = form();
    sent.set("add.capabilities", "Procédé");
    EXPECT_FALSE(read(sent).errors.empty());
    sent = form();
    sent.add("concept", "process");
    EXPECT_FALSE(read(sent).errors.empty());
}

TEST_F(EntryFormTest, a_concept_that_is_not_ticked_any_more_goes_and_one_that_waits_stays)
{
    entry_.concepts.push_back({ "turning", Standing::Proposed, "", {} });
    entry_.concepts.push_back({ "mirror-polishing", Standing::Declined, "", {} });
    auto sent = form();
    sent.remove("concept");
    auto const entry = read(sent).entry;
    ASSERT_EQ(entry.concepts.size(), 2u);
    EXPECT_EQ(entry.concepts[0].standing, Standing::Declined);
    EXPECT_EQ(entry.concepts[1].standing, Standing::Proposed);
}

TEST_F(EntryFormTest, what_was_recognised_is_confirmed_or_declined)
{
    entry_.concepts
        = { { "mirror-polishing", Standing::Proposed, "", {} }, { "turning", Standing::Proposed, "", {} } };
    auto sent = form();
    sent.set("proposal.mirror-polishing", "confirm");
    sent.set("proposal.turning", "decline");
    auto const entry = read(sent).entry;
    EXPECT_EQ(entry.concepts[0].standing, Standing::Confirmed);
    EXPECT_EQ(entry.concepts[1].standing, Standing::Declined);
}

TEST_F(EntryFormTest, a_certificate_is_valid_until_a_day_that_exists)
{
    entry_.concepts = { { "iso-9001", Standing::Confirmed, "", {} } };
    auto sent = form();
    sent.set("until.iso-9001", "2028-02-30");
    EXPECT_NE(error(sent, "until.iso-9001"), "");
    sent.set("until.iso-9001", "2028-02-29");
    EXPECT_EQ(read(sent).entry.concepts[0].valid_until, LocalDate::of(2028, 2, 29));
}

TEST_F(
    EntryFormTest, recognised_concepts_are_those_that_are_neither_claimed_nor_declined_nor_said_more_narrowly)
{
    entry_.offers = LocalisedText({ { Lang::fr, "Décolletage, tournage et polissage miroir.", 1 } });
    EXPECT_THAT(recognised_concepts(entry_, *thesaurus_), ElementsAre("mirror-polishing"));
    entry_.concepts.push_back({ "mirror-polishing", Standing::Declined, "", {} });
    EXPECT_THAT(recognised_concepts(entry_, *thesaurus_), IsEmpty());
}

TEST_F(EntryFormTest, what_an_organisation_needs_is_not_what_it_masters)
{
    entry_.needs = LocalisedText({ { Lang::de, "Wir suchen Spiegelpolitur.", 1 } });
    EXPECT_THAT(recognised_concepts(entry_, *thesaurus_), IsEmpty());
}

TEST_F(EntryFormTest, two_versions_differ_in_the_parts_that_differ)
{
    auto const marks = marks_of(parts_of(entry_, setting_));
    auto mine = entry_;
    mine.phone = "+41320000011";
    auto theirs = entry_;
    theirs.email = "info@vauclair.example";
    auto const comparison = compare(mine, theirs, marks, setting_);
    ASSERT_EQ(comparison.differences.size(), 2u);
    EXPECT_EQ(comparison.differences[0].mine.key, "email");
    EXPECT_TRUE(comparison.differences[0].prefers_theirs) << "the reader has not touched it";
    EXPECT_EQ(comparison.differences[1].mine.key, "phone");
    EXPECT_FALSE(comparison.differences[1].prefers_theirs);
}

TEST_F(EntryFormTest, every_part_can_be_taken_over)
{
    auto other = entry_;
    other.name = "Autre";
    other.kind = Kind::Public;
    other.lang = Lang::de;
    other.langs = { Lang::de };
    other.website = "https://a.ch";
    other.email = "a@a.ch";
    other.phone = "+41320000011";
    other.employees = 7;
    other.uid = "CHE-123.456.788";
    other.noga = "25.62";
    other.description = LocalisedText({ { Lang::fr, "Deux", 1 } });
    other.summary = LocalisedText({ { Lang::de, "Kurz", 1 } });
    other.sites = { { .id = SiteId(),
        .name = "",
        .street = "",
        .postcode = "2610",
        .locality = "Saint-Imier",
        .place_id = "",
        .canton = "",
        .country = "CH",
        .latitude = {},
        .longitude = {} } };
    other.concepts = { { "iso-9001", Standing::Confirmed, "4711", {} } };
    other.visibility = { { Field::Sites, Audience::Members } };
    auto taken = entry_;
    auto const before = compare(taken, other, "", setting_);
    EXPECT_GE(before.differences.size(), 15u);
    for (auto const& difference : before.differences)
        take_part(taken, other, difference.mine.key, setting_);
    EXPECT_THAT(compare(taken, other, "", setting_).differences, IsEmpty());
}

TEST(UidTest, of_any_spelling_is_stored_in_one)
{
    for (auto const* text :
        { "CHE-123.456.788", "che123456788", "CHE 123 456 788 TVA", "123.456.788", "CHE-123.456.788 MWST" })
        EXPECT_EQ(normalise_uid(text), "CHE-123.456.788") << text;
    for (auto const* text : { "CHE-123.456.789", "CHE-12345678", "ABC-123.456.788", "", "CHE-123.456.788;" })
        EXPECT_EQ(normalise_uid(text), std::nullopt) << text;
}

TEST(NogaTest, is_a_letter_or_two_to_six_digits)
{
    for (auto const* text : { "25", "25.62", "256200", "25.62.0", "C" })
        EXPECT_TRUE(normalise_noga(text)) << text;
    for (auto const* text : { "2", "Z", "25..", "a25", "25.62-1", "2562001" })
        EXPECT_FALSE(normalise_noga(text)) << text;
}

} // namespace
} // namespace passerelle::directory::organisations
