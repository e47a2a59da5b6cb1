#include "modules/accounts/standing.hpp"

#include "modules/accounts/link_store.hpp"
#include "modules/accounts/own_change.hpp"
#include "modules/accounts/password_store.hpp"
#include "modules/accounts/person_store.hpp"
#include "modules/accounts/second_factor_store.hpp"
#include "modules/accounts/sessions.hpp"
#include "modules/accounts/sign_in_mail.hpp"

namespace passerelle::accounts {

bool reset_second_factor(db::Transaction& tx, PersonId id, Keeper const& keeper, Random& random)
{
    auto const person = store::find_person(tx, id).value();
    if (!person.has_second_factor)
        return false;
    store::remove_second_factor(tx, id);
    store::delete_recovery_codes(tx, id);
    store::remove_short_password(tx, id);
    end_other_sessions(tx, id, {});
    record_about(tx, "second_factor.reset", id, keeper);
    send_safety_news(tx, person, SafetyNews::SecondFactorReset, keeper.now, random);
    return true;
}

bool disable_person(db::Transaction& tx, PersonId id, Keeper const& keeper, Random& random)
{
    if (!store::change_state(tx, id, PersonState::Active, PersonState::Disabled))
        return false;
    end_other_sessions(tx, id, {});
    store::delete_links_of(tx, id);
    record_about(tx, "person.disabled", id, keeper);
    send_safety_news(tx, store::find_person(tx, id).value(), SafetyNews::AccountDisabled, keeper.now, random);
    return true;
}

bool enable_person(db::Transaction& tx, PersonId id, Keeper const& keeper, Random& random)
{
    if (!store::change_state(tx, id, PersonState::Disabled, PersonState::Active))
        return false;
    record_about(tx, "person.enabled", id, keeper);
    send_safety_news(tx, store::find_person(tx, id).value(), SafetyNews::AccountEnabled, keeper.now, random);
    return true;
}

} // namespace passerelle::accounts
