#pragma once

#include "app/command_line.hpp"
#include "platform/db/db.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/mail/delivery.hpp"

#include <memory>

namespace passerelle::app {

/// Whether PASSERELLE_SMTP names a mail server; otherwise mails become files below the data folder.
bool delivers_by_smtp();
/// The way out for mails. Throws CommandRefused where PASSERELLE_SMTP is no address.
std::unique_ptr<mail::Delivery> delivery_of(GlobalOptions const&);

/// The work that goes on beside the requests: mails on a runner of their own, so that a slow mail server
/// holds up nothing else, and everything that is due now and then.
class Workers {
public:
    Workers(db::Database&, Random&, GlobalOptions const&);

    jobs::Runner& jobs() { return jobs_; }

    void start();
    void stop();

    /// Does what is due on this thread.
    void run_due();

private:
    std::unique_ptr<mail::Delivery> delivery_;
    jobs::Runner jobs_;
    jobs::Runner mails_;
};

} // namespace passerelle::app
