#include "modules/directory/organisations/people.hpp"

#include "modules/accounts/roles.hpp"

#include <algorithm>

namespace passerelle::directory {
namespace {

constexpr auto owner = accounts::OrganisationRole::Owner;

/// Nobody else could say who acts for the organisation.
bool is_last_owner(std::vector<accounts::Holder> const& holders, PersonId person)
{
    auto const is_owner
        = [](accounts::Holder const& holder) { return holder.role == accounts::code_of(owner); };
    return std::count_if(holders.begin(), holders.end(), is_owner) == 1
        && std::any_of(holders.begin(), holders.end(),
            [&](accounts::Holder const& holder) { return holder.person == person && is_owner(holder); });
}

void write_to(db::Transaction& tx, Organisation const& entry, accounts::Person const& person,
    accounts::OrganisationRole role, RoleGiver const& giver, Addresses const& addresses, Random& random)
{
    auto const& words = i18n::words(person.lang);
    auto const next = addresses.path(person.lang, "/{lang}/@organisations/{organisation}", { entry.slug });
    send(tx, { person.name, person.email, person.lang, person.id },
        { .purpose = "directory.invitation",
            .subject
            = i18n::fill(words.tr("You may act for {organisation}"), { { "organisation", entry.name } }),
            .paragraphs = { i18n::fill(words.tr("{person} has given you a role at {organisation}: {role}."),
                                { { "person", giver.name }, { "organisation", entry.name },
                                    { "role", accounts::words_of(role, words) } }),
                std::string(words.tr(
                    "With this link you sign in. It works once, for 7 days; afterwards ask for another one "
                    "on the sign-in page:")),
                addresses.sign_in_link(tx, person, next, giver.now, random) },
            .confidential = true },
        giver.now, random);
}

} // namespace

Outcome<Done, RoleRefused> invite(db::Transaction& tx, Organisation const& entry,
    Invitation const& invitation, RoleGiver const& giver, Addresses const& addresses, Random& random)
{
    auto const person
        = accounts::ensure_person(tx, invitation.email, invitation.name, invitation.lang, giver.now, random);
    auto const holders = accounts::holders(tx, entry.id, giver.today);
    if (!giver.is_staff && invitation.role != owner && is_last_owner(holders, person.id))
        return RoleRefused::LastOwner;
    if (holders.size() >= people_max)
        return RoleRefused::TooMany;
    accounts::give_role(tx, person.id, entry.id, invitation.role, invitation.title, giver.person, giver.today,
        giver.now, random);
    if (person.id != giver.person)
        write_to(tx, entry, person, invitation.role, giver, addresses, random);
    return Done {};
}

Outcome<Done, RoleRefused> end_role(
    db::Transaction& tx, OrganisationId entry, PersonId person, RoleGiver const& giver)
{
    if (!giver.is_staff && is_last_owner(accounts::holders(tx, entry, giver.today), person))
        return RoleRefused::LastOwner;
    accounts::end_role(tx, person, entry, giver.person, giver.today, giver.now);
    return Done {};
}

} // namespace passerelle::directory
