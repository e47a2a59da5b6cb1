#pragma once

#include "modules/accounts/operator.hpp"
#include "modules/accounts/person.hpp"

#include <string>

/// Mails of this module, each in the language of who gets it.
namespace passerelle::accounts {

/// The link that the person asked for.
void send_link(db::Transaction&, Person const& to, std::string const& address, Instant now, Random&);

/// To an address that is to become the account's: the link says that somebody reads mails there.
void send_address_link(
    db::Transaction&, Person const& at_new_address, std::string const& address, Instant now, Random&);

/// Somebody may work for an operator from now on, and gets a link to begin with.
void send_invitation(db::Transaction&, Person const& to, Operator const& at, OperatorRole role,
    std::string const& address, Instant now, Random&);

/// What concerns the safety of the account has changed: whoever did not do it has to know.
enum class SafetyNews {
    PasswordSet,
    PasswordRemoved,
    SecondFactorSet,
    SecondFactorRemoved,
    SecondFactorReset, ///< by an administrator
    TokenMade,
    AddressAsked,
    AddressChanged,
    AccountDisabled,
    AccountEnabled,
    AccountErased,
};
void send_safety_news(db::Transaction&, Person const& to, SafetyNews, Instant now, Random&);

} // namespace passerelle::accounts
