#pragma once

#include "platform/jobs/runner.hpp"
#include "platform/mail/delivery.hpp"

namespace passerelle::mail {

/// Lets `runner` deliver the outbox, and forget once a day what ended longer than `kept` ago. `from` is the
/// sender of mails that name none. A runner of its own keeps a slow mail server from holding up other work:
///
///     jobs::Runner mails(database, clock, random, { .threads = 2 });
///     mail::serve_outbox(mails, *delivery, { "Passerelle", "noreply@example.ch" });
///     mails.start();
void serve_outbox(
    jobs::Runner& runner, Delivery& delivery, Mailbox const& from, Duration kept = Duration::days(90));

} // namespace passerelle::mail
