#include "modules/directory/finding/sight.hpp"

#include "modules/directory/finding/projection.hpp"

namespace passerelle::directory {
namespace {

using accounts::Action;
using accounts::Thing;

Sight sight_of(accounts::Actor const& actor, Thing const& thing)
{
    return { accounts::can(actor, Action::ReadMemberFields, thing),
        accounts::can(actor, Action::ReadOperatorFields, thing) };
}

void empty(Organisation& organisation, Field field)
{
    switch (field) {
    case Field::Summary:
        organisation.summary = {};
        return;
    case Field::Description:
        organisation.description = {};
        return;
    case Field::Offers:
        organisation.offers = {};
        return;
    case Field::Needs:
        organisation.needs = {};
        return;
    case Field::Website:
        organisation.website.clear();
        return;
    case Field::Email:
        organisation.email.clear();
        return;
    case Field::Phone:
        organisation.phone.clear();
        return;
    case Field::Employees:
        organisation.employees.reset();
        return;
    case Field::Languages:
        organisation.langs.clear();
        return;
    case Field::Sites:
        organisation.sites.clear();
        return;
    case Field::Concepts:
        organisation.concepts.clear();
        return;
    }
}

constexpr Field all_fields[] { Field::Summary, Field::Description, Field::Offers, Field::Needs,
    Field::Website, Field::Email, Field::Phone, Field::Employees, Field::Languages, Field::Sites,
    Field::Concepts };

} // namespace

Sight sight_of(accounts::Actor const& actor) { return sight_of(actor, Thing::network()); }

Sight sight_of(accounts::Actor const& actor, OrganisationId id) { return sight_of(actor, Thing::of(id, {})); }

bool sees(Sight sight, Audience audience)
{
    switch (audience) {
    case Audience::Public:
        return true;
    case Audience::Members:
        return sight.members || sight.operators;
    case Audience::Operators:
        return sight.operators;
    }
    return false;
}

std::vector<search::Audience> audiences_of(Sight sight)
{
    std::vector<search::Audience> audiences;
    if (sees(sight, Audience::Members))
        audiences.emplace_back(members_audience);
    if (sees(sight, Audience::Operators))
        audiences.emplace_back(operators_audience);
    return audiences;
}

Organisation as_seen(Organisation organisation, Sight sight)
{
    for (auto const field : all_fields)
        if (!sees(sight, audience_of(organisation.visibility, field)))
            empty(organisation, field);
    std::erase_if(organisation.concepts,
        [](ClaimedConcept const& claimed) { return claimed.standing != Standing::Confirmed; });
    return organisation;
}

} // namespace passerelle::directory
