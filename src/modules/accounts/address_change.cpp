#include "modules/accounts/address_change.hpp"

#include "modules/accounts/address_change_store.hpp"
#include "modules/accounts/link_store.hpp"
#include "modules/accounts/own_change.hpp"
#include "modules/accounts/person_store.hpp"
#include "modules/accounts/sessions.hpp"
#include "modules/accounts/sign_in_mail.hpp"
#include "platform/i18n/fold.hpp"

namespace passerelle::accounts {

Outcome<Done, AddressRefused> ask_for_address(db::Transaction& tx, Person const& person,
    std::string_view email, Keeper const& keeper, LinkAddress const& address, Random& random)
{
    if (i18n::lower(email) == i18n::lower(person.email))
        return AddressRefused::Same;
    if (store::find_person(tx, email))
        return AddressRefused::Taken;
    auto const token = crypto::Token::fresh(random);
    store::delete_address_changes_of(tx, person.id);
    store::insert_address_change(tx, token.fingerprint(), { person.id, person.name, std::string(email) },
        keeper.now, keeper.now + address_change_lifetime);
    record_about(tx, "person.address_asked", person.id, keeper);
    auto at_new = person;
    at_new.email = email;
    send_address_link(tx, at_new, address(person.lang, token), keeper.now, random);
    send_safety_news(tx, person, SafetyNews::AddressAsked, keeper.now, random);
    return Done {};
}

std::optional<AddressChange> find_address_change(db::Reader& reader, crypto::Token const& token, Instant now)
{
    return store::find_address_change(reader, token.fingerprint(), now);
}

Outcome<AddressChange, ConfirmationRefused> confirm_address(db::Transaction& tx, crypto::Token const& token,
    std::optional<SessionId> but, Instant now, Random& random)
{
    auto const change = store::find_address_change(tx, token.fingerprint(), now);
    if (!change || !store::delete_address_change(tx, token.fingerprint()))
        return ConfirmationRefused::LinkSpent;
    auto const before = store::find_person(tx, change->person).value();
    if (!store::set_email(tx, change->person, change->email))
        return ConfirmationRefused::Taken;
    end_other_sessions(tx, change->person, but);
    store::delete_links_of(tx, change->person);
    record_own(tx, "person.address_changed", change->person, now,
        changes::Fields().add("email", change->email), changes::Fields().add("email", before.email));
    send_safety_news(tx, before, SafetyNews::AddressChanged, now, random);
    send_safety_news(
        tx, store::find_person(tx, change->person).value(), SafetyNews::AddressChanged, now, random);
    return *change;
}

} // namespace passerelle::accounts
