#pragma once

#include "modules/accounts/sessions.hpp"

namespace passerelle::accounts::store {

struct SessionRow {
    Session session;
    std::string name;
    Lang lang;
    bool has_second_factor = false;
};

/// Of an active person, and not expired.
std::optional<SessionRow> find_session(db::Reader&, std::string_view token_hash, Instant now);
Actor load_actor(db::Reader&, PersonId, LocalDate today);
std::vector<Session> sessions_of(db::Reader&, PersonId, Instant now);

void insert_session(db::Transaction&, std::string_view token_hash, Session const&);
void touch_session(db::Transaction&, SessionId, Instant seen_at, Instant expires_at);
void raise_session(db::Transaction&, SessionId, std::string_view token_hash, Instant second_factor_at);
void delete_session(db::Transaction&, PersonId, SessionId);
std::int64_t delete_expired_sessions(db::Transaction&, Instant now);

} // namespace passerelle::accounts::store
