#pragma once

#include "base/outcome.hpp"
#include "modules/accounts/sign_in.hpp"
#include "modules/accounts/standing.hpp"

#include <optional>
#include <string>

/// Another mail address for an account: it counts once somebody who reads mails there has said so, and both
/// addresses are told.
namespace passerelle::accounts {

inline constexpr auto address_change_lifetime = Duration::days(7);

enum class AddressRefused {
    Same,
    Taken, ///< by another account
};

/// Sends a link to the new address and tells the present one. A change that was asked for before is dropped.
/// `email` is as `i18n::normalise_email` answers it.
Outcome<Done, AddressRefused> ask_for_address(
    db::Transaction&, Person const&, std::string_view email, Keeper const&, LinkAddress const&, Random&);

/// A link of the kind that would change something.
struct AddressChange {
    PersonId person;
    std::string name;
    std::string email; ///< the new one
};
std::optional<AddressChange> find_address_change(db::Reader&, crypto::Token const&, Instant now);

enum class ConfirmationRefused {
    LinkSpent, ///< used, over, or never there
    Taken,     ///< by another account meanwhile
};

/// From now on that is the person's address. All sessions but `but` end, links in the old mailbox open
/// nothing, and both addresses are told.
Outcome<AddressChange, ConfirmationRefused> confirm_address(
    db::Transaction&, crypto::Token const&, std::optional<SessionId> but, Instant now, Random&);

} // namespace passerelle::accounts
