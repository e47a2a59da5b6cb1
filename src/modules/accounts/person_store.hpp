#pragma once

#include "modules/accounts/person.hpp"

#include <map>

namespace passerelle::accounts::store {

std::optional<Person> find_person(db::Reader&, PersonId);
std::optional<Person> find_person(db::Reader&, std::string_view email);
/// False where the address is taken.
bool insert(db::Transaction&, Person const&);

/// Name, language and phone; false where the stored version is another one.
bool update(db::Transaction&, Person const&, int version_before);
/// False where the state is not `from`.
bool change_state(db::Transaction&, PersonId, PersonState from, PersonState to);
/// Leaves an id, a language and dates.
void erase(db::Transaction&, PersonId);

/// All roles that there ever were, the latest first.
std::vector<OperatorRoleHeld> operator_roles_of(db::Reader&, PersonId);
std::vector<OrganisationRoleHeld> organisation_roles_of(db::Reader&, PersonId);

std::optional<OperatorRole> role_at(db::Reader&, PersonId, OperatorId, LocalDate today);
std::optional<OrganisationRole> role_at(db::Reader&, PersonId, OrganisationId, LocalDate today);
/// What holds today ends yesterday; what would begin today or later never does.
void close_roles(db::Transaction&, PersonId, OperatorId, LocalDate today);
void close_roles(db::Transaction&, PersonId, OrganisationId, LocalDate today);
void insert_role(db::Transaction&, Uuid const& id, OperatorRoleHeld const&);
void insert_role(db::Transaction&, Uuid const& id, OrganisationRoleHeld const&);

std::vector<Holder> holders(db::Reader&, OperatorId, LocalDate today);
std::vector<Holder> holders(db::Reader&, OrganisationId, LocalDate today);

/// Each of an operator's staff with all the roles of today; at organisations without saying which.
std::map<PersonId, Actor> actors_of_staff(db::Reader&, OperatorId, LocalDate today);

} // namespace passerelle::accounts::store
