#include "modules/accounts/policy.hpp"
#include "modules/accounts/request.hpp"
#include "platform/crypto/random.hpp"

#include <gtest/gtest.h>

#include <array>

namespace passerelle::accounts {
namespace {

struct Cast {
    crypto::SeededRandom random { 1 };
    OperatorId chamber = OperatorId::fresh({ 1 }, random);
    OperatorId other_chamber = OperatorId::fresh({ 1 }, random);
    OrganisationId firm = OrganisationId::fresh({ 1 }, random);
    OrganisationId other_firm = OrganisationId::fresh({ 1 }, random);

    Actor nobody() const { return {}; }
    Actor without_role()
    {
        Actor actor;
        actor.person = PersonId::fresh({ 1 }, random);
        return actor;
    }
    Actor at(OperatorId id, OperatorRole role)
    {
        auto actor = without_role();
        actor.operators = { { id, role } };
        return actor;
    }
    Actor at(OrganisationId id, OrganisationRole role)
    {
        auto actor = without_role();
        actor.organisations = { { id, role } };
        return actor;
    }
};

// The kinds of actor, from left to right.
constexpr std::string_view actors
    = "nobody, no role, delegate, editor, owner, owner of another, viewer, manager, "
      "administrator, administrator of another operator";

struct Row {
    Action action;
    enum class On { Firm, FirmOfNobody, Chamber, Network } on;
    std::string_view expected; ///< one character an actor: `x` may
};

// docs/rules/rights.md, as a table.
constexpr std::array rows {
    Row { Action::ReadMemberFields, Row::On::Firm, /*     */ "..xxxxxxxx" },
    Row { Action::ReadOperatorFields, Row::On::Firm, /*   */ "...xx.xxxx" },
    Row { Action::EditOrganisation, Row::On::Firm, /*     */ "...xx..xx." },
    Row { Action::EditOrganisation, Row::On::FirmOfNobody, "...xx..xxx" },
    Row { Action::ConfirmOrganisation, Row::On::Firm, /*  */ "...xx..xx." },
    Row { Action::AssignRoles, Row::On::Firm, /*          */ "....x..xx." },
    Row { Action::AssignRoles, Row::On::FirmOfNobody, /*  */ "....x..xxx" },
    Row { Action::DecideOnOrganisation, Row::On::Firm, /* */ ".......xx." },
    Row { Action::DecideOnOrganisation, Row::On::FirmOfNobody, ".......xxx" },
    Row { Action::ReadOwnRecords, Row::On::Chamber, /*    */ "......xxx." },
    Row { Action::WriteOwnRecords, Row::On::Chamber, /*   */ ".......xx." },
    Row { Action::ImportInto, Row::On::Chamber, /*        */ ".......xx." },
    Row { Action::EditThesaurus, Row::On::Network, /*     */ ".......xxx" },
    Row { Action::AdministerOperator, Row::On::Chamber, /**/ "........x." },
    // What belongs to an operator needs an operator named: an organisation alone gives no right to it.
    Row { Action::ReadOwnRecords, Row::On::Firm, /*       */ ".........." },
    Row { Action::AdministerOperator, Row::On::Network, /**/ ".........." },
};

std::string may(Action action, Thing const& thing, Cast& cast)
{
    std::array const all {
        cast.nobody(),
        cast.without_role(),
        cast.at(cast.firm, OrganisationRole::Delegate),
        cast.at(cast.firm, OrganisationRole::Editor),
        cast.at(cast.firm, OrganisationRole::Owner),
        cast.at(cast.other_firm, OrganisationRole::Owner),
        cast.at(cast.chamber, OperatorRole::Viewer),
        cast.at(cast.chamber, OperatorRole::Manager),
        cast.at(cast.chamber, OperatorRole::Administrator),
        cast.at(cast.other_chamber, OperatorRole::Administrator),
    };
    std::string result;
    for (auto const& actor : all)
        result += can(actor, action, thing) ? 'x' : '.';
    return result;
}

TEST(Policy, answers_every_action_for_every_kind_of_actor)
{
    Cast cast;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto const& row = rows[i];
        auto const thing = row.on == Row::On::Firm ? Thing::of(cast.firm, { cast.chamber })
            : row.on == Row::On::FirmOfNobody      ? Thing::of(cast.firm, {})
            : row.on == Row::On::Chamber           ? Thing::of(cast.chamber)
                                                   : Thing::network();
        EXPECT_EQ(may(row.action, thing, cast), row.expected) << "row " << i << ": " << actors;
    }
}

TEST(Policy, has_a_row_for_every_action)
{
    for (auto action = Action::ReadMemberFields; action <= Action::AdministerOperator;
         action = static_cast<Action>(static_cast<int>(action) + 1))
        EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](Row const& row) {
            return row.action == action;
        })) << static_cast<int>(action);
}

TEST(Policy, lets_any_responsible_operator_decide)
{
    Cast cast;
    auto const shared = Thing::of(cast.firm, { cast.chamber, cast.other_chamber });
    EXPECT_TRUE(can(cast.at(cast.other_chamber, OperatorRole::Manager), Action::EditOrganisation, shared));
}

TEST(Policy, lets_an_account_be_looked_after_by_who_administers_all_that_it_can_do)
{
    Cast cast;
    auto const chief = cast.at(cast.chamber, OperatorRole::Administrator);
    auto person = cast.at(cast.chamber, OperatorRole::Manager);
    person.person = PersonId::fresh(Instant { 1 }, cast.random);
    EXPECT_TRUE(can_look_after(chief, person));
    EXPECT_FALSE(can_look_after(cast.at(cast.chamber, OperatorRole::Manager), person));
    EXPECT_FALSE(can_look_after(cast.at(cast.other_chamber, OperatorRole::Administrator), person));
    EXPECT_FALSE(can_look_after(cast.nobody(), person));
    EXPECT_FALSE(can_look_after(chief, chief)) << "one's own account has its own page";

    auto elsewhere = person;
    elsewhere.operators.push_back({ cast.other_chamber, OperatorRole::Viewer });
    EXPECT_FALSE(can_look_after(chief, elsewhere));
    auto member = person;
    member.organisations.push_back({ cast.firm, OrganisationRole::Delegate });
    EXPECT_FALSE(can_look_after(chief, member));
    auto without_role = person;
    without_role.operators.clear();
    EXPECT_FALSE(can_look_after(chief, without_role));
}

TEST(Rights, of_routes_rise_from_anyone_to_administrators)
{
    Cast cast;
    std::array const all { cast.nobody(), cast.without_role(), cast.at(cast.firm, OrganisationRole::Delegate),
        cast.at(cast.chamber, OperatorRole::Viewer), cast.at(cast.chamber, OperatorRole::Manager),
        cast.at(cast.chamber, OperatorRole::Administrator) };
    auto const admitted = [&](Right right) {
        std::string result;
        for (auto const& actor : all)
            result += admits(right, actor) ? 'x' : '.';
        return result;
    };
    EXPECT_EQ(admitted(Right::Anyone), "xxxxxx");
    EXPECT_EQ(admitted(Right::SignedIn), ".xxxxx");
    EXPECT_EQ(admitted(Right::OfOrganisation), "..xxxx");
    EXPECT_EQ(admitted(Right::Viewer), "...xxx");
    EXPECT_EQ(admitted(Right::Manager), "....xx");
    EXPECT_EQ(admitted(Right::Administrator), ".....x");
}

} // namespace
} // namespace passerelle::accounts
