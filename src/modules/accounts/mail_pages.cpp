#include "base/ensure.hpp"
#include "modules/accounts/access.hpp"
#include "modules/accounts/every_page.hpp"
#include "modules/accounts/pages.hpp"
#include "modules/accounts/views.hpp"
#include "modules/accounts/views/mails_page.hpp"
#include "platform/changes/changes.hpp"
#include "platform/i18n/format.hpp"
#include "platform/mail/mail.hpp"

namespace passerelle::accounts {
namespace {

using html::Notice;
using html::Url;

Operator administered(Request const& request) { return acting_operator(request, Action::AdministerOperator); }

std::string address_of(Request const& request, Operator const& at)
{
    return request.address("/{lang}/@desk/{operator}/@mails", { at.slug });
}

std::string_view words_of(mail::State state, i18n::Words const& words)
{
    switch (state) {
    case mail::State::Queued:
        return words.tr("waits to be sent");
    case mail::State::Sent:
        return words.tr("sent");
    case mail::State::Refused:
        return words.tr("address refused");
    case mail::State::Failed:
        return words.tr("could not be delivered");
    }
    ensure(false);
}

MailRow row_of(Request const& request, Operator const& at, mail::Listed const& mail)
{
    auto const again = mail.state == mail::State::Refused || mail.state == mail::State::Failed;
    return {
        .to = mail.to.name.empty() ? mail.to.address : mail.to.name + " <" + mail.to.address + ">",
        .subject = mail.subject,
        .lang = mail.lang,
        .state = std::string(words_of(mail.state, request.words())),
        .is_bad = again,
        .error = again ? mail.last_error : std::string(),
        .written = i18n::date_time(mail.created_at, request.platform().installation.zone, request.lang()),
        .send_again = again
            ? Url(request.address("/{lang}/@desk/{operator}/@mails/{mail}", { at.slug, mail.id.text() }))
            : Url(),
    };
}

std::optional<mail::State> state_asked(Request const& request)
{
    return mail::parse_state(request.query().text("state"));
}

std::vector<html::Link> state_links(Request const& request, Operator const& at)
{
    auto const address = address_of(request, at);
    auto const asked = state_asked(request);
    std::vector<html::Link> links { { std::string(request.words().tr("All")), Url(address), !asked } };
    for (auto const state :
        { mail::State::Queued, mail::State::Sent, mail::State::Refused, mail::State::Failed })
        links.push_back({ std::string(words_of(state, request.words())),
            Url(address).with("state", mail::name(state)), asked == state });
    return links;
}

} // namespace

http::Response mails_page(Request& request)
{
    auto const at = administered(request);
    auto page = own_page(request, request.words().tr("Mails"));
    add_desk_path(request, page, at);
    auto const code = request.query().text("done");
    if (code == "queued")
        page.notices.push_back(notice(Notice::Kind::Good, page.tr("The mail waits to be sent again.")));
    else if (code == "gone")
        page.notices.push_back(
            notice(Notice::Kind::Bad, page.tr("This mail cannot be sent again: its text is gone.")));
    auto const mails = request.read([&](db::Reader& reader) {
        return mail::list(reader, { at.id.uuid(), state_asked(request) }, request.page_request());
    });
    MailsPage values {
        .operator_name = at.name, .states = state_links(request, at), .rooms = rooms_of(request, at)
    };
    for (auto const& mail : mails.items)
        values.rows.push_back(row_of(request, at, mail));
    if (!mails.next.empty()) {
        auto query = request.query();
        query.remove("done");
        query.set("after", mails.next);
        values.pager.next = Url(http::address_of(address_of(request, at), query));
    }
    return shown(views::mails_page(page, values));
}

http::Response send_mail_again(Request& request)
{
    auto const at = administered(request);
    auto const id = request.http().id<mail::Mail>("mail");
    auto const sent = request.write([&](db::Transaction& tx) {
        auto const mail = mail::find(tx, id);
        if (!mail || mail->operator_id != at.id.uuid())
            not_found();
        auto const queued = mail::send_again(tx, id, request.now(), request.random());
        if (queued)
            changes::record(tx,
                { .at = request.now(),
                    .actor = request.actor().person->uuid(),
                    .operator_id = at.id.uuid(),
                    .action = "mail.sent_again",
                    .entity_kind = "mail",
                    .entity = id.uuid(),
                    .before = {},
                    .after = {} });
        return queued;
    });
    return done(address_of(request, at), sent ? "queued" : "gone");
}

} // namespace passerelle::accounts
