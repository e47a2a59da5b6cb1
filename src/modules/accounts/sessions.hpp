#pragma once

#include "modules/accounts/actor.hpp"
#include "platform/crypto/token.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <vector>

namespace passerelle::accounts {

struct Installation;

/// Somebody's sign-in on one device. It ends 30 minutes after the last use and 12 hours after its beginning
/// for whoever holds a role at an operator (NIST SP 800-63B, AAL2), 30 days after the last use for everybody
/// else.
struct Session {
    SessionId id;
    PersonId person;
    Instant created_at;
    Instant seen_at;
    Instant expires_at;
    std::optional<Instant> second_factor_at;
    std::string device; ///< what the browser calls itself, shortened
};

/// What a session's bearer may do today, and the session itself.
struct Visitor {
    Actor actor;
    std::optional<Session> session;
    /// `Give`: this person has a second factor, and is nobody until it is given. `SetUp`: holds roles at
    /// operators, which do not count until there is one.
    enum class SecondFactor { Enough, Give, SetUp };
    SecondFactor second_factor = SecondFactor::Enough;
    bool is_staff = false; ///< holds roles at operators, whether they count yet or not
    std::optional<std::vector<std::string>> scopes {}; ///< of a token of the API; nothing where there is none
};

/// Whoever shows this token; a visitor without account if it is unknown, expired, ended, or of a disabled
/// person.
Visitor find_visitor(db::Reader&, crypto::Token const&, Installation const&, Instant now, LocalDate today);

/// The person's rights without a session: for tokens of the API and the command line.
Actor actor_of(db::Reader&, PersonId, LocalDate today);

/// Begins a session; the token goes into the cookie and is stored nowhere.
struct Opened {
    crypto::Token token;
    Session session;
};
Opened open_session(db::Transaction&, PersonId, std::string_view device,
    std::optional<Instant> second_factor_at, LocalDate today, Instant now, Random&);

/// Moves the end of a session on. Written at most once in five minutes, so that reading pages does not write.
bool needs_refresh(Session const&, Instant now);
void refresh_session(db::Transaction&, Session const&, bool is_staff, Instant now);

/// The ones that have not ended, the latest first.
std::vector<Session> sessions_of(db::Reader&, PersonId, Instant now);

/// Ending an ended session is not an error. Another person's session is left alone.
void end_session(db::Transaction&, PersonId, SessionId);
void end_other_sessions(db::Transaction&, PersonId, std::optional<SessionId> but);

/// The second factor was given: the session gets another token, the old one is dead.
crypto::Token raise_session(db::Transaction&, Session const&, Instant now, Random&);

} // namespace passerelle::accounts
