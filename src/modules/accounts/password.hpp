#pragma once

#include "base/outcome.hpp"
#include "modules/accounts/person.hpp"
#include "modules/accounts/sessions.hpp"
#include "platform/crypto/hash.hpp"

#include <string>

namespace passerelle::accounts {

struct PasswordChange {
    std::string current; ///< looked at only where there is one
    std::string fresh;
};

enum class PasswordChangeRefused {
    WrongCurrent,
    TooManyTries,
    // of NIST SP 800-63B-4, 3.1.1.2:
    TooShort,
    TooLong,
    Common,
    ContextWord,
    Repetitive,
};

/// Characters that this person's password needs at least: 15 where it protects alone, 8 with a second factor.
int password_length_min_of(Person const&);

/// Sets the password: the other sessions end, links that were sent die, the person is told by mail.
/// `platform_name` and the operators' names are among the words that it may not consist of.
Outcome<Done, PasswordChangeRefused> change_password(db::Database&, Session const&, PasswordChange const&,
    std::string const& platform_name, crypto::SecretKey const&, Instant now, Random&);

/// From now on this person signs in by mail alone.
Outcome<Done, PasswordChangeRefused> remove_password(
    db::Database&, Session const&, std::string_view current, crypto::SecretKey const&, Instant now, Random&);

} // namespace passerelle::accounts
