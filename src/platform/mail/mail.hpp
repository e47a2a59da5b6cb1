#pragma once

#include "base/id.hpp"
#include "base/lang.hpp"
#include "base/page.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <vector>

/// Mails. `send` writes a row of the outbox in the transaction of the operation that causes the mail; a job
/// delivers it (platform/mail/outbox_job.hpp). What is not committed is never sent; what is committed is sent
/// once, as far as SMTP allows: after a crash between the server's answer and our commit once more, with the
/// same Message-ID.
namespace passerelle::mail {

struct Mail;
using MailId = Id<Mail>;

struct Mailbox {
    std::string name {}; ///< may be empty; control characters become blanks
    std::string address; ///< as `i18n::is_valid_email` takes it
};

/// What `compose` does not write by itself, such as List-Unsubscribe (RFC 2369, 8058). Printable ASCII in one
/// line.
struct Header {
    std::string name;
    std::string value;
};

struct Attachment {
    std::string name;       ///< of the file; any language
    std::string media_type; ///< `text/calendar; method=PUBLISH; charset=utf-8`
    std::string content;    ///< any bytes
};

/// A mail to one reader, in that reader's language.
struct Message {
    std::string purpose; ///< what it is for, for administrators: `accounts.sign_in`
    Lang lang;           ///< of subject and text
    Mailbox to;
    /// The installation's sender where it is not said; its address under this name where that has none.
    std::optional<Mailbox> from {};
    std::string reply_to {}; ///< an address
    std::string subject;     ///< one line; control characters become blanks
    std::string text;
    std::string html {}; ///< the same as a document; may be empty
    std::vector<Header> headers {};
    std::vector<Attachment> attachments {};
    std::optional<Uuid> person {};      ///< who gets it
    std::optional<Uuid> operator_id {}; ///< on whose behalf, and whose administrators see it listed
    /// Carries a secret, such as a sign-in link: nobody sees the text in a list, and it is erased with the
    /// sending.
    bool confidential = false;
    bool bulk = false; ///< one of very many, which waits until nothing else does
};

/// An address that is none, or a header that would not stay one line, is a Bug: forms and imports check
/// first.
MailId send(db::Transaction&, Message const&, Instant now, Random&);

enum class State {
    Queued,
    Sent,
    Refused, ///< the receiving server does not know the address
    Failed,  ///< the server does not take the message, or could not be reached for three days
};

/// `queued`, `sent`, `refused`, `failed`
std::string_view name(State);
std::optional<State> parse_state(std::string_view);

struct Listed {
    MailId id;
    Instant created_at;
    std::optional<Uuid> operator_id;
    std::optional<Uuid> person;
    std::string purpose;
    Lang lang;
    Mailbox to;
    std::string subject;
    State state {};
    std::int64_t attempts = 0;
    std::string last_error; ///< the mail server's words
    std::optional<Instant> ended_at;
};

struct Filter {
    std::optional<Uuid> operator_id {}; ///< all where it is not said
    std::optional<State> state {};
};

/// Newest first.
Page<Listed> list(db::Reader&, Filter const&, PageRequest const&);
std::optional<Listed> find(db::Reader&, MailId const&);

/// What a mail says; nothing for one that is confidential or gone.
std::optional<std::string> text_of(db::Reader&, MailId const&);

struct Counts {
    std::int64_t queued = 0;
    std::int64_t sent = 0;
    std::int64_t refused = 0;
    std::int64_t failed = 0;
};
/// Reads every row's state: for a page, not for a gauge.
Counts counts(db::Reader&);
/// How many wait to be sent.
std::int64_t waiting(db::Reader&);

/// When a server last said that there is no such address; nothing if a later mail was sent to it.
std::optional<Instant> address_refused_at(db::Reader&, std::string_view address);

/// Puts a refused or failed mail into the queue again. False where there is none, or its text is gone.
bool send_again(db::Transaction&, MailId const&, Instant now, Random&);

/// Deletes what was sent, refused or given up before `before`. Number of mails.
std::int64_t forget(db::Transaction&, Instant before);

/// Deletes what was written to a person, or sent to an address, whether it waits or not.
void forget_of(db::Transaction&, Uuid const& person);
void forget_to(db::Transaction&, std::string_view address);

} // namespace passerelle::mail
