#pragma once

#include "platform/mail/mail.hpp"

/// The SQL of the outbox, for the job that delivers it.
namespace passerelle::mail::store {

inline constexpr char const* send_job_kind = "mail.send";

struct Queued {
    MailId id;
    Instant created_at;
    Message message;
};

/// With everything that is needed to send it. Nothing if it is not (any more) in the queue.
std::optional<Queued> queued(db::Reader&, MailId const&);

/// `state` is not Queued. Erases the text of a confidential mail.
void end(db::Transaction&, MailId const&, State state, std::string_view error, Instant now);

void note_attempt(db::Transaction&, MailId const&, std::string_view error);

} // namespace passerelle::mail::store
