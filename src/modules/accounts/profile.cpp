#include "modules/accounts/profile.hpp"

#include "base/text.hpp"
#include "modules/accounts/own_change.hpp"
#include "modules/accounts/person_store.hpp"
#include "platform/i18n/contact.hpp"

namespace passerelle::accounts {
namespace {

changes::Fields fields_of(Person const& person)
{
    return changes::Fields().add("name", person.name).add("lang", person.lang).add("phone", person.phone);
}

} // namespace

Outcome<Person, ProfileRefused> change_profile(
    db::Transaction& tx, PersonId id, Profile const& profile, int version_before, Instant now)
{
    auto const name = trim(profile.name);
    if (name.empty())
        return ProfileRefused::NameMissing;
    auto const written = trim(profile.phone);
    auto const phone = written.empty() ? std::optional(std::string()) : i18n::normalise_phone(written);
    if (!phone)
        return ProfileRefused::BadPhone;
    auto const before = store::find_person(tx, id).value();
    auto person = before;
    person.name = name;
    person.lang = profile.lang;
    person.phone = *phone;
    person.version = version_before + 1;
    if (!store::update(tx, person, version_before))
        return ProfileRefused::Changed;
    record_own(tx, "person.edited", id, now, fields_of(person), fields_of(before));
    return person;
}

OwnRecord own_data(db::Reader& reader, PersonId id)
{
    return { store::find_person(reader, id).value(), store::operator_roles_of(reader, id),
        store::organisation_roles_of(reader, id) };
}

} // namespace passerelle::accounts
