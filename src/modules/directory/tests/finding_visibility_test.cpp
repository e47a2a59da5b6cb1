#include "modules/directory/tests/public_face.hpp"

namespace passerelle::directory {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Everything of an entry is marked, so that a leak anywhere shows.
class FindingVisibility : public PublicFace {
protected:
    Organisation with_secrets(Audience audience)
    {
        auto organisation = drafted("Secretive SA");
        organisation.summary = text(Lang::fr, "zzsummary polissage");
        organisation.description = text(Lang::fr, "zzdescription");
        organisation.offers = text(Lang::fr, "zzoffers");
        organisation.needs = text(Lang::fr, "zzneeds");
        organisation.website = "https://zzwebsite.example";
        organisation.email = "zzmail@secret.example";
        organisation.phone = "+41329998877";
        organisation.employees = 4711;
        organisation.langs = { *Lang::parse("rm") };
        auto site = site_in("moutier", "zzstreet 1");
        site.name = "zzsite";
        organisation.sites = { site };
        organisation.concepts = { { "gear-hobbing", Standing::Confirmed, "", {} },
            { "iso-13485", Standing::Confirmed, "zzcertificate", {} } };
        for (auto const field :
            { Field::Summary, Field::Description, Field::Offers, Field::Needs, Field::Website, Field::Email,
                Field::Phone, Field::Employees, Field::Languages, Field::Sites, Field::Concepts })
            organisation.visibility[field] = audience;
        return add(organisation);
    }

    std::vector<std::string> addresses_of(Organisation const& organisation)
    {
        return { "/fr", "/fr/organisations", "/fr/organisations?q=zzsummary", "/fr/organisations?q=secretive",
            "/de/organisationen?view=map", "/fr/organisations?place=moutier",
            "/fr/organisations?capability=gear-hobbing", "/fr/organisations/" + organisation.slug,
            "/de/organisationen/" + organisation.slug, "/fr/organisations/" + organisation.slug + "/vcard",
            "/fr/lieux/moutier", "/fr/savoir-faire/gear-hobbing", "/api/v1/organisations",
            "/api/v1/organisations?q=zzdescription", "/api/v1/organisations/" + organisation.id.text(),
            "/api/v1/suggest?q=secretive", "/sitemap.xml" };
    }

    static void expect_nothing_of_it(std::string const& page, std::string const& address)
    {
        // What was asked for is shown again: that is no leak.
        for (auto const* marker :
            { "zzdescription<", "zzoffers", "zzneeds", "zzwebsite", "zzmail", "999 88 77", "9998877", "4711",
                "zzstreet", "zzsite", "zzcertificate", "zzsummary polissage" })
            EXPECT_THAT(page, Not(HasSubstr(marker))) << address;
    }
};
INSTANTIATE_TEST_SUITE_P(
    on, FindingVisibility, ::testing::Values(db::Engine::Sqlite), support::name_of_engine);

TEST_P(FindingVisibility, what_is_for_operators_appears_nowhere_for_the_public)
{
    auto const organisation = with_secrets(Audience::Operators);
    index();
    for (auto const& address : addresses_of(organisation))
        expect_nothing_of_it(get(address), address);
}

TEST_P(FindingVisibility, what_is_for_operators_appears_nowhere_for_members)
{
    auto const organisation = with_secrets(Audience::Operators);
    auto const other = add(drafted("Other SA"));
    auto const member = app_.member(other.id, accounts::OrganisationRole::Owner, "owner@other.example");
    index();
    auto const browser = app_.signed_in(member.id);
    for (auto const& address : addresses_of(organisation))
        expect_nothing_of_it(get(address, browser), address);
}

TEST_P(FindingVisibility, what_is_hidden_is_not_found_either)
{
    with_secrets(Audience::Operators);
    index();
    for (auto const* question : { "/api/v1/organisations?q=zzsummary", "/api/v1/organisations?place=moutier",
             "/api/v1/organisations?capability=gear-hobbing", "/api/v1/organisations?lang=fr&q=polissage" })
        EXPECT_THAT(get(question), HasSubstr("\"total\":0")) << question;
    EXPECT_THAT(get("/api/v1/organisations?q=secretive"), HasSubstr("\"total\":1"));
}

TEST_P(FindingVisibility, members_see_what_is_for_members)
{
    auto const organisation = with_secrets(Audience::Members);
    auto const other = add(drafted("Other SA"));
    auto const member = app_.member(other.id, accounts::OrganisationRole::Delegate, "voice@other.example");
    index();
    auto const address = "/fr/organisations/" + organisation.slug;
    expect_nothing_of_it(get(address), address);
    auto const page = get(address, app_.signed_in(member.id));
    for (auto const* marker :
        { "zzsummary", "zzdescription", "zzoffers", "zzneeds", "zzwebsite", "zzmail", "zzstreet" })
        EXPECT_THAT(page, HasSubstr(marker));
    EXPECT_THAT(
        get("/fr/organisations?q=zzdescription", app_.signed_in(member.id)), HasSubstr("Secretive SA"));
}

TEST_P(FindingVisibility, staff_of_any_operator_see_the_whole_entry)
{
    auto const organisation = with_secrets(Audience::Operators);
    auto const chamber = app_.an_operator();
    auto const viewer = app_.staff(chamber.id, accounts::OperatorRole::Viewer, "viewer@chamber.example");
    index();
    auto const page = get("/fr/organisations/" + organisation.slug, app_.signed_in(viewer.id));
    for (auto const* marker : { "zzsummary", "zzneeds", "zzmail", "zzstreet", "zzcertificate", "4711" })
        EXPECT_THAT(page, HasSubstr(marker));
}

TEST_P(FindingVisibility, contact_points_are_for_members_until_the_owner_says_more)
{
    auto organisation = drafted("Plain SA");
    organisation.email = "office@plain.example";
    organisation.phone = "+41321234567";
    organisation.needs = text(Lang::fr, "zzneeds");
    organisation.website = "https://plain.example";
    auto const slug = add(organisation).slug;
    auto const page = get("/fr/organisations/" + slug);
    EXPECT_THAT(page, HasSubstr("plain.example"));
    EXPECT_THAT(page, Not(HasSubstr("office@")));
    EXPECT_THAT(page, Not(HasSubstr("123 45 67")));
    EXPECT_THAT(page, Not(HasSubstr("zzneeds")));
    EXPECT_THAT(get("/fr/organisations/" + slug + "/vcard"), Not(HasSubstr("office@")));
}

TEST_P(FindingVisibility, concepts_that_were_only_recognised_do_not_show)
{
    auto organisation = drafted("Guessed SA");
    organisation.concepts
        = { { "gear-hobbing", Standing::Proposed, "", {} }, { "milling", Standing::Declined, "", {} } };
    auto const made = add(organisation);
    index();
    EXPECT_THAT(get("/en/organisations/" + made.slug), Not(HasSubstr("/en/skills/gear-hobbing")));
    EXPECT_THAT(get("/api/v1/organisations/" + made.id.text()), Not(HasSubstr("gear-hobbing")));
    EXPECT_THAT(get("/api/v1/organisations?capability=gear-hobbing"), HasSubstr("\"total\":0"));
}

TEST_P(FindingVisibility, what_operators_keep_for_themselves_appears_nowhere)
{
    auto const made = add(drafted("Known SA"));
    auto const chamber = app_.an_operator();
    auto const other = app_.an_operator("union", "Union");
    auto const manager = app_.staff(other.id, accounts::OperatorRole::Manager, "manager@union.example");
    app_.write([&](db::Transaction& tx) {
        store::insert(tx,
            Membership { MembershipId::fresh(app_.now, app_.random()), made.id, chamber.id, "zznumber",
                "zzcategory", {}, {} });
        store::insert(tx,
            OperatorNote { NoteId::fresh(app_.now, app_.random()), made.id, chamber.id, "zzlabel", "zznote",
                app_.now, {} });
        store::insert(tx,
            OperatorContact { ContactId::fresh(app_.now, app_.random()), made.id, chamber.id, "zzname",
                "zz@contact.example", "", "zzrole", Lang::fr });
        store::set_ref(tx, chamber.id, "zzref", made.id);
    });
    index();
    for (auto const& browser : { app_.anonymous(), app_.signed_in(manager.id) }) {
        for (auto const& address : addresses_of(made))
            EXPECT_THAT(get(address, browser), Not(HasSubstr("zz@"))) << address;
        for (auto const* address : { "/fr/organisations/known-sa", "/fr/organismes/chamber" })
            for (auto const* marker :
                { "zznumber", "zzcategory", "zzlabel", "zznote", "zzname", "zzrole", "zzref" })
                EXPECT_THAT(get(address, browser), Not(HasSubstr(marker))) << address;
        EXPECT_THAT(get("/api/v1/organisations?q=zznote", browser), HasSubstr("\"total\":0"));
    }
}

} // namespace
} // namespace passerelle::directory
