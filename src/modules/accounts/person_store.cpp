#include "modules/accounts/person_store.hpp"

#include "base/ensure.hpp"
#include "modules/accounts/roles.hpp"
#include "platform/i18n/fold.hpp"

namespace passerelle::accounts::store {
namespace {

PersonState parse_person_state(std::string_view code)
{
    if (code == "active")
        return PersonState::Active;
    if (code == "disabled")
        return PersonState::Disabled;
    ensure(code == "erased");
    return PersonState::Erased;
}

std::string_view code_of(PersonState state)
{
    switch (state) {
    case PersonState::Active:
        return "active";
    case PersonState::Disabled:
        return "disabled";
    case PersonState::Erased:
        return "erased";
    }
    ensure(false);
}

Person read_person(db::Row const& row)
{
    Person person;
    person.id = row.id<Person>(0);
    person.name = row.text(1);
    person.email = row.optional_text(2).value_or("");
    person.phone = row.text(3);
    person.lang = row.lang(4);
    person.has_password = row.flag(5);
    person.has_second_factor = row.flag(6);
    person.state = parse_person_state(row.view(7));
    person.created_at = row.instant(8);
    person.version = static_cast<int>(row.integer(9));
    return person;
}

Holder read_holder(db::Row const& row)
{
    return { row.id<Person>(0), row.text(1), row.optional_text(2).value_or(""), row.lang(3), row.text(4),
        row.text(5), row.date(6), parse_person_state(row.view(7)), row.flag(8) };
}

} // namespace

static db::Statement const find_person_by_id { "accounts.find_person_by_id", R"sql(
    select id, name, email, phone, lang, case when password_hash is null then 0 else 1 end,
           case when totp_secret is null then 0 else 1 end, state, created_at, version
    from persons where id = $1
)sql" };

std::optional<Person> find_person(db::Reader& reader, PersonId id)
{
    return reader.one(find_person_by_id, read_person, id);
}

static db::Statement const find_person_by_email { "accounts.find_person_by_email", R"sql(
    select id, name, email, phone, lang, case when password_hash is null then 0 else 1 end,
           case when totp_secret is null then 0 else 1 end, state, created_at, version
    from persons where email_key = $1
)sql" };

std::optional<Person> find_person(db::Reader& reader, std::string_view email)
{
    return reader.one(find_person_by_email, read_person, i18n::lower(email));
}

static db::Statement const insert_person { "accounts.insert_person", R"sql(
    insert into persons (id, name, email, email_key, phone, lang, state, created_at, version)
    values ($1, $2, $3, $4, $5, $6, 'active', $7, 1)
    on conflict (email_key) do nothing
)sql" };

bool insert(db::Transaction& tx, Person const& person)
{
    return tx.run(insert_person, person.id, person.name, person.email, i18n::lower(person.email),
               person.phone, person.lang, person.created_at)
        == 1;
}

static db::Statement const update_person { "accounts.update_person", R"sql(
    update persons set name = $3, lang = $4, phone = $5, version = $6 where id = $1 and version = $2
)sql" };

bool update(db::Transaction& tx, Person const& person, int version_before)
{
    return tx.run(update_person, person.id, version_before, person.name, person.lang, person.phone,
               person.version)
        == 1;
}

static db::Statement const change_state_sql { "accounts.change_state", R"sql(
    update persons set state = $3, version = version + 1 where id = $1 and state = $2
)sql" };

bool change_state(db::Transaction& tx, PersonId person, PersonState from, PersonState to)
{
    return tx.run(change_state_sql, person, code_of(from), code_of(to)) == 1;
}

static db::Statement const erase_person_sql { "accounts.erase_person", R"sql(
    update persons set name = '', email = null, email_key = null, phone = '', password_hash = null,
        password_needs_factor = 0, totp_secret = null, totp_step = 0, state = 'erased', version = version + 1
    where id = $1
)sql" };
static db::Statement const erase_titles_sql { "accounts.erase_titles", R"sql(
    update organisation_roles set title = '' where person_id = $1
)sql" };

void erase(db::Transaction& tx, PersonId person)
{
    tx.run(erase_person_sql, person);
    tx.run(erase_titles_sql, person);
}

static db::Statement const operator_roles_of_sql { "accounts.operator_roles_of", R"sql(
    select person_id, operator_id, role, since, until from operator_roles
    where person_id = $1 order by since desc, id limit 1000
)sql" };

std::vector<OperatorRoleHeld> operator_roles_of(db::Reader& reader, PersonId person)
{
    return reader.all(
        operator_roles_of_sql,
        [](db::Row const& row) {
            return OperatorRoleHeld { row.id<Person>(0), row.id<Operator>(1),
                parse_operator_role(row.view(2)), row.date(3), row.optional_date(4) };
        },
        person);
}

static db::Statement const organisation_roles_of_sql { "accounts.organisation_roles_of", R"sql(
    select person_id, organisation_id, role, title, since, until from organisation_roles
    where person_id = $1 order by since desc, id limit 1000
)sql" };

std::vector<OrganisationRoleHeld> organisation_roles_of(db::Reader& reader, PersonId person)
{
    return reader.all(
        organisation_roles_of_sql,
        [](db::Row const& row) {
            return OrganisationRoleHeld { row.id<Person>(0), row.id<directory::Organisation>(1),
                parse_organisation_role(row.view(2)), row.text(3), row.date(4), row.optional_date(5) };
        },
        person);
}

static db::Statement const operator_role_at { "accounts.operator_role_at", R"sql(
    select role from operator_roles
    where person_id = $1 and operator_id = $2 and since <= $3 and (until is null or until >= $3)
    order by since desc limit 1
)sql" };

std::optional<OperatorRole> role_at(db::Reader& reader, PersonId person, OperatorId at, LocalDate today)
{
    return reader.one(
        operator_role_at, [](db::Row const& row) { return parse_operator_role(row.view(0)); }, person, at,
        today);
}

static db::Statement const organisation_role_at { "accounts.organisation_role_at", R"sql(
    select role from organisation_roles
    where person_id = $1 and organisation_id = $2 and since <= $3 and (until is null or until >= $3)
    order by since desc limit 1
)sql" };

std::optional<OrganisationRole> role_at(
    db::Reader& reader, PersonId person, OrganisationId at, LocalDate today)
{
    return reader.one(
        organisation_role_at, [](db::Row const& row) { return parse_organisation_role(row.view(0)); }, person,
        at, today);
}

static db::Statement const drop_operator_roles { "accounts.drop_operator_roles", R"sql(
    delete from operator_roles where person_id = $1 and operator_id = $2 and since >= $3
)sql" };
static db::Statement const close_operator_roles { "accounts.close_operator_roles", R"sql(
    update operator_roles set until = $3
    where person_id = $1 and operator_id = $2 and (until is null or until > $3)
)sql" };

void close_roles(db::Transaction& tx, PersonId person, OperatorId at, LocalDate today)
{
    tx.run(drop_operator_roles, person, at, today);
    tx.run(close_operator_roles, person, at, today.plus_days(-1));
}

static db::Statement const drop_organisation_roles { "accounts.drop_organisation_roles", R"sql(
    delete from organisation_roles where person_id = $1 and organisation_id = $2 and since >= $3
)sql" };
static db::Statement const close_organisation_roles { "accounts.close_organisation_roles", R"sql(
    update organisation_roles set until = $3
    where person_id = $1 and organisation_id = $2 and (until is null or until > $3)
)sql" };

void close_roles(db::Transaction& tx, PersonId person, OrganisationId at, LocalDate today)
{
    tx.run(drop_organisation_roles, person, at, today);
    tx.run(close_organisation_roles, person, at, today.plus_days(-1));
}

static db::Statement const insert_operator_role { "accounts.insert_operator_role", R"sql(
    insert into operator_roles (id, person_id, operator_id, role, since, until)
    values ($1, $2, $3, $4, $5, $6)
)sql" };

void insert_role(db::Transaction& tx, Uuid const& id, OperatorRoleHeld const& held)
{
    tx.run(
        insert_operator_role, id, held.person, held.operator_id, code_of(held.role), held.since, held.until);
}

static db::Statement const insert_organisation_role { "accounts.insert_organisation_role", R"sql(
    insert into organisation_roles (id, person_id, organisation_id, role, title, since, until)
    values ($1, $2, $3, $4, $5, $6, $7)
)sql" };

void insert_role(db::Transaction& tx, Uuid const& id, OrganisationRoleHeld const& held)
{
    tx.run(insert_organisation_role, id, held.person, held.organisation, code_of(held.role), held.title,
        held.since, held.until);
}

static db::Statement const operator_holders { "accounts.operator_holders", R"sql(
    select p.id, p.name, p.email, p.lang, r.role, '', r.since,
           p.state, case when p.totp_secret is null then 0 else 1 end
    from operator_roles r
    join persons p on p.id = r.person_id
    where r.operator_id = $1 and r.since <= $2 and (r.until is null or r.until >= $2)
    order by p.name, p.id limit 1000
)sql" };

std::vector<Holder> holders(db::Reader& reader, OperatorId at, LocalDate today)
{
    return reader.all(operator_holders, read_holder, at, today);
}

static db::Statement const organisation_holders { "accounts.organisation_holders", R"sql(
    select p.id, p.name, p.email, p.lang, r.role, r.title, r.since,
           p.state, case when p.totp_secret is null then 0 else 1 end
    from organisation_roles r
    join persons p on p.id = r.person_id
    where r.organisation_id = $1 and r.since <= $2 and (r.until is null or r.until >= $2)
    order by p.name, p.id limit 1000
)sql" };

std::vector<Holder> holders(db::Reader& reader, OrganisationId at, LocalDate today)
{
    return reader.all(organisation_holders, read_holder, at, today);
}

// Without an operator: a role at an organisation.
static db::Statement const roles_of_staff_sql { "accounts.roles_of_staff", R"sql(
    select person_id, operator_id, role from operator_roles
    where since <= $2 and (until is null or until >= $2) and person_id in (
        select person_id from operator_roles
        where operator_id = $1 and since <= $2 and (until is null or until >= $2))
    union all
    select person_id, null, role from organisation_roles
    where since <= $2 and (until is null or until >= $2) and person_id in (
        select person_id from operator_roles
        where operator_id = $1 and since <= $2 and (until is null or until >= $2))
)sql" };

std::map<PersonId, Actor> actors_of_staff(db::Reader& reader, OperatorId at, LocalDate today)
{
    std::map<PersonId, Actor> actors;
    reader.each(
        roles_of_staff_sql,
        [&](db::Row const& row) {
            auto& actor = actors[row.id<Person>(0)];
            actor.person = row.id<Person>(0);
            if (auto const held_at = row.optional_id<Operator>(1))
                actor.operators.push_back({ *held_at, parse_operator_role(row.view(2)) });
            else
                actor.organisations.push_back({ {}, parse_organisation_role(row.view(2)) });
        },
        at, today);
    return actors;
}

} // namespace passerelle::accounts::store
