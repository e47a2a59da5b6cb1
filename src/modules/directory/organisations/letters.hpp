#pragma once

#include "modules/accounts/accounts.hpp"
#include "modules/directory/directory.hpp"

#include <initializer_list>
#include <string>

/// Mails of this noun, each in the language of who gets it.
namespace passerelle::directory {

/// Addresses of mounted patterns in a language, for mails.
struct Addresses {
    http::Site const& site;
    http::Router const& router;

    /// `path(Lang::de, "/{lang}/@desk/{operator}", { slug })`
    std::string path(Lang, std::string_view pattern, std::initializer_list<std::string_view> values) const;
    std::string absolute(
        Lang, std::string_view pattern, std::initializer_list<std::string_view> values) const;
    /// A link that signs this person in once, within 7 days or the given time, and leads to that path.
    std::string sign_in_link(db::Transaction&, accounts::Person const&, std::string_view next, Instant now,
        Random&, Duration lifetime = accounts::invitation_lifetime) const;
};
Addresses addresses_of(accounts::Request const&);

/// A mail of paragraphs, the first of which is a greeting that `send` writes.
struct Letter {
    std::string_view purpose; ///< `directory.claim`
    std::string subject;
    std::vector<std::string> paragraphs;
    std::optional<OperatorId> on_behalf_of {};
    bool confidential = false;
    bool bulk = false;
};
struct Addressee {
    std::string name, email;
    Lang lang;
    std::optional<PersonId> person {};
};
void send(db::Transaction&, Addressee const&, Letter const&, Instant now, Random&);

/// A manager to write to on behalf of an operator.
struct Responsible {
    Addressee addressee;
    accounts::Operator at;
};

/// Managers and administrators of the operators that the organisation is a member of today; of all operators
/// where it is a member of none. Each person once.
std::vector<Responsible> managers_responsible(db::Reader&, OrganisationId, LocalDate today);

} // namespace passerelle::directory
