#include "app/workers.hpp"

#include "app/clock.hpp"
#include "app/refused.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/directory/duplicates/finding.hpp"
#include "platform/i18n/words.hpp"
#include "platform/mail/outbox_job.hpp"

#include <cstdlib>

namespace passerelle::app {
namespace {

std::string environment(char const* name)
{
    auto const* value = std::getenv(name);
    return value ? value : "";
}

mail::Mailbox sender()
{
    auto const address = environment("PASSERELLE_MAIL_FROM");
    return { "Passerelle", address.empty() ? "noreply@localhost.localdomain" : address };
}

} // namespace

bool delivers_by_smtp() { return !environment("PASSERELLE_SMTP").empty(); }

std::unique_ptr<mail::Delivery> delivery_of(GlobalOptions const& options)
{
    if (!delivers_by_smtp())
        return mail::deliver_to_folder(options.data + "/mails");
    auto delivery = mail::deliver_by_smtp(environment("PASSERELLE_SMTP"), "passerelle");
    if (!delivery)
        throw CommandRefused(std::string(i18n::words(options.lang)
                                             .tr("PASSERELLE_SMTP is not an address. Right would be "
                                                 "smtp://user:password@mail.example:587.")));
    return delivery;
}

Workers::Workers(db::Database& database, Random& random, GlobalOptions const& options)
    : delivery_(delivery_of(options)),
      jobs_(database, now, random, { .threads = 1 }),
      mails_(database, now, random, { .threads = 1 })
{
    mail::serve_outbox(mails_, *delivery_, sender());
    directory::duplicates::serve_finding(jobs_, database);
    jobs_.every("accounts.expire", Duration::hours(1), [](jobs::Running& running) {
        running.finish([&](db::Transaction& tx) { accounts::expire(tx, running.now()); });
    });
    jobs_.on(accounts::forget_mails_kind, [](jobs::Running& running) {
        running.finish([&](db::Transaction& tx) { accounts::forget_mails(tx, running.payload()); });
    });
}

void Workers::start()
{
    jobs_.start();
    mails_.start();
}

void Workers::stop()
{
    jobs_.stop();
    mails_.stop();
}

void Workers::run_due()
{
    jobs_.run_due();
    mails_.run_due();
}

} // namespace passerelle::app
