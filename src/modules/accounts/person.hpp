#pragma once

#include "base/lang.hpp"
#include "base/outcome.hpp"
#include "modules/accounts/actor.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <vector>

namespace passerelle::accounts {

enum class PersonState { Active, Disabled, Erased };

/// A human being with an account.
struct Person {
    PersonId id;
    std::string name;
    std::string email; ///< as written; empty once erased
    std::string phone;
    Lang lang;
    bool has_password = false;
    bool has_second_factor = false;
    PersonState state = PersonState::Active;
    Instant created_at;
    int version = 1;
};

/// A role with its days; `until` is the last one.
struct OperatorRoleHeld {
    PersonId person;
    OperatorId operator_id;
    OperatorRole role;
    LocalDate since;
    std::optional<LocalDate> until;
};

struct OrganisationRoleHeld {
    PersonId person;
    OrganisationId organisation;
    OrganisationRole role;
    std::string title; ///< what the person is there, in its own words
    LocalDate since;
    std::optional<LocalDate> until;
};

/// The account of that address; made where there is none. An existing one is left as it is. `email` must be a
/// valid address (i18n::normalise_email).
Person ensure_person(
    db::Transaction&, std::string_view email, std::string_view name, Lang, Instant now, Random&);

std::optional<Person> find_person(db::Reader&, PersonId);
/// Addresses compare without case.
std::optional<Person> find_person(db::Reader&, std::string_view email);

/// Gives the role from today on; a role that the person holds there today ends yesterday, or is replaced
/// where it began today. Recorded in the change log. Giving what is held already changes nothing.
void give_role(db::Transaction&, PersonId, OperatorId, OperatorRole, std::optional<PersonId> by,
    LocalDate today, Instant now, Random&);
void give_role(db::Transaction&, PersonId, OrganisationId, OrganisationRole, std::string_view title,
    std::optional<PersonId> by, LocalDate today, Instant now, Random&);

/// Ends it with yesterday; ending what is not held is not an error.
void end_role(
    db::Transaction&, PersonId, OperatorId, std::optional<PersonId> by, LocalDate today, Instant now);
void end_role(
    db::Transaction&, PersonId, OrganisationId, std::optional<PersonId> by, LocalDate today, Instant now);

/// Who holds a role there today, by name.
struct Holder {
    PersonId person;
    std::string name;
    std::string email;
    Lang lang;
    std::string role; ///< code
    std::string title;
    LocalDate since;
    PersonState state = PersonState::Active; ///< or disabled: keeps the role, and cannot act
    bool has_second_factor = false;
};
std::vector<Holder> holders(db::Reader&, OperatorId, LocalDate today);
std::vector<Holder> holders(db::Reader&, OrganisationId, LocalDate today);

} // namespace passerelle::accounts
