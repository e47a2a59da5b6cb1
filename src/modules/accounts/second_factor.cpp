#include "modules/accounts/second_factor.hpp"

#include "modules/accounts/own_change.hpp"
#include "modules/accounts/password_store.hpp"
#include "modules/accounts/person_store.hpp"
#include "modules/accounts/second_factor_store.hpp"
#include "modules/accounts/sign_in_mail.hpp"
#include "modules/accounts/throttle.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/sealed.hpp"
#include "platform/crypto/totp.hpp"

#include <algorithm>

namespace passerelle::accounts {
namespace {

using Refused = SecondFactorRefused;

constexpr int recovery_codes_count = 10;

std::string seal_purpose(PersonId person) { return "accounts.totp:" + person.text(); }
std::string proposal_purpose(SessionId session) { return "accounts.totp_proposal:" + session.text(); }

/// Counted in a transaction of its own: a refusal undoes the one that it happens in.
bool may_try(
    db::Database& database, PersonId person, std::string_view what, crypto::SecretKey const& key, Instant now)
{
    return database.write([&](db::Transaction& tx) {
        return count_try(tx, key, { what, person.text(), 10 }, now);
    });
}

std::string recovery_hash(std::string_view code)
{
    std::string letters;
    for (auto const c : code)
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            letters += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return to_hex(crypto::sha256(letters));
}

/// 80 bits as four groups of four: nobody guesses one, hashed or not.
std::string fresh_recovery_code(Random& random)
{
    std::array<std::uint8_t, 10> bytes {};
    random.fill(bytes);
    auto const text = crypto::base32(crypto::text_of(bytes));
    return text.substr(0, 4) + "-" + text.substr(4, 4) + "-" + text.substr(8, 4) + "-" + text.substr(12);
}

std::vector<std::string> write_recovery_codes(db::Transaction& tx, PersonId person, Random& random)
{
    store::delete_recovery_codes(tx, person);
    std::vector<std::string> codes;
    for (int i = 0; i < recovery_codes_count; ++i) {
        codes.push_back(fresh_recovery_code(random));
        store::insert_recovery_code(tx, person, recovery_hash(codes.back()));
    }
    return codes;
}

/// Uses the code up.
bool take_code(
    db::Transaction& tx, PersonId person, std::string_view code, crypto::SecretKey const& key, Instant now)
{
    auto const held = store::find_second_factor(tx, person);
    if (!held)
        return false;
    auto const secret = crypto::unseal(key, seal_purpose(person), held->sealed);
    auto const step = secret ? crypto::verify_totp(*secret, code, now, held->last_step) : std::nullopt;
    return step && store::use_step(tx, person, *step);
}

} // namespace

ProposedFactor propose_second_factor(crypto::SecretKey const& key, SessionId session, Random& random)
{
    auto const secret = crypto::fresh_totp_secret(random);
    return { secret, crypto::base64url(crypto::seal(key, proposal_purpose(session), secret, random)) };
}

std::optional<ProposedFactor> proposed_again(
    crypto::SecretKey const& key, SessionId session, std::string_view sealed)
{
    auto const bytes = crypto::from_base64url(sealed);
    auto const secret = bytes ? crypto::unseal(key, proposal_purpose(session), *bytes) : std::nullopt;
    if (!secret)
        return std::nullopt;
    return ProposedFactor { *secret, std::string(sealed) };
}

Outcome<FactorSet, Refused> set_up_second_factor(db::Database& database, Session const& session,
    ProposedFactor const& proposed, std::string_view code, crypto::SecretKey const& key, Instant now,
    Random& random)
{
    auto const person = session.person;
    if (!may_try(database, person, "second_factor", key, now))
        return Refused::TooManyTries;
    auto const step = crypto::verify_totp(proposed.secret, code, now, std::nullopt);
    if (!step)
        return Refused::WrongCode;
    return database.write([&](db::Transaction& tx) -> Outcome<FactorSet, Refused> {
        auto const sealed = crypto::seal(key, seal_purpose(person), proposed.secret, random);
        if (!store::set_second_factor(tx, person, sealed, *step))
            return Refused::WrongCode; // somebody set one up meanwhile
        auto codes = write_recovery_codes(tx, person, random);
        end_other_sessions(tx, person, session.id);
        record_own(tx, "second_factor.set", person, now, {});
        send_safety_news(
            tx, store::find_person(tx, person).value(), SafetyNews::SecondFactorSet, now, random);
        return FactorSet { raise_session(tx, session, now, random), std::move(codes) };
    });
}

Outcome<crypto::Token, Refused> give_second_factor(db::Database& database, Session const& session,
    std::string_view code, crypto::SecretKey const& key, Instant now, Random& random)
{
    auto const person = session.person;
    if (!may_try(database, person, "second_factor", key, now))
        return Refused::TooManyTries;
    return database.write([&](db::Transaction& tx) -> Outcome<crypto::Token, Refused> {
        if (!take_code(tx, person, code, key, now))
            return Refused::WrongCode;
        clear_tries(tx, key, { "second_factor", person.text(), 10 });
        record_own(tx, "second_factor.given", person, now, changes::Fields().add("session", session.id));
        return raise_session(tx, session, now, random);
    });
}

Outcome<crypto::Token, Refused> give_recovery_code(db::Database& database, Session const& session,
    std::string_view code, crypto::SecretKey const& key, Instant now, Random& random)
{
    auto const person = session.person;
    if (!may_try(database, person, "recovery_code", key, now))
        return Refused::TooManyTries;
    return database.write([&](db::Transaction& tx) -> Outcome<crypto::Token, Refused> {
        if (!store::use_recovery_code(tx, person, recovery_hash(code), now))
            return Refused::WrongCode;
        record_own(tx, "recovery_code.used", person, now, changes::Fields().add("session", session.id));
        return raise_session(tx, session, now, random);
    });
}

Outcome<Done, Refused> remove_second_factor(db::Database& database, Session const& session,
    std::string_view code, crypto::SecretKey const& key, Instant now, Random& random)
{
    auto const person = session.person;
    if (!may_try(database, person, "second_factor", key, now))
        return Refused::TooManyTries;
    return database.write([&](db::Transaction& tx) -> Outcome<Done, Refused> {
        if (!take_code(tx, person, code, key, now))
            return Refused::WrongCode;
        store::remove_second_factor(tx, person);
        store::delete_recovery_codes(tx, person);
        store::remove_short_password(tx, person);
        end_other_sessions(tx, person, session.id);
        record_own(tx, "second_factor.removed", person, now, {});
        send_safety_news(
            tx, store::find_person(tx, person).value(), SafetyNews::SecondFactorRemoved, now, random);
        return Done {};
    });
}

Outcome<std::vector<std::string>, Refused> renew_recovery_codes(db::Database& database,
    Session const& session, std::string_view code, crypto::SecretKey const& key, Instant now, Random& random)
{
    auto const person = session.person;
    if (!may_try(database, person, "second_factor", key, now))
        return Refused::TooManyTries;
    return database.write([&](db::Transaction& tx) -> Outcome<std::vector<std::string>, Refused> {
        if (!take_code(tx, person, code, key, now))
            return Refused::WrongCode;
        record_own(tx, "recovery_codes.renewed", person, now, {});
        return write_recovery_codes(tx, person, random);
    });
}

std::int64_t recovery_codes_left(db::Reader& reader, PersonId person)
{
    return store::count_recovery_codes(reader, person);
}

} // namespace passerelle::accounts
