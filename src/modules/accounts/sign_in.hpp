#pragma once

#include "base/outcome.hpp"
#include "modules/accounts/person.hpp"
#include "modules/accounts/sessions.hpp"
#include "platform/crypto/hash.hpp"

#include <functional>
#include <string>

/// The two doors: a link that comes by mail, and a password for who has set one (docs/rules/sign_in.md).
namespace passerelle::accounts {

/// A link that a person asked for lives 15 minutes; one that somebody else sent, 7 days. Each works once.
inline constexpr auto asked_link_lifetime = Duration::minutes(15);
inline constexpr auto invitation_lifetime = Duration::days(7);

/// What opens the account once, at `/{lang}/@sign_in/{token}`: for invitations and the command line.
crypto::Token sign_in_token(db::Transaction&, PersonId, Instant now, Random&);

/// The same for a while of one's own, and with a path of this site to go to.
crypto::Token sign_in_token(
    db::Transaction&, PersonId, Duration lifetime, std::string_view next, Instant now, Random&);

/// Who comes, from where.
struct Caller {
    std::string client; ///< address of the other end
    std::string device; ///< what its browser calls itself
    Instant now;
    LocalDate today;
};

/// Makes the absolute address of a token in a language.
using LinkAddress = std::function<std::string(Lang, crypto::Token const&)>;

struct LinkAsked {
    std::string email; ///< as `i18n::normalise_email` answers it
    std::string next;  ///< checked; may be empty
};

enum class LinkRefused { TooManyTries };

/// Sends a link to who has that address. Nothing in the answer says whether anybody has. `TooManyTries` is
/// about the client alone; an address that gets too many links gets no more, silently.
Outcome<Done, LinkRefused> ask_for_link(
    db::Transaction&, LinkAsked const&, Caller const&, crypto::SecretKey const&, LinkAddress const&, Random&);

/// A link that would open something.
struct OpenLink {
    PersonId person;
    std::string name;
    std::string next;
};
std::optional<OpenLink> find_link(db::Reader&, crypto::Token const&, Instant now);

struct SignedIn {
    Opened opened;
    std::string next;
};

enum class SignInRefused {
    LinkSpent,     ///< used, over, or never there
    WrongPassword, ///< or nobody of that address, or no password: the same answer
    TooManyTries,  ///< the link by mail still works
};

/// Uses the link up and begins a session.
Outcome<SignedIn, SignInRefused> use_link(db::Transaction&, crypto::Token const&, Caller const&, Random&);

/// Takes as long for an unknown address as for a known one. At most 10 passwords of one address are looked at
/// in an hour, and 100 of one client.
Outcome<SignedIn, SignInRefused> sign_in_with_password(db::Database&, std::string_view email,
    std::string_view password, Caller const&, crypto::SecretKey const&, Random&);

/// Ends the session and says so in the change log.
void sign_out(db::Transaction&, PersonId, SessionId, Instant now);

} // namespace passerelle::accounts
