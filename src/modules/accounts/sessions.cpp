#include "modules/accounts/sessions.hpp"

#include "modules/accounts/request.hpp"
#include "modules/accounts/session_store.hpp"

#include <algorithm>

namespace passerelle::accounts {
namespace {

constexpr auto staff_idle = Duration::minutes(30);
constexpr auto staff_whole = Duration::hours(12);
constexpr auto member_idle = Duration::days(30);
constexpr auto refresh_after = Duration::minutes(5);
constexpr std::size_t device_bytes_max = 160;

Instant expiry(bool is_staff, Instant created_at, Instant now)
{
    return is_staff ? std::min(now + staff_idle, created_at + staff_whole) : now + member_idle;
}

Visitor::SecondFactor second_factor_of(
    store::SessionRow const& row, bool is_staff, Installation const& installation)
{
    if (row.has_second_factor)
        return row.session.second_factor_at ? Visitor::SecondFactor::Enough : Visitor::SecondFactor::Give;
    return is_staff && installation.second_factor_required ? Visitor::SecondFactor::SetUp
                                                           : Visitor::SecondFactor::Enough;
}

} // namespace

Visitor find_visitor(db::Reader& reader, crypto::Token const& token, Installation const& installation,
    Instant now, LocalDate today)
{
    auto const row = store::find_session(reader, token.fingerprint(), now);
    if (!row)
        return {};
    Visitor visitor { .actor = store::load_actor(reader, row->session.person, today),
        .session = row->session };
    visitor.actor.name = row->name;
    visitor.actor.lang = row->lang;
    visitor.is_staff = visitor.actor.is_staff();
    visitor.second_factor = second_factor_of(*row, visitor.is_staff, installation);
    if (visitor.second_factor == Visitor::SecondFactor::SetUp)
        visitor.actor.operators.clear();
    if (visitor.second_factor == Visitor::SecondFactor::Give)
        visitor.actor = { .person = {}, .name = {}, .lang = row->lang, .operators = {}, .organisations = {} };
    return visitor;
}

Actor actor_of(db::Reader& reader, PersonId person, LocalDate today)
{
    return store::load_actor(reader, person, today);
}

Opened open_session(db::Transaction& tx, PersonId person, std::string_view device,
    std::optional<Instant> second_factor_at, LocalDate today, Instant now, Random& random)
{
    auto const token = crypto::Token::fresh(random);
    auto const is_staff = store::load_actor(tx, person, today).is_staff();
    Session const session { SessionId::fresh(now, random), person, now, now, expiry(is_staff, now, now),
        second_factor_at, std::string(device.substr(0, device_bytes_max)) };
    store::insert_session(tx, token.fingerprint(), session);
    return { token, session };
}

bool needs_refresh(Session const& session, Instant now) { return now - session.seen_at >= refresh_after; }

void refresh_session(db::Transaction& tx, Session const& session, bool is_staff, Instant now)
{
    store::touch_session(tx, session.id, now, expiry(is_staff, session.created_at, now));
}

std::vector<Session> sessions_of(db::Reader& reader, PersonId person, Instant now)
{
    return store::sessions_of(reader, person, now);
}

void end_session(db::Transaction& tx, PersonId person, SessionId session)
{
    store::delete_session(tx, person, session);
}

void end_other_sessions(db::Transaction& tx, PersonId person, std::optional<SessionId> but)
{
    for (auto const& session : store::sessions_of(tx, person, {}))
        if (session.id != but)
            store::delete_session(tx, person, session.id);
}

crypto::Token raise_session(db::Transaction& tx, Session const& session, Instant now, Random& random)
{
    auto const token = crypto::Token::fresh(random);
    store::raise_session(tx, session.id, token.fingerprint(), now);
    return token;
}

} // namespace passerelle::accounts
