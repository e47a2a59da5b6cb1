#include "modules/accounts/person.hpp"

#include "modules/accounts/person_store.hpp"
#include "modules/accounts/roles.hpp"
#include "platform/changes/changes.hpp"

namespace passerelle::accounts {
namespace {

std::optional<Uuid> uuid_of(std::optional<PersonId> const& id)
{
    return id ? std::optional(id->uuid()) : std::nullopt;
}

void record_role(db::Transaction& tx, std::string action, PersonId person, std::optional<PersonId> by,
    Instant now, std::optional<Uuid> operator_id, changes::Fields fields)
{
    changes::record(tx,
        { .at = now,
            .actor = uuid_of(by),
            .operator_id = operator_id,
            .action = std::move(action),
            .entity_kind = "person",
            .entity = person.uuid(),
            .before = {},
            .after = std::move(fields) });
}

} // namespace

Person ensure_person(db::Transaction& tx, std::string_view email, std::string_view name, Lang lang,
    Instant now, Random& random)
{
    if (auto const known = store::find_person(tx, email))
        return *known;
    Person person;
    person.id = PersonId::fresh(now, random);
    person.name = name.empty() ? email : name;
    person.email = email;
    person.lang = lang;
    person.created_at = now;
    if (!store::insert(tx, person))
        return store::find_person(tx, email).value(); // somebody else was quicker
    record_role(tx, "person.added", person.id, {}, now, {}, changes::Fields().add("lang", lang));
    return person;
}

std::optional<Person> find_person(db::Reader& reader, PersonId id) { return store::find_person(reader, id); }

std::optional<Person> find_person(db::Reader& reader, std::string_view email)
{
    return store::find_person(reader, email);
}

void give_role(db::Transaction& tx, PersonId person, OperatorId at, OperatorRole role,
    std::optional<PersonId> by, LocalDate today, Instant now, Random& random)
{
    if (store::role_at(tx, person, at, today) == role)
        return;
    store::close_roles(tx, person, at, today);
    store::insert_role(tx, Uuid::fresh(now, random), { person, at, role, today, {} });
    record_role(tx, "role.given", person, by, now, at.uuid(),
        changes::Fields().add("operator", at).add("role", code_of(role)));
}

void give_role(db::Transaction& tx, PersonId person, OrganisationId at, OrganisationRole role,
    std::string_view title, std::optional<PersonId> by, LocalDate today, Instant now, Random& random)
{
    if (store::role_at(tx, person, at, today) == role)
        return;
    store::close_roles(tx, person, at, today);
    store::insert_role(tx, Uuid::fresh(now, random), { person, at, role, std::string(title), today, {} });
    record_role(tx, "role.given", person, by, now, {},
        changes::Fields().add("organisation", at).add("role", code_of(role)));
}

void end_role(db::Transaction& tx, PersonId person, OperatorId at, std::optional<PersonId> by,
    LocalDate today, Instant now)
{
    if (!store::role_at(tx, person, at, today))
        return;
    store::close_roles(tx, person, at, today);
    record_role(tx, "role.ended", person, by, now, at.uuid(), changes::Fields().add("operator", at));
}

void end_role(db::Transaction& tx, PersonId person, OrganisationId at, std::optional<PersonId> by,
    LocalDate today, Instant now)
{
    if (!store::role_at(tx, person, at, today))
        return;
    store::close_roles(tx, person, at, today);
    record_role(tx, "role.ended", person, by, now, {}, changes::Fields().add("organisation", at));
}

std::vector<Holder> holders(db::Reader& reader, OperatorId at, LocalDate today)
{
    return store::holders(reader, at, today);
}

std::vector<Holder> holders(db::Reader& reader, OrganisationId at, LocalDate today)
{
    return store::holders(reader, at, today);
}

} // namespace passerelle::accounts
