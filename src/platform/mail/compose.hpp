#pragma once

#include "platform/mail/mail.hpp"

#include <string>

namespace passerelle::mail {

/// Whether `compose` can put it among its own headers: a name of its own, a value of one line.
bool is_acceptable(Header const&);
/// Whether it is a media type in one line (`text/calendar; method=PUBLISH`).
bool is_media_type(std::string_view);

/// The mail as it goes over the wire (RFC 5322, MIME), lines ending in CRLF. The same arguments, the same
/// bytes: Message-ID and boundaries come from `id`.
std::string compose(MailId const& id, Message const&, Mailbox const& from, Instant created_at);

} // namespace passerelle::mail
