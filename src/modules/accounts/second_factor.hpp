#pragma once

#include "base/outcome.hpp"
#include "modules/accounts/sessions.hpp"
#include "platform/crypto/hash.hpp"

#include <string>
#include <vector>

/// One-time codes of an authenticator app (RFC 6238) as second factor, and codes on paper for when it is
/// lost.
namespace passerelle::accounts {

/// A secret that is not anybody's yet. `sealed` comes back from the form of this session and no other.
struct ProposedFactor {
    std::string secret; ///< bytes
    std::string sealed; ///< base64url
};
ProposedFactor propose_second_factor(crypto::SecretKey const&, SessionId, Random&);
/// The same again, for the form that comes back with a message; nothing for what is not of this session.
std::optional<ProposedFactor> proposed_again(crypto::SecretKey const&, SessionId, std::string_view sealed);

enum class SecondFactorRefused {
    WrongCode,    ///< or one that was used already
    TooManyTries, ///< 10 an hour
};

/// With the session's new token: whoever held the old one has nothing.
struct FactorSet {
    crypto::Token token;
    std::vector<std::string> recovery_codes; ///< shown once, stored as hashes
};
Outcome<FactorSet, SecondFactorRefused> set_up_second_factor(db::Database&, Session const&,
    ProposedFactor const&, std::string_view code, crypto::SecretKey const&, Instant now, Random&);

/// A code counts once: two requests with the same one do not both get in.
Outcome<crypto::Token, SecondFactorRefused> give_second_factor(
    db::Database&, Session const&, std::string_view code, crypto::SecretKey const&, Instant now, Random&);
Outcome<crypto::Token, SecondFactorRefused> give_recovery_code(
    db::Database&, Session const&, std::string_view code, crypto::SecretKey const&, Instant now, Random&);

/// Needs a code. Takes a password with it that is too short to stand alone, and ends the other sessions.
Outcome<Done, SecondFactorRefused> remove_second_factor(
    db::Database&, Session const&, std::string_view code, crypto::SecretKey const&, Instant now, Random&);

/// New codes for paper; the old ones are dead. Needs a code.
Outcome<std::vector<std::string>, SecondFactorRefused> renew_recovery_codes(
    db::Database&, Session const&, std::string_view code, crypto::SecretKey const&, Instant now, Random&);

/// How many codes on paper are left.
std::int64_t recovery_codes_left(db::Reader&, PersonId);

} // namespace passerelle::accounts
