#include "modules/directory/duplicates/candidates.hpp"
#include "modules/directory/duplicates/comparing.hpp"
#include "modules/directory/duplicates/finding.hpp"
#include "modules/directory/duplicates/merging.hpp"
#include "modules/directory/duplicates/name_sounds.hpp"
#include "modules/directory/duplicates/reasons_portable.hpp"
#include "modules/directory/tests/public_face.hpp"

namespace passerelle::directory::duplicates {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

struct Firm {
    std::string name, street {}, postcode {}, locality {}, website {}, phone {}, uid {};
};

Organisation organisation_of(Firm const& firm)
{
    Organisation organisation;
    organisation.name = firm.name;
    organisation.website = firm.website;
    organisation.phone = firm.phone;
    organisation.uid = firm.uid;
    Site site;
    site.street = firm.street;
    site.postcode = firm.postcode;
    site.locality = firm.locality;
    if (auto const* place = Places::all().recognise(firm.postcode, firm.locality))
        site.place_id = place->id;
    organisation.sites.push_back(site);
    return organisation;
}

Likeness like(Firm const& a, Firm const& b)
{
    return likeness(profile_of(organisation_of(a)), profile_of(organisation_of(b)));
}

std::vector<std::string> signs_of(Likeness const& likeness)
{
    std::vector<std::string> codes;
    for (auto const& reason : likeness.reasons)
        codes.emplace_back(code_of(reason.sign));
    return codes;
}

TEST(Likeness, sees_through_legal_forms_and_the_two_names_of_a_town)
{
    auto const found = like({ "Décolletage Vauclair SA", "", "2502", "Bienne" },
        { "Decolletage Vauclair AG", "", "2504", "Biel" });
    EXPECT_THAT(signs_of(found), ElementsAre("same-name-but-form", "same-place-two-names"));
    EXPECT_GE(found.score, worth_showing);
}

TEST(Likeness, sees_through_the_order_of_words_and_the_town_in_a_name)
{
    EXPECT_THAT(signs_of(like({ "Garage Bienne Muster SA" }, { "Muster Garage Biel AG" })),
        Contains("same-words-of-name"));
    EXPECT_THAT(
        signs_of(like({ "Zahnrad Leimer GmbH" }, { "Zahnräder Leimer AG" })), Contains("similar-name"));
}

TEST(Likeness, knows_a_firm_that_moved)
{
    auto const moved
        = like({ "Zahnrad Leimer AG", "Hauptstrasse 7", "2540", "Grenchen", "https://leimer.example" },
            { "Zahnrad Leimer AG", "Industriering 2", "2555", "Brügg", "https://www.leimer.example" });
    EXPECT_THAT(signs_of(moved), UnorderedElementsAre("same-name", "same-web-domain", "other-place"));
    EXPECT_GE(moved.score, 75);
}

TEST(Likeness, tells_two_firms_of_one_name_apart_by_their_web_domains)
{
    EXPECT_LT(like({ "Argoswiss SA", "", "2520", "La Neuveville", "https://argoswiss-a.example" },
                  { "Argoswiss SA", "", "2610", "Saint-Imier", "https://argoswiss-b.example" })
                  .score,
        worth_showing);
}

TEST(Likeness, hears_that_names_are_the_same)
{
    for (auto const& [a, b] : { std::pair("meyer", "maier"), { "decolletages", "decoletage" },
             { "schmidt", "schmitt" }, { "zahnrad", "sahnrad" }, { "theophile", "teofile" } })
        EXPECT_EQ(sound_of(a), sound_of(b)) << a << " " << b;
    for (auto const& [a, b] : { std::pair("vauclair", "vautier"), { "drehtechnik", "drehteile" } })
        EXPECT_NE(sound_of(a), sound_of(b)) << a << " " << b;
    auto const found = like({ "Décolletages Maier SA" }, { "Meyer Décolletage AG" });
    EXPECT_THAT(signs_of(found), Contains("same-sound-of-name"));
}

TEST(Likeness, weighs_a_rare_name_more_than_a_common_one)
{
    Firm const here { "Vauclair Décolletage SA", "", "2502", "Bienne" };
    Firm const there { "Décolletages Vauclair Sàrl", "", "2740", "Moutier" };
    auto const scored = [&](NameStanding standing) {
        return likeness(profile_of(organisation_of(here)), profile_of(organisation_of(there)), standing)
            .score;
    };
    EXPECT_LT(scored(NameStanding::Unknown), worth_showing);
    EXPECT_GE(scored(NameStanding::Rare), scored(NameStanding::Unknown) + 10);
    EXPECT_LT(scored(NameStanding::Common), scored(NameStanding::Unknown));
}

TEST(Likeness, is_small_between_strangers_and_between_different_uids)
{
    EXPECT_LT(like({ "Muster AG", "", "2502", "Biel" }, { "Beispiel AG", "", "2502", "Biel" }).score,
        worth_showing);
    EXPECT_LT(like({ .name = "Muster AG", .uid = "CHE-100.000.001" },
                  { .name = "Muster AG", .uid = "CHE-100.000.002" })
                  .score,
        worth_showing);
    EXPECT_LT(
        like({ "Coiffure Nadia", "", "2502", "Biel" }, { "Coiffure Nathalie", "", "2502", "Biel" }).score,
        worth_showing);
}

TEST(Likeness, is_symmetric)
{
    Firm const a { "Muster Präzision AG", "Rue 1", "2502", "Biel", "https://muster.example", "+41323221234" };
    Firm const b { "Muster Precision SA", "Rue 1", "2502", "Bienne", "", "+41323221234" };
    EXPECT_EQ(like(a, b).score, like(b, a).score);
}

TEST(Reasons, are_kept_as_json)
{
    std::vector<Reason> const reasons { { Sign::SameName, "A \"x\"", "A" },
        { Sign::OtherPlace, "Biel", "Brügg" } };
    EXPECT_EQ(parse_reasons(text_of(reasons)), reasons);
}

class DuplicatesTest : public PublicFace {
protected:
    DuplicatesTest()
        : chamber_(app_.an_operator("chamber", "Chamber")),
          other_(app_.an_operator("other", "Other"))
    {
        manager_ = app_.staff(chamber_.id, accounts::OperatorRole::Manager, "manager@chamber.example").id;
        auto first
            = organisation_of({ "Vauclair SA", "Rue 12", "2502", "Bienne", "https://vauclair.example" });
        first.concepts = { { "bar-turning", Standing::Confirmed, "", {} } };
        first.summary = text(Lang::fr, "Bref");
        auto second = organisation_of(
            { "Vauclair AG", "Lindenweg 4", "2504", "Biel", "https://vauclair.example", "+41323221234" });
        second.concepts = { { "milling", Standing::Confirmed, "", {} } };
        first_ = add(first);
        app_.pass(Duration::seconds(1));
        second_ = add(second);
        join(first_.id, chamber_.id);
        join(second_.id, other_.id);
        app_.write([&](db::Transaction& tx) {
            directory::store::insert(tx,
                OperatorNote { NoteId::fresh(app_.now, app_.random()), second_.id, other_.id, "", "private",
                    app_.now, {} });
            directory::store::set_ref(tx, other_.id, "B7", second_.id);
        });
    }

    std::vector<Pair> pairs(accounts::Operator const& at)
    {
        return app_.read([&](db::Reader& reader) {
            return store::open_pairs(reader, at.id, app_.today(), { 50, {} }).items;
        });
    }
    std::optional<Organisation> stored(OrganisationId id)
    {
        return app_.read([&](db::Reader& reader) { return directory::store::find(reader, id); });
    }
    Outcome<Merge, MergeRefused> merge_them()
    {
        Choice const choice { .takes_second = { { "name", false }, { "address", true }, { "phone", true } },
            .concepts = { "bar-turning", "milling" } };
        auto const result = chosen(first_, second_, choice);
        return app_.write([&](db::Transaction& tx) {
            return merge(tx, first_, second_, result, { manager_, chamber_.id, app_.now }, app_.random());
        });
    }

    accounts::Operator chamber_, other_;
    accounts::PersonId manager_;
    Organisation first_, second_;
};
PASSERELLE_ON_BOTH_ENGINES(DuplicatesTest);

TEST_P(DuplicatesTest, are_found_scored_and_shown_to_whom_they_concern)
{
    EXPECT_EQ(examine_all(app_.database(), app_.now), 1);
    auto const found = pairs(chamber_);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].first, first_.id);
    EXPECT_GE(found[0].score, 80);
    EXPECT_THAT(pairs(other_), SizeIs(1));
    EXPECT_THAT(pairs(app_.an_operator("third", "Third")), IsEmpty());
    EXPECT_EQ(
        app_.read([&](db::Reader& reader) { return store::count_open(reader, chamber_.id, app_.today()); }),
        1);
}

TEST_P(DuplicatesTest, are_found_where_a_firm_moved_and_wrote_its_name_differently)
{
    add(organisation_of({ "Zahnradfabrik Leimgruber AG", "Hauptstrasse 7", "2540", "Grenchen" }));
    add(organisation_of({ "Leimgruber Zahnradfabriken GmbH", "Industriering 2", "2555", "Brügg" }));
    examine_all(app_.database(), app_.now);
    EXPECT_THAT(pairs(chamber_), Contains(Field(&Pair::first_name, HasSubstr("Leimgruber"))));
}

TEST_P(DuplicatesTest, are_not_suspected_by_a_name_that_many_have)
{
    for (auto const& [postcode, place] :
        { std::pair("2502", "Bienne"), { "2540", "Grenchen" }, { "2740", "Moutier" }, { "2555", "Brügg" },
            { "2610", "Saint-Imier" }, { "2710", "Tavannes" }, { "2720", "Tramelan" } })
        for (int i = 0; i < 3; ++i)
            add(organisation_of({ "Garage Central", "Rue " + std::to_string(i), postcode, place }));
    examine_all(app_.database(), app_.now);
    for (auto const& pair : pairs(chamber_))
        EXPECT_THAT(signs_of(Likeness { pair.score, pair.reasons }), Not(Contains("other-place")))
            << pair.first_name;
}

TEST_P(DuplicatesTest, that_were_dismissed_do_not_come_back)
{
    examine_all(app_.database(), app_.now);
    app_.write([&](db::Transaction& tx) {
        dismiss(tx, second_.id, first_.id, { manager_, chamber_.id, app_.now });
    });
    examine_all(app_.database(), app_.now);
    EXPECT_THAT(pairs(chamber_), IsEmpty());
}

TEST_P(DuplicatesTest, become_one_field_by_field)
{
    examine_all(app_.database(), app_.now);
    auto const merged = merge_them();
    ASSERT_TRUE(merged);
    auto const survivor = *stored(first_.id);
    EXPECT_EQ(survivor.name, "Vauclair SA");
    EXPECT_EQ(survivor.phone, "+41323221234");
    EXPECT_EQ(survivor.sites.front().street, "Lindenweg 4");
    EXPECT_EQ(survivor.sites.size(), 1u);
    EXPECT_EQ(survivor.summary, first_.summary);
    EXPECT_THAT(survivor.concepts,
        ElementsAre(Field(&ClaimedConcept::concept_id, "bar-turning"),
            Field(&ClaimedConcept::concept_id, "milling")));
    auto const absorbed = *stored(second_.id);
    EXPECT_EQ(absorbed.state, State::Merged);
    EXPECT_EQ(absorbed.successor, first_.id);
    app_.read([&](db::Reader& reader) {
        EXPECT_THAT(directory::store::member_of(reader, first_.id, app_.today()), SizeIs(2));
        EXPECT_EQ(directory::store::find_by_ref(reader, other_.id, "B7"), first_.id);
        EXPECT_THAT(directory::store::notes_of(reader, first_.id, other_.id), SizeIs(1));
        EXPECT_THAT(directory::store::notes_of(reader, first_.id, chamber_.id), IsEmpty());
    });
    EXPECT_THAT(pairs(chamber_), IsEmpty());
}

TEST_P(DuplicatesTest, are_two_again_when_the_merge_is_undone)
{
    examine_all(app_.database(), app_.now);
    auto const merged = merge_them();
    auto const undone = app_.write([&](db::Transaction& tx) {
        return unmerge(tx, *merged, { manager_, chamber_.id, app_.now }, app_.random());
    });
    ASSERT_TRUE(undone);
    for (auto const* before : { &first_, &second_ }) {
        auto const after = *stored(before->id);
        EXPECT_TRUE(changes::difference(fields_of(*before), fields_of(after)).empty());
        EXPECT_EQ(after.sites, before->sites);
        EXPECT_EQ(after.successor, std::nullopt);
    }
    app_.read([&](db::Reader& reader) {
        EXPECT_EQ(directory::store::find_by_ref(reader, other_.id, "B7"), second_.id);
        EXPECT_THAT(directory::store::notes_of(reader, second_.id, other_.id), SizeIs(1));
        EXPECT_THAT(directory::store::member_of(reader, first_.id, app_.today()), ElementsAre(chamber_.id));
    });
    EXPECT_THAT(pairs(chamber_), SizeIs(1));
    auto const again = app_.write([&](db::Transaction& tx) {
        return unmerge(tx, *store::find(tx, merged->id), { manager_, chamber_.id, app_.now }, app_.random());
    });
    EXPECT_TRUE(again.refused());
}

TEST_P(DuplicatesTest, stay_one_where_the_entry_was_changed_since)
{
    auto const merged = merge_them();
    alter(first_.id, [](Organisation& organisation) { organisation.phone = "+41323221299"; });
    auto const undone = app_.write([&](db::Transaction& tx) {
        return unmerge(tx, *merged, { manager_, chamber_.id, app_.now }, app_.random());
    });
    ASSERT_TRUE(undone.refused());
    EXPECT_EQ(undone.refusal(), UnmergeRefused::Touched);
    EXPECT_EQ(stored(first_.id)->phone, "+41323221299");
}

TEST_P(DuplicatesTest, are_not_merged_on_an_old_page)
{
    alter(second_.id, [](Organisation& organisation) { organisation.phone = "+41323221299"; });
    auto const merged = merge_them();
    ASSERT_TRUE(merged.refused());
    EXPECT_EQ(merged.refusal(), MergeRefused::ChangedMeanwhile);
    EXPECT_EQ(stored(first_.id)->version, first_.version) << "nothing of it remains";
}

TEST_P(DuplicatesTest, lead_on_when_the_survivor_is_merged_too)
{
    ASSERT_TRUE(merge_them());
    auto const third = add(organisation_of({ "Vauclair GmbH", "", "2502", "Bienne" }));
    auto const survivor = *stored(first_.id);
    ASSERT_TRUE(app_.write([&](db::Transaction& tx) {
        return merge(tx, third, survivor, third, { manager_, chamber_.id, app_.now }, app_.random());
    }));
    EXPECT_EQ(stored(second_.id)->successor, third.id);
}

TEST_P(DuplicatesTest, are_decided_on_a_page_by_a_manager_of_both)
{
    examine_all(app_.database(), app_.now);
    auto browser = app_.signed_in(manager_);
    EXPECT_THAT(get("/en/desk/chamber/duplicates", browser), HasSubstr("Vauclair AG"));
    auto const address = "/en/desk/chamber/duplicates/" + first_.id.text() + "/" + second_.id.text();
    EXPECT_THAT(get(address, browser), HasSubstr("a manager of both decides"));
    EXPECT_EQ(browser.post(address, { { "decision", "merge" } }).status, 404);

    app_.write([&](db::Transaction& tx) {
        accounts::give_role(tx, manager_, other_.id, accounts::OperatorRole::Manager, {}, app_.today(),
            app_.now, app_.random());
    });
    auto both = app_.signed_in(manager_);
    auto const page = get(address, both);
    EXPECT_THAT(page, HasSubstr("Lindenweg 4, 2504 Biel"));
    EXPECT_EQ(
        both.post(address, { { "decision", "merge" }, { "first_version", "99" }, { "second_version", "1" } })
            .status,
        409);
    auto const answer = both.post(address,
        { { "decision", "merge" }, { "first_version", "1" }, { "second_version", "1" },
            { "survivor", "first" }, { "phone", "second" }, { "concept", "milling" } });
    ASSERT_EQ(answer.status, 303);
    auto const merge_address = std::string(*answer.header("Location"));
    EXPECT_THAT(get(merge_address, both), HasSubstr("The old address leads to it."));
    EXPECT_EQ(stored(second_.id)->state, State::Merged);
    index();
    auto const moved = app_.anonymous().get("/en/organisations/" + second_.slug);
    EXPECT_EQ(moved.status / 100, 3);
    EXPECT_THAT(std::string(*moved.header("Location")), HasSubstr(first_.slug));
    EXPECT_EQ(both.post(merge_address + "/undo").status, 303);
    EXPECT_EQ(stored(second_.id)->state, State::Published);
}

} // namespace
} // namespace passerelle::directory::duplicates
