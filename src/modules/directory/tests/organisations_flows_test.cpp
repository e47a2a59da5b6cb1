#include "modules/directory/organisations/claims.hpp"
#include "modules/directory/organisations/confirmation.hpp"
#include "modules/directory/organisations/people.hpp"
#include "modules/directory/organisations/proposals.hpp"
#include "modules/directory/tests/organisations_house.hpp"

namespace passerelle::directory {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class ConfirmationTest : public OrganisationsHouse {
protected:
    Asking ask() { return ask_for_confirmation(*directory_, app_.router(), app_.now); }

    /// The link of the mail that is asked for after a year.
    std::string link()
    {
        app_.pass(Duration::days(366));
        EXPECT_EQ(ask().asked, 1);
        return app_.take_mail().link();
    }
};

PASSERELLE_ON_BOTH_ENGINES(ConfirmationTest);

TEST_P(ConfirmationTest, is_asked_for_after_a_year_and_once_a_year)
{
    EXPECT_EQ(ask().asked, 0);
    app_.pass(Duration::days(366));
    EXPECT_EQ(ask().asked, 1);
    EXPECT_EQ(ask().asked, 0);
    auto const mail = app_.take_mail();
    EXPECT_EQ(mail.to, "owner@vauclair.example");
    app_.pass(Duration::days(300));
    EXPECT_EQ(ask().asked, 0);
    app_.pass(Duration::days(66));
    EXPECT_EQ(ask().asked, 1);
    app_.take_mail();
}

TEST_P(ConfirmationTest, each_owner_is_written_to_in_their_own_language_and_editors_are_not)
{
    app_.member(entry_.id, OrganisationRole::Editor, "editor@vauclair.example");
    auto const german = app_.person("chef@vauclair.example", "Reto Zbinden", Lang::de);
    app_.write([&](db::Transaction& tx) {
        accounts::give_role(
            tx, german.id, entry_.id, OrganisationRole::Owner, "", {}, app_.today(), app_.now, app_.random());
    });
    app_.pass(Duration::days(366));
    ask();
    struct Written {
        Lang lang;
        std::string link;
    };
    std::map<std::string, Written> by_address;
    for (auto const& mail : app_.take_mails())
        by_address[mail.to] = { mail.lang, mail.link() };
    ASSERT_EQ(by_address.size(), 2u);
    EXPECT_EQ(by_address["chef@vauclair.example"].lang, Lang::de);
    EXPECT_THAT(
        by_address["chef@vauclair.example"].link, HasSubstr("/de/organisationen/vauclair-sa/bestaetigen/"));
    EXPECT_THAT(
        by_address["owner@vauclair.example"].link, HasSubstr("/en/organisations/vauclair-sa/confirm/"));
}

TEST_P(ConfirmationTest, an_entry_without_owner_gets_no_mail_and_is_counted)
{
    add(drafted("Sans maître SA"));
    app_.pass(Duration::days(366));
    auto const asking = ask();
    EXPECT_EQ(asking.asked, 1);
    EXPECT_EQ(asking.without_owner, 1);
    app_.take_mail();
}

TEST_P(ConfirmationTest, looking_at_the_link_confirms_nothing_and_the_button_does_without_an_account)
{
    auto const address = link();
    auto browser = app_.anonymous();
    EXPECT_EQ(browser.get(address).status, 200);
    EXPECT_EQ(stored().confirmed_at, std::nullopt);
    EXPECT_EQ(browser.post(address).status, 200);
    EXPECT_EQ(stored().confirmed_at, app_.now);
}

TEST_P(ConfirmationTest, a_link_ends_and_cannot_be_forged_or_used_for_another_entry)
{
    auto const address = link();
    auto browser = app_.anonymous();
    auto forged = address;
    forged[forged.size() - 5] = forged[forged.size() - 5] == 'A' ? 'B' : 'A';
    EXPECT_EQ(browser.get(forged).status, 410);
    EXPECT_EQ(browser.post(forged).status, 410);

    auto const other = add(drafted("Autre SA"));
    auto elsewhere = address;
    elsewhere.replace(elsewhere.find("vauclair-sa"), 11, other.slug);
    browser.post(elsewhere);
    EXPECT_EQ(app_.read([&](db::Reader& reader) { return store::find(reader, other.id); })->confirmed_at,
        std::nullopt);

    app_.pass(Duration::days(61));
    EXPECT_EQ(browser.get(address).status, 410);
    EXPECT_EQ(browser.post(address).status, 410);
}

TEST_P(ConfirmationTest, a_link_is_worth_nothing_once_its_person_has_left)
{
    auto const address = link();
    app_.write([&](db::Transaction& tx) {
        accounts::end_role(tx, owner_.id, entry_.id, {}, app_.today(), app_.now);
    });
    EXPECT_EQ(app_.anonymous().post(address).status, 410);
    EXPECT_EQ(app_.anonymous().get(address).status, 410);
}

TEST_P(ConfirmationTest, who_is_signed_in_confirms_by_a_button)
{
    EXPECT_EQ(app_.signed_in(owner_.id).post("/en/organisations/vauclair-sa/confirm").status, 303);
    EXPECT_EQ(stored().confirmed_at, app_.now);
}

class PeopleTest : public OrganisationsHouse {
protected:
    static constexpr auto* address = "/en/organisations/vauclair-sa/people";
    std::vector<std::string> roles()
    {
        std::vector<std::string> result;
        for (auto const& holder :
            app_.read([&](db::Reader& reader) { return accounts::holders(reader, entry_.id, app_.today()); }))
            result.push_back(holder.email + " " + holder.role);
        return result;
    }
    std::string removal(accounts::PersonId person)
    {
        return std::string(address) + "/" + person.text() + "/removal";
    }
};

PASSERELLE_ON_BOTH_ENGINES(PeopleTest);

TEST_P(PeopleTest, an_owner_invites_somebody_who_then_signs_in_by_the_mail)
{
    auto browser = app_.signed_in(owner_.id);
    auto const response = browser.post(address,
        { { "email", "reto@vauclair.example" }, { "name", "Reto Zbinden" }, { "role", "editor" },
            { "lang", "de" }, { "title", "Verkauf" } });
    EXPECT_EQ(response.status, 303);
    EXPECT_THAT(
        roles(), UnorderedElementsAre("owner@vauclair.example owner", "reto@vauclair.example editor"));
    auto const mail = app_.take_mail();
    EXPECT_EQ(mail.to, "reto@vauclair.example");
    EXPECT_EQ(mail.lang, Lang::de);
    EXPECT_EQ(app_.anonymous().get(mail.link()).status, 200);
}

TEST_P(PeopleTest, an_editor_gives_no_roles)
{
    auto const editor = app_.member(entry_.id, OrganisationRole::Editor, "editor@vauclair.example");
    EXPECT_EQ(app_.signed_in(editor.id).get(address).status, 404);
    EXPECT_EQ(app_.signed_in(editor.id)
                  .post(address, { { "email", "x@y.example" }, { "role", "owner" }, { "lang", "fr" } })
                  .status,
        404);
}

TEST_P(PeopleTest, the_last_owner_cannot_leave_but_staff_may_end_the_role)
{
    auto browser = app_.signed_in(owner_.id);
    EXPECT_EQ(browser.post(removal(owner_.id)).status, 422);
    EXPECT_EQ(
        browser
            .post(address, { { "email", "owner@vauclair.example" }, { "role", "editor" }, { "lang", "fr" } })
            .status,
        422);
    EXPECT_THAT(roles(), ElementsAre("owner@vauclair.example owner"));
    EXPECT_EQ(app_.signed_in(manager_.id).post(removal(owner_.id)).status, 303);
    EXPECT_THAT(roles(), IsEmpty());
}

TEST_P(PeopleTest, a_bad_address_or_role_is_refused_beside_the_field)
{
    auto response = app_.signed_in(owner_.id).post(
        address, { { "email", "reto\r\nBcc: x@y.ch" }, { "role", "king" }, { "lang", "xx" } });
    EXPECT_EQ(response.status, 422);
    EXPECT_THAT(body(response), HasSubstr("email-error"));
    EXPECT_THAT(roles(), ElementsAre("owner@vauclair.example owner"));
}

class ClaimTest : public OrganisationsHouse {
protected:
    static constexpr auto* address = "/fr/organisations/vauclair-sa/revendiquer";

    /// Its mails are taken; the next ones are of another instant, by which they are put in order.
    Claim claimed(accounts::PersonId by)
    {
        auto const claim = *app_.write([&](db::Transaction& tx) {
            return make_claim(
                tx, entry_, by, "C’est moi.", addresses(), app_.today(), app_.now, app_.random());
        });
        app_.take_mails();
        app_.pass(Duration::seconds(1));
        return claim;
    }
    Decision decision() { return { manager_.id, "Leider nein.", app_.today(), app_.now }; }
    bool owns(accounts::PersonId person)
    {
        return app_.read([&](db::Reader& reader) { return accounts::actor_of(reader, person, app_.today()); })
            .holds(entry_.id, OrganisationRole::Owner);
    }
};

PASSERELLE_ON_BOTH_ENGINES(ClaimTest);

TEST_P(ClaimTest, somebody_without_account_comes_in_by_mail_and_claims)
{
    auto browser = app_.anonymous();
    EXPECT_EQ(browser.get(address).status, 200);
    EXPECT_EQ(
        browser.post(address, { { "person", "Noémie Vauclair" }, { "email", "noemie@vauclair.example" } })
            .status,
        200);
    auto const mail = app_.take_mail();
    app_.pass(Duration::seconds(1));
    EXPECT_EQ(mail.lang, Lang::fr);
    EXPECT_EQ(browser.get(mail.link()).status, 200);
    auto const door = browser.post(mail.link());
    ASSERT_EQ(door.status, 303);
    auto const signed_in = browser.post(*door.header("Location"));
    ASSERT_EQ(signed_in.status, 303);
    EXPECT_EQ(*signed_in.header("Location"), address);

    EXPECT_EQ(browser.post(address, { { "message", "Je dirige la maison." } }).status, 200);
    auto const told = app_.take_mail();
    EXPECT_EQ(told.to, "manager@chamber.example");
    EXPECT_EQ(told.lang, Lang::en);
    EXPECT_THAT(told.text, HasSubstr("Je dirige la maison."));
    auto const open = app_.read([&](db::Reader& reader) { return open_claims(reader, chamber_.id, {}); });
    EXPECT_EQ(open.items.size(), 1u);
}

TEST_P(ClaimTest, a_stranger_may_ask_for_five_mails_an_hour)
{
    auto browser = app_.anonymous();
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(
            browser.post(address, { { "person", "N" }, { "email", "n@vauclair.example" } }).status, 200);
    EXPECT_EQ(browser.post(address, { { "person", "N" }, { "email", "N@vauclair.example" } }).status, 429);
    EXPECT_EQ(app_.take_mails().size(), 5u);
}

TEST_P(ClaimTest, accepting_makes_an_owner_and_writes_in_their_language)
{
    auto const person = app_.person("chef@vauclair.example", "Reto Zbinden", Lang::de);
    auto const claim = claimed(person.id);
    EXPECT_TRUE(app_.write([&](db::Transaction& tx) {
        return accept_claim(tx, claim.id, decision(), addresses(), app_.random());
    }));
    EXPECT_TRUE(owns(person.id));
    auto const mail = app_.take_mail();
    EXPECT_EQ(mail.to, "chef@vauclair.example");
    EXPECT_EQ(mail.lang, Lang::de);
    auto const again = app_.write(
        [&](db::Transaction& tx) { return decline_claim(tx, claim.id, decision(), app_.random()); });
    EXPECT_TRUE(again.refused());
}

TEST_P(ClaimTest, declining_gives_nothing_and_says_why)
{
    auto const person = app_.person("x@elsewhere.example", "X", Lang::de);
    auto const claim = claimed(person.id);
    EXPECT_TRUE(app_.write(
        [&](db::Transaction& tx) { return decline_claim(tx, claim.id, decision(), app_.random()); }));
    EXPECT_FALSE(owns(person.id));
    EXPECT_THAT(app_.take_mail().text, HasSubstr("Leider nein."));
}

TEST_P(ClaimTest, one_person_has_one_open_claim_and_owners_need_none)
{
    auto const person = app_.person("x@elsewhere.example");
    claimed(person.id);
    auto const again = app_.write([&](db::Transaction& tx) {
        return make_claim(tx, entry_, person.id, "", addresses(), app_.today(), app_.now, app_.random());
    });
    EXPECT_EQ(again.refusal(), ClaimRefused::OpenAlready);
    auto const own = app_.write([&](db::Transaction& tx) {
        return make_claim(tx, entry_, owner_.id, "", addresses(), app_.today(), app_.now, app_.random());
    });
    EXPECT_EQ(own.refusal(), ClaimRefused::MayAlready);
}

TEST_P(ClaimTest, another_operator_neither_sees_nor_decides_it)
{
    auto const claim = claimed(app_.person("x@elsewhere.example").id);
    auto const other = app_.an_operator("other", "Other");
    auto const foreign = app_.staff(other.id, OperatorRole::Manager, "m@other.example");
    EXPECT_THAT(
        app_.read([&](db::Reader& reader) { return open_claims(reader, other.id, {}); }).items, IsEmpty());
    auto browser = app_.signed_in(foreign.id);
    auto const target = "/en/desk/other/proposals/claim/" + claim.id.text();
    EXPECT_EQ(browser.post(target, { { "do", "accept" } }).status, 404);
    EXPECT_EQ(
        browser.post("/en/desk/chamber/proposals/claim/" + claim.id.text(), { { "do", "accept" } }).status,
        404);
    EXPECT_EQ(app_.signed_in(manager_.id)
                  .post("/en/desk/chamber/proposals/claim/" + claim.id.text(), { { "do", "accept" } })
                  .status,
        303);
    app_.take_mail();
}

class ProposalTest : public OrganisationsHouse {
protected:
    static http::Fields form(std::string name)
    {
        http::Fields fields;
        for (auto const& [key, value] : std::initializer_list<std::pair<std::string, std::string>> {
                 { "kind", "company" }, { "name", name }, { "postcode", "2502" }, { "locality", "Biel" },
                 { "website", "www.neu.example" }, { "text", "Wir schleifen." }, { "person", "Reto Zbinden" },
                 { "email", "reto@neu.example" } })
            fields.add(key, value);
        return fields;
    }
    std::optional<Organisation> by_slug(std::string_view slug)
    {
        return app_.read([&](db::Reader& reader) { return store::find_by_slug(reader, slug); });
    }
    /// Sent, and its link followed.
    Proposal sent(std::string name)
    {
        auto browser = app_.anonymous();
        EXPECT_EQ(browser.post("/de/vorschlagen", form(name)).status, 200);
        auto const link = app_.take_mail().link();
        app_.pass(Duration::seconds(1));
        EXPECT_EQ(browser.post(link).status, 200);
        app_.take_mails();
        app_.pass(Duration::seconds(1));
        auto const open = app_.read([&](db::Reader& reader) { return open_proposals(reader, {}); });
        EXPECT_EQ(open.items.size(), 1u);
        return open.items.at(0);
    }
    Decision decision() { return { manager_.id, "", app_.today(), app_.now }; }
};

PASSERELLE_ON_BOTH_ENGINES(ProposalTest);

TEST_P(ProposalTest, is_seen_by_nobody_before_its_link_is_followed)
{
    auto browser = app_.anonymous();
    EXPECT_EQ(browser.get("/de/vorschlagen").status, 200);
    EXPECT_EQ(browser.post("/de/vorschlagen", form("Neu Schleif AG")).status, 200);
    auto const mail = app_.take_mail();
    app_.pass(Duration::seconds(1));
    EXPECT_EQ(mail.to, "reto@neu.example");
    EXPECT_EQ(mail.lang, Lang::de);
    EXPECT_EQ(by_slug("neu-schleif-ag"), std::nullopt);
    EXPECT_EQ(browser.get(mail.link()).status, 200);
    EXPECT_EQ(by_slug("neu-schleif-ag"), std::nullopt);

    EXPECT_EQ(browser.post(mail.link()).status, 200);
    EXPECT_EQ(browser.post(mail.link()).status, 200) << "twice is once";
    auto const entry = by_slug("neu-schleif-ag");
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->state, State::Proposed);
    EXPECT_EQ(entry->sites.at(0).place_id, "biel-bienne");
    EXPECT_EQ(app_.take_mail().to, "manager@chamber.example");
    EXPECT_EQ(status("/de/organisationen/neu-schleif-ag"), 404);
}

TEST_P(ProposalTest, accepted_it_is_published_and_its_proposer_owns_it)
{
    auto const proposal = sent("Neu Schleif AG");
    EXPECT_TRUE(app_.write([&](db::Transaction& tx) {
        return accept_proposal(tx, proposal.id, decision(), addresses(), app_.random());
    }));
    auto const mail = app_.take_mail();
    EXPECT_EQ(mail.to, "reto@neu.example");
    EXPECT_EQ(mail.lang, Lang::de);
    EXPECT_EQ(by_slug("neu-schleif-ag")->state, State::Published);
    auto const person
        = app_.read([&](db::Reader& reader) { return accounts::find_person(reader, "reto@neu.example"); });
    ASSERT_TRUE(person);
    EXPECT_TRUE(
        app_.read([&](db::Reader& reader) { return accounts::actor_of(reader, person->id, app_.today()); })
            .holds(*proposal.organisation, OrganisationRole::Owner));
}

TEST_P(ProposalTest, declined_it_is_archived_and_its_proposer_told)
{
    auto const proposal = sent("Neu Schleif AG");
    EXPECT_TRUE(app_.write(
        [&](db::Transaction& tx) { return decline_proposal(tx, proposal.id, decision(), app_.random()); }));
    EXPECT_EQ(app_.take_mail().to, "reto@neu.example");
    EXPECT_EQ(by_slug("neu-schleif-ag")->state, State::Archived);
    EXPECT_TRUE(app_.write([&](db::Transaction& tx) {
                        return accept_proposal(tx, proposal.id, decision(), addresses(), app_.random());
                    })
                    .refused());
}

TEST_P(ProposalTest, an_entry_of_nearly_that_name_is_shown_before_anything_is_sent)
{
    auto browser = app_.anonymous();
    auto response = browser.post("/en/propose", form("Vauclair Sàrl"));
    EXPECT_THAT(body(response), HasSubstr("/en/organisations/vauclair-sa"));
    EXPECT_THAT(app_.take_mails(), IsEmpty());
    auto fields = form("Vauclair Sàrl");
    fields.add("none_of_these", "Vauclair Sàrl");
    EXPECT_EQ(browser.post("/en/propose", fields).status, 200);
    app_.take_mail();
}

TEST_P(ProposalTest, what_is_missing_is_said_beside_the_field)
{
    auto response = app_.anonymous().post("/en/propose", { { "kind", "company" }, { "email", "nobody" } });
    EXPECT_EQ(response.status, 422);
    auto const page = body(response);
    for (auto const* field : { "name-error", "locality-error", "person-error", "email-error" })
        EXPECT_THAT(page, HasSubstr(field));
}

TEST_P(ProposalTest, an_unsent_one_is_forgotten_when_its_link_is_over)
{
    app_.anonymous().post("/en/propose", form("Neu Schleif AG"));
    auto const link = app_.take_mail().link();
    app_.pass(Duration::days(4));
    EXPECT_EQ(app_.write([&](db::Transaction& tx) { return forget_unsent_proposals(tx, app_.now); }), 1);
    EXPECT_EQ(app_.anonymous().post(link).status, 410);
}

} // namespace
} // namespace passerelle::directory
