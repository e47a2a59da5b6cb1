#include "modules/accounts/sign_in.hpp"

#include "modules/accounts/link_store.hpp"
#include "modules/accounts/own_change.hpp"
#include "modules/accounts/password_store.hpp"
#include "modules/accounts/person_store.hpp"
#include "modules/accounts/session_store.hpp"
#include "modules/accounts/sign_in_mail.hpp"
#include "modules/accounts/throttle.hpp"
#include "platform/crypto/password.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/fold.hpp"

namespace passerelle::accounts {
namespace {

Throttle links_of_address(std::string_view email) { return { "link.address", i18n::lower(email), 5 }; }
Throttle links_of_client(Caller const& caller) { return { "link.client", network_of(caller.client), 60 }; }
Throttle passwords_of_address(std::string_view email)
{
    return { "password.address", i18n::lower(email), 10 };
}
Throttle passwords_of_client(Caller const& caller)
{
    return { "password.client", network_of(caller.client), 100 };
}

Opened begin_session(
    db::Transaction& tx, PersonId person, std::string_view by, Caller const& caller, Random& random)
{
    auto opened = open_session(tx, person, caller.device, {}, caller.today, caller.now, random);
    record_own(tx, "session.opened", person, caller.now,
        changes::Fields().add("by", by).add("session", opened.session.id).add("device", caller.device));
    return opened;
}

} // namespace

// docs/rules/sign_in.md
crypto::Token sign_in_token(db::Transaction& tx, PersonId person, Instant now, Random& random)
{
    return sign_in_token(tx, person, invitation_lifetime, {}, now, random);
}

crypto::Token sign_in_token(db::Transaction& tx, PersonId person, Duration lifetime, std::string_view next,
    Instant now, Random& random)
{
    auto const token = crypto::Token::fresh(random);
    store::insert_link(tx, { token.fingerprint(), person, std::string(next), now, now + lifetime });
    return token;
}

Outcome<Done, LinkRefused> ask_for_link(db::Transaction& tx, LinkAsked const& asked, Caller const& caller,
    crypto::SecretKey const& key, LinkAddress const& address, Random& random)
{
    // 2. Counted for known and unknown addresses alike. Over the limit of an address nothing is sent, and
    // nothing said.
    if (!count_try(tx, key, links_of_client(caller), caller.now))
        return LinkRefused::TooManyTries;
    if (!count_try(tx, key, links_of_address(asked.email), caller.now))
        return Done {};

    auto const person = store::find_person(tx, asked.email);
    auto const known = person && person->state == PersonState::Active;
    auto const token = crypto::Token::fresh(random);
    store::insert_link(tx,
        { token.fingerprint(), known ? std::optional(person->id) : std::nullopt, asked.next, caller.now,
            caller.now + asked_link_lifetime });
    if (known)
        send_link(tx, *person, address(person->lang, token), caller.now, random);
    return Done {};
}

std::optional<OpenLink> find_link(db::Reader& reader, crypto::Token const& token, Instant now)
{
    return store::find_link(reader, token.fingerprint(), now);
}

Outcome<SignedIn, SignInRefused> use_link(
    db::Transaction& tx, crypto::Token const& token, Caller const& caller, Random& random)
{
    auto const link = store::take_link(tx, token.fingerprint(), caller.now);
    if (!link)
        return SignInRefused::LinkSpent;
    return SignedIn { begin_session(tx, link->person, "link", caller, random), link->next };
}

Outcome<SignedIn, SignInRefused> sign_in_with_password(db::Database& database, std::string_view email,
    std::string_view password, Caller const& caller, crypto::SecretKey const& key, Random& random)
{
    // 3. Counted before anything is looked at, in a transaction of its own: hashing must not hold up other
    // writers.
    auto const may = database.write([&](db::Transaction& tx) {
        auto const client_may = count_try(tx, key, passwords_of_client(caller), caller.now);
        return count_try(tx, key, passwords_of_address(email), caller.now) && client_may;
    });
    if (!may)
        return SignInRefused::TooManyTries;

    auto const held = database.read([&](db::Reader& reader) { return store::find_password(reader, email); });
    auto const text = i18n::composed(password);
    if (!held) {
        crypto::pretend_to_verify_password(text);
        return SignInRefused::WrongPassword;
    }
    if (!crypto::verify_password(held->hash, text))
        return SignInRefused::WrongPassword;
    auto const fresh_hash = crypto::needs_rehash(held->hash) ? crypto::hash_password(text) : std::string();
    return database.write([&](db::Transaction& tx) -> Outcome<SignedIn, SignInRefused> {
        // Whoever changed the password meanwhile wins.
        if (!store::still_has_password(tx, held->person, held->hash))
            return SignInRefused::WrongPassword;
        if (!fresh_hash.empty())
            store::rehash_password(tx, held->person, fresh_hash);
        clear_tries(tx, key, passwords_of_address(email));
        return SignedIn { begin_session(tx, held->person, "password", caller, random), {} };
    });
}

void sign_out(db::Transaction& tx, PersonId person, SessionId session, Instant now)
{
    end_session(tx, person, session);
    record_own(tx, "session.ended", person, now, changes::Fields().add("session", session));
}

} // namespace passerelle::accounts
