#pragma once

#include "base/outcome.hpp"
#include "modules/accounts/standing.hpp"

#include <functional>
#include <string>

/// An account goes for good (Swiss Data Protection Act, article 32).
namespace passerelle::accounts {

enum class ErasureRefused {
    LastAdministrator, ///< of an operator: nobody could name another one
    Erased,            ///< already
};

/// What modules behind this one keep about a person goes in the same transaction.
using ForgetElsewhere = std::function<void(db::Transaction&, Person const&, Instant now)>;

/// What stays: an empty row that is nobody, the days on which roles were held, and in the change log who did
/// what when, without a name and without values. Gone at once: name, addresses, phone, ways to sign in,
/// sessions, tokens, mails; a last mail says so, and is itself forgotten within a day (`forget_mails_kind`).
Outcome<Done, ErasureRefused> erase_person(
    db::Transaction&, PersonId, Keeper const&, LocalDate today, ForgetElsewhere const&, Random&);

/// The job that forgets an erased person's last mail; its payload is the person's id.
inline constexpr char const* forget_mails_kind = "accounts.forget_mails";
void forget_mails(db::Transaction&, std::string_view payload);

} // namespace passerelle::accounts
