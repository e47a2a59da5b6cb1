#include "platform/mail/outbox_job.hpp"

#include "base/ensure.hpp"
#include "platform/log/log.hpp"
#include "platform/log/metrics.hpp"
#include "platform/mail/address.hpp"
#include "platform/mail/compose.hpp"
#include "platform/mail/store.hpp"

namespace passerelle::mail {
namespace {

// Three days: from ten seconds fourfold up to an hour, then every hour.
jobs::Retries const retries { .attempts_max = 76,
    .given_up = [](db::Transaction& tx, std::string const& payload, std::string const& error, Instant now) {
        if (auto const id = MailId::parse(payload))
            store::end(tx, *id, State::Failed, error, now);
    } };

void count(State state)
{
    metrics::counter(
        "passerelle_mails_total", "Mails by what became of them.", { { "result", std::string(name(state)) } })
        .add();
}

Letter letter_of(store::Queued const& queued, Mailbox const& installation)
{
    auto from = queued.message.from.value_or(installation);
    if (from.address.empty())
        from.address = installation.address;
    return { queued.id, queued.created_at, wire_address(from.address),
        wire_address(queued.message.to.address),
        compose(queued.id, queued.message, from, queued.created_at) };
}

void finish(jobs::Running& running, MailId const& id, State state, std::string const& error)
{
    running.finish([&](db::Transaction& tx) { store::end(tx, id, state, error, running.now()); });
    count(state);
    log::info("mail.ended", { { "id", id }, { "state", name(state) }, { "attempt", running.attempt() } });
}

void put_off(jobs::Running& running, MailId const& id, std::string const& error)
{
    running.database().write([&](db::Transaction& tx) { store::note_attempt(tx, id, error); });
    throw jobs::TryLater("the mail server does not take it now");
}

void deliver(jobs::Running& running, Delivery& delivery, Mailbox const& from)
{
    auto const id = MailId::parse(running.payload());
    ensure(id);
    auto const queued
        = running.database().read([&](db::Reader& reader) { return store::queued(reader, *id); });
    if (!queued)
        return;
    auto const outcome = delivery.deliver(letter_of(*queued, from));
    if (outcome)
        return finish(running, *id, State::Sent, {});
    switch (outcome.refusal().reason) {
    case NotDelivered::Reason::NotNow:
        return put_off(running, *id, outcome.refusal().words);
    case NotDelivered::Reason::AddressRefused:
        return finish(running, *id, State::Refused, outcome.refusal().words);
    case NotDelivered::Reason::MessageRefused:
        return finish(running, *id, State::Failed, outcome.refusal().words);
    }
}

} // namespace

void serve_outbox(jobs::Runner& runner, Delivery& delivery, Mailbox const& from, Duration kept)
{
    ensure(!wire_address(from.address).empty());
    runner.on(
        store::send_job_kind, [&delivery, from](jobs::Running& running) { deliver(running, delivery, from); },
        retries);
    runner.every("mail.forget", Duration::days(1), [kept](jobs::Running& running) {
        running.finish([&](db::Transaction& tx) { forget(tx, running.now() - kept); });
    });
}

} // namespace passerelle::mail
