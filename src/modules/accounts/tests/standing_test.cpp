#include "modules/accounts/standing.hpp"

#include "modules/accounts/address_change.hpp"
#include "modules/accounts/erasure.hpp"
#include "modules/accounts/second_factor_store.hpp"
#include "modules/accounts/staff.hpp"
#include "platform/changes/changes.hpp"
#include "tests/support/test_app.hpp"

#include <gmock/gmock.h>

namespace passerelle::accounts {
namespace {

using support::Browser;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

std::string text_of(http::Response const& response) { return std::string(response.body.text()); }

class StandingTest : public testing::TestWithParam<db::Engine> {
protected:
    StandingTest()
    {
        app_.mount(routes(), path_words());
        chamber_ = app_.an_operator("chamber", "Chamber");
        chief_ = app_.staff(chamber_.id, OperatorRole::Administrator, "chief@example.ch");
        clerk_ = app_.staff(chamber_.id, OperatorRole::Manager, "clerk@example.ch");
    }

    void give_second_factor(PersonId person)
    {
        app_.write([&](db::Transaction& tx) {
            store::set_second_factor(tx, person, "sealed", 1);
            store::insert_recovery_code(tx, person, "hash");
        });
    }

    Person now_of(PersonId id)
    {
        return *app_.read([&](db::Reader& reader) { return find_person(reader, id); });
    }

    std::string last_change_of(PersonId id)
    {
        return app_
            .read([&](db::Reader& reader) { return changes::of_entity(reader, "person", id.uuid(), {}); })
            .items.front()
            .action;
    }

    static std::string at(Person const& person, std::string const& what)
    {
        return "/en/desk/chamber/staff/" + person.id.text() + what;
    }

    /// Mails since the last call. Time goes on: they are told apart by it.
    std::vector<std::string> told()
    {
        app_.pass(Duration::seconds(1));
        std::vector<std::string> result;
        for (auto const& mail : app_.take_mails())
            result.push_back(mail.to + ": " + mail.purpose);
        return result;
    }

    /// The link in the one mail to that address; who else has got one.
    std::pair<std::string, std::vector<std::string>> link_to(std::string const& address)
    {
        app_.pass(Duration::seconds(1));
        std::pair<std::string, std::vector<std::string>> result;
        for (auto const& mail : app_.take_mails())
            if (mail.to == address)
                result.first = mail.link();
            else
                result.second.push_back(mail.to);
        return result;
    }

    support::TestApp app_ { GetParam() };
    Operator chamber_;
    Person chief_, clerk_;
};

PASSERELLE_ON_BOTH_ENGINES(StandingTest);

TEST_P(StandingTest, an_administrator_resets_a_lost_second_factor)
{
    give_second_factor(clerk_.id);
    auto theirs = app_.signed_in(clerk_.id);
    auto browser = app_.signed_in(chief_.id);
    EXPECT_THAT(text_of(browser.get("/en/desk/chamber/staff")), HasSubstr("Reset the second factor"));
    EXPECT_EQ(browser.post(at(clerk_, "/second-factor/removal")).status, 303);
    EXPECT_FALSE(now_of(clerk_.id).has_second_factor);
    EXPECT_EQ(
        app_.read([&](db::Reader& reader) { return store::count_recovery_codes(reader, clerk_.id); }), 0);
    EXPECT_EQ(theirs.get("/en/account").status, 303) << "all sessions are over";
    EXPECT_THAT(told(), UnorderedElementsAre("clerk@example.ch: accounts.safety"));
    EXPECT_EQ(last_change_of(clerk_.id), "second_factor.reset");
    EXPECT_THAT(
        text_of(browser.get("/en/desk/chamber/staff?done=factor_reset")), Not(HasSubstr("Reset the second")));
}

TEST_P(StandingTest, an_administrator_looks_after_nobody_who_holds_a_role_elsewhere)
{
    auto const other = app_.an_operator("other", "Other");
    auto const twice = app_.staff(other.id, OperatorRole::Viewer, "twice@example.ch");
    auto const member = app_.member(
        OrganisationId::fresh(app_.now, app_.random()), OrganisationRole::Delegate, "member@example.ch");
    for (auto const& person : { twice, member })
        app_.write([&](db::Transaction& tx) {
            give_role(
                tx, person.id, chamber_.id, OperatorRole::Viewer, {}, app_.today(), app_.now, app_.random());
        });
    auto const stranger = app_.staff(other.id, OperatorRole::Viewer, "stranger@example.ch");
    auto browser = app_.signed_in(chief_.id);
    for (auto const& person : { twice, member, stranger, chief_ }) {
        give_second_factor(person.id);
        browser = app_.signed_in(chief_.id);
        EXPECT_EQ(browser.post(at(person, "/second-factor/removal")).status, 404) << person.email;
        EXPECT_EQ(browser.post(at(person, "/standing"), { { "standing", "disabled" } }).status, 404);
        EXPECT_EQ(browser.post(at(person, "/address"), { { "email", "mine@example.ch" } }).status, 404);
        EXPECT_TRUE(now_of(person.id).has_second_factor);
    }
    EXPECT_THAT(text_of(browser.get("/en/desk/chamber/staff")), HasSubstr("also holds roles elsewhere"));

    // Whoever administers both operators may.
    app_.write([&](db::Transaction& tx) {
        give_role(
            tx, chief_.id, other.id, OperatorRole::Administrator, {}, app_.today(), app_.now, app_.random());
    });
    browser = app_.signed_in(chief_.id);
    EXPECT_EQ(browser.post(at(twice, "/second-factor/removal")).status, 303);
    EXPECT_EQ(browser.post(at(member, "/second-factor/removal")).status, 404);
    app_.take_mails();
}

TEST_P(StandingTest, a_disabled_account_opens_no_door_and_keeps_its_roles)
{
    auto theirs = app_.signed_in(clerk_.id);
    auto browser = app_.signed_in(chief_.id);
    auto const link = app_.write(
        [&](db::Transaction& tx) { return sign_in_token(tx, clerk_.id, app_.now, app_.random()); });
    EXPECT_EQ(browser.post(at(clerk_, "/standing"), { { "standing", "disabled" } }).status, 303);
    EXPECT_THAT(told(), UnorderedElementsAre("clerk@example.ch: accounts.safety"));
    EXPECT_EQ(theirs.get("/en/account").status, 303);
    auto anyone = app_.anonymous();
    EXPECT_EQ(anyone.post("/en/sign-in/" + link.text()).status, 410);
    EXPECT_EQ(anyone.post("/en/sign-in/link", { { "email", "clerk@example.ch" } }).status, 303);
    EXPECT_THAT(told(), IsEmpty()) << "no link for who may not come in";
    EXPECT_THAT(text_of(browser.get("/en/desk/chamber/staff")), HasSubstr("disabled"));

    EXPECT_EQ(browser.post(at(clerk_, "/standing"), { { "standing", "active" } }).status, 303);
    EXPECT_THAT(told(), UnorderedElementsAre("clerk@example.ch: accounts.safety"));
    EXPECT_EQ(app_.signed_in(clerk_.id).get("/en/account").status, 200);
    EXPECT_EQ(browser.post(at(clerk_, "/standing"), { { "standing", "erased" } }).status, 400);
}

TEST_P(StandingTest, a_disabled_administrator_is_no_administrator_left)
{
    auto const second = app_.staff(chamber_.id, OperatorRole::Administrator, "second@example.ch");
    app_.write([&](db::Transaction& tx) {
        disable_person(tx, second.id, { .now = app_.now }, app_.random());
        EXPECT_TRUE(is_last_administrator(tx, chamber_.id, chief_.id, app_.today()));
    });
    app_.take_mails();
}

TEST_P(StandingTest, another_mail_address_counts_once_it_is_confirmed_there)
{
    auto theirs = app_.signed_in(clerk_.id);
    auto elsewhere = app_.signed_in(clerk_.id);
    EXPECT_EQ(theirs.post("/en/account/address", { { "email", "Neu@example.ch" } }).status, 303);
    auto const [link, others] = link_to("Neu@example.ch");
    EXPECT_THAT(others, UnorderedElementsAre("clerk@example.ch")) << "the present address is told";
    EXPECT_EQ(now_of(clerk_.id).email, "clerk@example.ch") << "nothing counts yet";

    EXPECT_EQ(theirs.get(link).status, 200);
    EXPECT_EQ(now_of(clerk_.id).email, "clerk@example.ch") << "a mail scanner changes nothing";
    EXPECT_EQ(theirs.post(link).status, 200);
    EXPECT_EQ(now_of(clerk_.id).email, "Neu@example.ch");
    EXPECT_THAT(
        told(), UnorderedElementsAre("clerk@example.ch: accounts.safety", "Neu@example.ch: accounts.safety"));
    EXPECT_EQ(theirs.get("/en/account").status, 200) << "who confirmed stays in";
    EXPECT_EQ(elsewhere.get("/en/account").status, 303);
    EXPECT_EQ(theirs.post(link).status, 410) << "once";
    EXPECT_EQ(last_change_of(clerk_.id), "person.address_changed");
}

TEST_P(StandingTest, an_address_that_is_taken_or_asked_for_too_late_is_not_given)
{
    auto theirs = app_.signed_in(clerk_.id);
    EXPECT_EQ(theirs.post("/en/account/address", { { "email", "nothing" } }).status, 422);
    EXPECT_EQ(theirs.post("/en/account/address", { { "email", "CLERK@example.ch" } }).status, 422);
    EXPECT_EQ(theirs.post("/en/account/address", { { "email", "chief@example.ch" } }).status, 303)
        << "nobody learns who has an account";
    EXPECT_THAT(told(), IsEmpty());

    theirs.post("/en/account/address", { { "email", "later@example.ch" } });
    auto const first = link_to("later@example.ch").first;
    theirs.post("/en/account/address", { { "email", "new@example.ch" } });
    auto const second = link_to("new@example.ch").first;
    EXPECT_EQ(theirs.post(first).status, 410) << "the later one takes its place";
    app_.person("new@example.ch");
    EXPECT_EQ(theirs.post(second).status, 409);
    app_.pass(address_change_lifetime);
    EXPECT_EQ(app_.anonymous().post(second).status, 410);
    EXPECT_EQ(now_of(clerk_.id).email, "clerk@example.ch");
    app_.take_mails();
}

TEST_P(StandingTest, five_changes_of_address_an_hour_are_asked_for)
{
    auto theirs = app_.signed_in(clerk_.id);
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(
            theirs.post("/en/account/address", { { "email", std::to_string(i) + "@example.ch" } }).status,
            303);
    EXPECT_EQ(theirs.post("/en/account/address", { { "email", "six@example.ch" } }).status, 429);
    EXPECT_EQ(app_.take_mails().size(), 10u);
}

TEST_P(StandingTest, an_administrator_gives_another_address)
{
    auto browser = app_.signed_in(chief_.id);
    auto const ask = [&](std::string const& email) {
        return std::string(
            browser.post(at(clerk_, "/address"), { { "email", email } }).header("Location").value_or(""));
    };
    EXPECT_EQ(ask("nothing"), "/en/desk/chamber/staff?done=bad_address");
    EXPECT_EQ(ask("chief@example.ch"), "/en/desk/chamber/staff?done=taken_address");
    EXPECT_EQ(ask("clerk@example.ch"), "/en/desk/chamber/staff?done=same_address");
    EXPECT_EQ(ask("office@example.ch"), "/en/desk/chamber/staff?done=address_asked");
    auto const [link, others] = link_to("office@example.ch");
    EXPECT_THAT(others, UnorderedElementsAre("clerk@example.ch"));
    EXPECT_EQ(app_.anonymous().post(link).status, 200);
    EXPECT_EQ(now_of(clerk_.id).email, "office@example.ch");
    app_.take_mails();
}

TEST_P(StandingTest, a_person_erases_the_own_account)
{
    auto theirs = app_.signed_in(clerk_.id);
    auto const page = text_of(theirs.get("/en/account/erasure"));
    EXPECT_THAT(page, HasSubstr("What stays"));
    EXPECT_EQ(theirs.post("/en/account/erasure", { { "email", "chief@example.ch" } }).status, 422);
    EXPECT_EQ(now_of(clerk_.id).state, PersonState::Active);
    auto const gone = theirs.post("/en/account/erasure", { { "email", " Clerk@Example.ch" } });
    EXPECT_EQ(gone.header("Location"), "/en/sign-in?done=erased");
    EXPECT_THAT(
        text_of(app_.anonymous().get("/en/sign-in?done=erased")), HasSubstr("Your account is deleted"));
    EXPECT_THAT(told(), UnorderedElementsAre("clerk@example.ch: accounts.safety"));

    auto const left = now_of(clerk_.id);
    EXPECT_EQ(left.state, PersonState::Erased);
    EXPECT_EQ(left.name + left.email + left.phone, "");
    EXPECT_TRUE(app_.read([&](db::Reader& reader) { return actor_of(reader, clerk_.id, app_.today()); })
                    .operators.empty());
    EXPECT_EQ(theirs.get("/en/account").status, 303);
    EXPECT_FALSE(app_.read([&](db::Reader& reader) { return changes::verify_chain(reader); }).broken_at);
    EXPECT_EQ(last_change_of(clerk_.id), "person.erased");
    // The address is free again.
    EXPECT_NE(app_.person("clerk@example.ch").id, clerk_.id);
}

TEST_P(StandingTest, the_last_administrator_cannot_be_erased)
{
    auto browser = app_.signed_in(chief_.id);
    auto const refused = browser.post("/en/account/erasure", { { "email", "chief@example.ch" } });
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(text_of(refused), HasSubstr("Name another one first"));
    EXPECT_EQ(browser.get("/en/account").status, 200);
}

} // namespace
} // namespace passerelle::accounts
