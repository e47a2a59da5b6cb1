#include "modules/accounts/erasure.hpp"

#include "modules/accounts/address_change_store.hpp"
#include "modules/accounts/api_token_store.hpp"
#include "modules/accounts/link_store.hpp"
#include "modules/accounts/own_change.hpp"
#include "modules/accounts/person_store.hpp"
#include "modules/accounts/second_factor_store.hpp"
#include "modules/accounts/sessions.hpp"
#include "modules/accounts/sign_in_mail.hpp"
#include "modules/accounts/staff.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/mail/mail.hpp"

namespace passerelle::accounts {
namespace {

void end_roles(db::Transaction& tx, Actor const& held, Keeper const& keeper, LocalDate today)
{
    for (auto const& at : held.operators)
        end_role(tx, *held.person, at.id, keeper.person, today, keeper.now);
    for (auto const& at : held.organisations)
        end_role(tx, *held.person, at.id, keeper.person, today, keeper.now);
}

void close_doors(db::Transaction& tx, PersonId id)
{
    end_other_sessions(tx, id, {});
    store::delete_links_of(tx, id);
    store::delete_address_changes_of(tx, id);
    store::delete_recovery_codes(tx, id);
    store::delete_api_tokens_of(tx, id);
}

void say_farewell(db::Transaction& tx, Person const& person, Instant now, Random& random)
{
    mail::forget_of(tx, person.id.uuid());
    mail::forget_to(tx, person.email);
    send_safety_news(tx, person, SafetyNews::AccountErased, now, random);
    jobs::enqueue(tx,
        { .kind = forget_mails_kind, .payload = person.id.text(), .run_at = now + Duration::hours(23) }, now,
        random);
}

} // namespace

Outcome<Done, ErasureRefused> erase_person(db::Transaction& tx, PersonId id, Keeper const& keeper,
    LocalDate today, ForgetElsewhere const& forget_elsewhere, Random& random)
{
    auto const person = store::find_person(tx, id).value();
    if (person.state == PersonState::Erased)
        return ErasureRefused::Erased;
    auto const held = actor_of(tx, id, today);
    for (auto const& at : held.operators)
        if (at.role == OperatorRole::Administrator && is_last_administrator(tx, at.id, id, today))
            return ErasureRefused::LastAdministrator;

    end_roles(tx, held, keeper, today);
    close_doors(tx, id);
    if (forget_elsewhere)
        forget_elsewhere(tx, person, keeper.now);
    store::erase(tx, id);
    changes::blank_values(tx, "person", id.uuid());
    record_about(tx, "person.erased", id, keeper);
    say_farewell(tx, person, keeper.now, random);
    return Done {};
}

void forget_mails(db::Transaction& tx, std::string_view payload)
{
    if (auto const id = PersonId::parse(payload))
        mail::forget_of(tx, id->uuid());
}

} // namespace passerelle::accounts
