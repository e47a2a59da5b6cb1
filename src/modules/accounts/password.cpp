#include "modules/accounts/password.hpp"

#include "base/ensure.hpp"
#include "modules/accounts/link_store.hpp"
#include "modules/accounts/operator.hpp"
#include "modules/accounts/own_change.hpp"
#include "modules/accounts/password_store.hpp"
#include "modules/accounts/person_store.hpp"
#include "modules/accounts/sign_in_mail.hpp"
#include "modules/accounts/throttle.hpp"
#include "platform/crypto/password.hpp"
#include "platform/crypto/password_rules.hpp"
#include "platform/i18n/fold.hpp"

namespace passerelle::accounts {
namespace {

using Refused = PasswordChangeRefused;
using crypto::PasswordUse;

Refused refusal_of(crypto::PasswordRefused refused)
{
    switch (refused) {
    case crypto::PasswordRefused::TooShort:
        return Refused::TooShort;
    case crypto::PasswordRefused::TooLong:
        return Refused::TooLong;
    case crypto::PasswordRefused::Common:
        return Refused::Common;
    case crypto::PasswordRefused::ContextWord:
        return Refused::ContextWord;
    case crypto::PasswordRefused::Repetitive:
        return Refused::Repetitive;
    }
    ensure(false);
}

PasswordUse use_of(Person const& person)
{
    return person.has_second_factor ? PasswordUse::WithSecondFactor : PasswordUse::OnlyFactor;
}

/// Hashing happens outside of transactions, tries are counted in one of their own.
Outcome<Done, Refused> check_current(db::Database& database, PersonId person, std::string_view current,
    crypto::SecretKey const& key, Instant now)
{
    auto const held = database.read([&](db::Reader& reader) { return store::find_password(reader, person); });
    if (!held)
        return Done {};
    auto const may = database.write([&](db::Transaction& tx) {
        return count_try(tx, key, { "password.current", person.text(), 10 }, now);
    });
    if (!may)
        return Refused::TooManyTries;
    if (!crypto::verify_password(held->hash, i18n::composed(current)))
        return Refused::WrongCurrent;
    return Done {};
}

void end_everything_else(db::Transaction& tx, Session const& session)
{
    end_other_sessions(tx, session.person, session.id);
    store::delete_links_of(tx, session.person);
}

} // namespace

int password_length_min_of(Person const& person) { return crypto::password_length_min(use_of(person)); }

// docs/rules/sign_in.md, "Passwords"
Outcome<Done, Refused> change_password(db::Database& database, Session const& session,
    PasswordChange const& change, std::string const& platform_name, crypto::SecretKey const& key, Instant now,
    Random& random)
{
    if (auto checked = check_current(database, session.person, change.current, key, now); checked.refused())
        return checked;
    std::vector<std::string> context { platform_name };
    auto const person = database.read([&](db::Reader& reader) {
        for (auto const& known : operators(reader))
            context.push_back(known.name);
        return store::find_person(reader, session.person).value();
    });
    context.push_back(person.name);
    context.push_back(person.email);

    auto const fresh = i18n::composed(change.fresh);
    if (auto const refused = crypto::check_password(fresh, context, use_of(person)))
        return refusal_of(*refused);
    auto const needs_factor = crypto::check_password(fresh, context, PasswordUse::OnlyFactor).has_value();
    auto const hash = crypto::hash_password(fresh);
    database.write([&](db::Transaction& tx) {
        store::set_password(tx, person.id, hash, needs_factor);
        end_everything_else(tx, session);
        record_own(tx, "password.set", person.id, now, {});
        send_safety_news(tx, person, SafetyNews::PasswordSet, now, random);
    });
    return Done {};
}

Outcome<Done, Refused> remove_password(db::Database& database, Session const& session,
    std::string_view current, crypto::SecretKey const& key, Instant now, Random& random)
{
    if (auto checked = check_current(database, session.person, current, key, now); checked.refused())
        return checked;
    database.write([&](db::Transaction& tx) {
        auto const person = store::find_person(tx, session.person).value();
        store::remove_password(tx, person.id);
        end_everything_else(tx, session);
        record_own(tx, "password.removed", person.id, now, {});
        send_safety_news(tx, person, SafetyNews::PasswordRemoved, now, random);
    });
    return Done {};
}

} // namespace passerelle::accounts
