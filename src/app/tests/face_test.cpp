#include "app/clock.hpp"
#include "app/tests/network.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/accounts/operator_settings.hpp"
#include "modules/accounts/person.hpp"

#include <gmock/gmock.h>

/// What the program as a whole shows to whom: the frame, the account, the way after signing in.
namespace passerelle::app::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Face : public ::testing::Test {
protected:
    std::string page(std::string const& kind, std::string_view target)
    {
        auto const response = network_.get(kind, target);
        EXPECT_EQ(response.status, 200) << target << " for " << kind;
        return std::string(response.body.text());
    }

    /// The home operator with a colour and a logo.
    accounts::Operator dressed()
    {
        auto& house = network_.house();
        auto const by = house.database().read(
            [](db::Reader& reader) { return accounts::find_person(reader, "administrator@reseau.example"); });
        return house.database().write([&](db::Transaction& tx) {
            auto at = *accounts::find_operator(tx, network_.home().id);
            at.accent = "#8a3b12";
            at = *accounts::change_operator(tx, at, {}, { by->id, now() });
            accounts::change_logo(tx, at, "picture", { by->id, now() });
            return *accounts::find_operator(tx, at.id);
        });
    }

    std::string landing(std::string_view email)
    {
        auto& house = network_.house();
        auto const token = house.database().write([&](db::Transaction& tx) {
            return accounts::sign_in_token(tx, accounts::find_person(tx, email)->id, now(), house.random());
        });
        return std::string(
            network_.open_link("/fr/connexion/" + token.text()).header("Location").value_or(""));
    }

    std::string entry() { return "/fr/organisations/" + network_.organisation().slug; }
    std::string desk() { return "/fr/bureau/" + network_.home().slug; }

    Network network_;
};

TEST_F(Face, an_operator_s_pages_bear_its_name_logo_and_colour)
{
    auto const at = dressed();
    auto const is_dressed = AllOf(HasSubstr("src=\"" + accounts::logo_address(at) + "\""),
        HasSubstr("<link rel=\"stylesheet\" href=\"" + accounts::accent_address(at) + "\">"),
        HasSubstr("<span class=\"brand-operator\">"));
    EXPECT_THAT(page("anonymous", "/fr/organismes/" + at.slug), is_dressed);
    for (auto const* room : { "", "/organisations", "/reglages", "/equipe", "/courriels" })
        EXPECT_THAT(page("administrator", desk() + room), is_dressed) << room;
    EXPECT_THAT(page("anonymous", "/fr"), Not(HasSubstr(accounts::accent_address(at))));
    EXPECT_THAT(page("anonymous", entry()), Not(HasSubstr(accounts::accent_address(at))));
    EXPECT_EQ(network_.get("anonymous", accounts::accent_address(at)).status, 200);
}

TEST_F(Face, the_search_box_of_every_page_suggests)
{
    auto const suggests = HasSubstr("data-suggest=\"/api/v1/suggest\" data-suggest-lang=\"fr\"");
    EXPECT_THAT(page("anonymous", entry()), suggests);
    EXPECT_THAT(page("manager", desk()), suggests);
    EXPECT_EQ(network_.get("anonymous", "/api/v1/suggest?q=pol&lang=fr").status, 200);
}

TEST_F(Face, the_desk_leads_administrators_to_settings_staff_and_mails)
{
    for (auto const* room : { "/reglages", "/equipe", "/courriels" }) {
        auto const link = HasSubstr("href=\"" + desk() + room + "\"");
        EXPECT_THAT(page("administrator", desk()), link);
        EXPECT_THAT(page("manager", desk()), Not(link));
        EXPECT_EQ(network_.get("manager", desk() + room).status, 404);
    }
}

TEST_F(Face, the_account_leads_to_one_s_organisations)
{
    EXPECT_THAT(page("owner", "/fr/compte"),
        AllOf(HasSubstr("href=\"" + entry() + "\""), HasSubstr("href=\"" + entry() + "/modifier\""),
            HasSubstr("action=\"" + entry() + "/confirmer\"")));
    EXPECT_THAT(page("member", "/fr/compte"), Not(HasSubstr("href=\"" + entry() + "\"")));
    EXPECT_THAT(page("manager", "/fr/compte"), HasSubstr("href=\"" + desk() + "\""));
}

TEST_F(Face, signing_in_leads_to_where_one_is_needed)
{
    EXPECT_EQ(landing(network_.organisation().email), entry()) << "one organisation: its entry";
    EXPECT_EQ(landing("manager@reseau.example"), "/fr/bureau") << "staff: the desk";
    auto& house = network_.house();
    house.database().write([&](db::Transaction& tx) {
        accounts::ensure_person(tx, "new@example.ch", "New", Lang::fr, now(), house.random());
    });
    EXPECT_EQ(landing("new@example.ch"), "/fr/compte") << "nobody's: the account";
}

TEST_F(Face, an_entry_says_what_was_done_to_it)
{
    auto const confirmed = network_.post("owner", entry() + "/confirmer");
    EXPECT_EQ(confirmed.header("Location"), entry() + "?done=confirmed");
    EXPECT_THAT(page("owner", entry() + "?done=confirmed"), HasSubstr("notice--good"));
    EXPECT_THAT(page("owner", entry() + "?done=saved"), HasSubstr("notice--good"));
    EXPECT_THAT(page("owner", entry() + "?done=nothing"), Not(HasSubstr("notice--good")));
    EXPECT_THAT(page("anonymous", entry() + "?done=saved"), Not(HasSubstr("notice--good")));
}

} // namespace
} // namespace passerelle::app::tests
