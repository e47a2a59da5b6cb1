#include "platform/mail/mail.hpp"

#include "base/ensure.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/mail/address.hpp"
#include "platform/mail/compose.hpp"
#include "platform/mail/store.hpp"

#include <algorithm>

namespace passerelle::mail {
namespace {

db::Statement const insert_sql { "mail.insert", R"sql(
    insert into outbox (id, created_at, operator_id, person_id, purpose, confidential, lang, from_name,
        from_address, to_name, to_address, reply_to, subject, body_text, body_html, headers, state)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'queued')
)sql" };

db::Statement const insert_attachment_sql { "mail.insert_attachment", R"sql(
    insert into outbox_attachments (mail_id, place, name, media_type, content) values ($1, $2, $3, $4, $5)
)sql" };

db::Statement const list_sql { "mail.list", R"sql(
    select * from outbox_listed where id < $1 order by id desc limit $2
)sql" };

db::Statement const list_in_state_sql { "mail.list_in_state", R"sql(
    select * from outbox_listed where state = $1 and id < $2 order by id desc limit $3
)sql" };

db::Statement const list_of_operator_sql { "mail.list_of_operator", R"sql(
    select * from outbox_listed where operator_id = $1 and id < $2 order by id desc limit $3
)sql" };

db::Statement const list_of_operator_in_state_sql { "mail.list_of_operator_in_state", R"sql(
    select * from outbox_listed where operator_id = $1 and state = $2 and id < $3 order by id desc limit $4
)sql" };

db::Statement const find_sql { "mail.find", R"sql(
    select * from outbox_listed where id = $1
)sql" };

db::Statement const text_sql { "mail.text", R"sql(
    select body_text from outbox where id = $1 and confidential = 0
)sql" };

db::Statement const counts_sql { "mail.counts", R"sql(
    select state, count(*) from outbox group by state
)sql" };

db::Statement const waiting_sql { "mail.waiting", R"sql(
    select count(*) from outbox where state = 'queued'
)sql" };

db::Statement const refused_at_sql { "mail.refused_at", R"sql(
    select max(ended_at) from outbox
    where to_address = $1 and state = 'refused' and not exists (
        select 1 from outbox later
        where later.to_address = $1 and later.state = 'sent' and later.ended_at > outbox.ended_at)
)sql" };

db::Statement const send_again_sql { "mail.send_again", R"sql(
    update outbox set state = 'queued', ended_at = null
    where id = $1 and state in ('refused', 'failed') and body_text <> ''
)sql" };

db::Statement const forget_sql { "mail.forget", R"sql(
    delete from outbox where ended_at < $1
)sql" };

db::Statement const forget_of_sql { "mail.forget_of", R"sql(
    delete from outbox where person_id = $1
)sql" };

db::Statement const forget_to_sql { "mail.forget_to", R"sql(
    delete from outbox where to_address = $1
)sql" };

void check(Message const& message)
{
    ensure(!message.purpose.empty());
    ensure(!message.from || message.from->address.empty() || i18n::is_valid_email(message.from->address));
    ensure(message.reply_to.empty() || i18n::is_valid_email(message.reply_to));
    ensure(std::all_of(message.headers.begin(), message.headers.end(), is_acceptable));
    for (auto const& attachment : message.attachments)
        ensure(is_media_type(attachment.media_type));
}

std::string header_lines(std::vector<Header> const& headers)
{
    std::string lines;
    for (auto const& header : headers)
        lines += header.name + ": " + header.value + "\n";
    return lines;
}

void enqueue(db::Transaction& tx, MailId const& id, jobs::Urgency urgency, Instant now, Random& random)
{
    jobs::enqueue(
        tx, { .kind = store::send_job_kind, .payload = id.text(), .urgency = urgency }, now, random);
}

Listed read_listed(db::Row const& row)
{
    auto const state = parse_state(row.view(9));
    if (!state)
        row.malformed(9, "a state of a mail");
    return { row.id<Mail>(0), row.instant(1), row.optional_uuid(2), row.optional_uuid(3), row.text(4),
        row.lang(5), { row.text(6), row.text(7) }, row.text(8), *state, row.integer(10), row.text(11),
        row.optional_instant(12) };
}

/// Lists begin before an id that is later than any.
MailId key_of(std::string const& cursor)
{
    auto const parts = db::parse_cursor(cursor, 1);
    Uuid last;
    last.bytes.fill(0xFF);
    return MailId((parts ? Uuid::parse((*parts)[0]) : std::nullopt).value_or(last));
}

} // namespace

std::string_view name(State state)
{
    switch (state) {
    case State::Queued:
        return "queued";
    case State::Sent:
        return "sent";
    case State::Refused:
        return "refused";
    case State::Failed:
        return "failed";
    }
    return {};
}

std::optional<State> parse_state(std::string_view text)
{
    for (auto const state : { State::Queued, State::Sent, State::Refused, State::Failed })
        if (name(state) == text)
            return state;
    return std::nullopt;
}

MailId send(db::Transaction& tx, Message const& message, Instant now, Random& random)
{
    check(message);
    auto const id = MailId::fresh(now, random);
    auto const from = message.from.value_or(Mailbox { {}, {} });
    tx.run(insert_sql, id, now, message.operator_id, message.person, message.purpose, message.confidential,
        message.lang, from.name, from.address, message.to.name, wire_address(message.to.address),
        message.reply_to, message.subject, message.text, message.html, header_lines(message.headers));
    int place = 0;
    for (auto const& attachment : message.attachments)
        tx.run(insert_attachment_sql, id, place++, attachment.name, attachment.media_type,
            bytes_of(attachment.content));
    enqueue(tx, id, message.bulk ? jobs::Urgency::Background : jobs::Urgency::Soon, now, random);
    return id;
}

Page<Listed> list(db::Reader& reader, Filter const& filter, PageRequest const& request)
{
    auto const key = key_of(request.after);
    auto const page = [&](db::Statement const& statement, auto const&... arguments) {
        auto const cursor_of = [](Listed const& mail) { return db::cursor({ mail.id.text() }); };
        return reader.page(request.limit, statement, read_listed, cursor_of, arguments..., key);
    };
    if (filter.operator_id && filter.state)
        return page(list_of_operator_in_state_sql, *filter.operator_id, name(*filter.state));
    if (filter.operator_id)
        return page(list_of_operator_sql, *filter.operator_id);
    if (filter.state)
        return page(list_in_state_sql, name(*filter.state));
    return page(list_sql);
}

std::optional<Listed> find(db::Reader& reader, MailId const& id)
{
    return reader.one(find_sql, read_listed, id);
}

std::optional<std::string> text_of(db::Reader& reader, MailId const& id)
{
    return reader.optional_value<std::string>(text_sql, id);
}

Counts counts(db::Reader& reader)
{
    Counts counts;
    reader.each(counts_sql, [&](db::Row const& row) {
        switch (parse_state(row.view(0)).value_or(State::Failed)) {
        case State::Queued:
            counts.queued = row.integer(1);
            break;
        case State::Sent:
            counts.sent = row.integer(1);
            break;
        case State::Refused:
            counts.refused = row.integer(1);
            break;
        case State::Failed:
            counts.failed = row.integer(1);
            break;
        }
    });
    return counts;
}

std::int64_t waiting(db::Reader& reader) { return reader.value<std::int64_t>(waiting_sql); }

std::optional<Instant> address_refused_at(db::Reader& reader, std::string_view address)
{
    return reader.value<std::optional<Instant>>(refused_at_sql, wire_address(address));
}

bool send_again(db::Transaction& tx, MailId const& id, Instant now, Random& random)
{
    if (tx.run(send_again_sql, id) == 0)
        return false;
    enqueue(tx, id, jobs::Urgency::Soon, now, random);
    return true;
}

std::int64_t forget(db::Transaction& tx, Instant before) { return tx.run(forget_sql, before); }

void forget_of(db::Transaction& tx, Uuid const& person) { tx.run(forget_of_sql, person); }

void forget_to(db::Transaction& tx, std::string_view address)
{
    tx.run(forget_to_sql, wire_address(address));
}

} // namespace passerelle::mail
