#include "platform/mail/store.hpp"

#include "base/text.hpp"

namespace passerelle::mail::store {
namespace {

db::Statement const queued_sql { "mail.queued", R"sql(
    select created_at, purpose, lang, from_name, from_address, to_name, to_address, reply_to, subject,
        body_text, body_html, headers
    from outbox where id = $1 and state = 'queued'
)sql" };

db::Statement const attachments_sql { "mail.attachments", R"sql(
    select name, media_type, content from outbox_attachments where mail_id = $1 order by place
)sql" };

db::Statement const end_sql { "mail.end", R"sql(
    update outbox set state = $2, last_error = $3, ended_at = $4, attempts = attempts + 1,
        body_text = case when confidential = 1 then '' else body_text end,
        body_html = case when confidential = 1 then '' else body_html end
    where id = $1 and state = 'queued'
)sql" };

db::Statement const note_attempt_sql { "mail.note_attempt", R"sql(
    update outbox set attempts = attempts + 1, last_error = $2 where id = $1 and state = 'queued'
)sql" };

std::vector<Header> parse_headers(std::string_view text)
{
    std::vector<Header> headers;
    for (auto const line : split(text, '\n'))
        if (auto const colon = line.find(": "); colon != line.npos)
            headers.push_back({ std::string(line.substr(0, colon)), std::string(line.substr(colon + 2)) });
    return headers;
}

Message read_message(db::Row const& row)
{
    Message message;
    message.purpose = row.text(1);
    message.lang = row.lang(2);
    if (!row.view(3).empty() || !row.view(4).empty())
        message.from = Mailbox { row.text(3), row.text(4) };
    message.to = { row.text(5), row.text(6) };
    message.reply_to = row.text(7);
    message.subject = row.text(8);
    message.text = row.text(9);
    message.html = row.text(10);
    message.headers = parse_headers(row.view(11));
    return message;
}

Attachment read_attachment(db::Row const& row)
{
    auto const content = row.blob(2);
    return { row.text(0), row.text(1), std::string(content.begin(), content.end()) };
}

} // namespace

std::optional<Queued> queued(db::Reader& reader, MailId const& id)
{
    auto mail = reader.one(
        queued_sql,
        [&](db::Row const& row) {
            return Queued { id, row.instant(0), read_message(row) };
        },
        id);
    if (mail)
        mail->message.attachments = reader.all(attachments_sql, read_attachment, id);
    return mail;
}

void end(db::Transaction& tx, MailId const& id, State state, std::string_view error, Instant now)
{
    tx.run(end_sql, id, name(state), error, now);
}

void note_attempt(db::Transaction& tx, MailId const& id, std::string_view error)
{
    tx.run(note_attempt_sql, id, error);
}

} // namespace passerelle::mail::store
