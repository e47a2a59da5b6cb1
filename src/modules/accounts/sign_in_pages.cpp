#include "modules/accounts/every_page.hpp"
#include "modules/accounts/pages.hpp"
#include "modules/accounts/session_store.hpp"
#include "modules/accounts/sign_in.hpp"
#include "modules/accounts/views.hpp"
#include "modules/accounts/views/link_page.hpp"
#include "modules/accounts/views/sign_in_page.hpp"
#include "platform/http/cookie.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/log/log.hpp"

namespace passerelle::accounts {
namespace {

using html::Url;

struct SentAgain {
    std::string link_email {};
    std::string link_error {};
    std::string email {};
    std::string password_error {};
    int status = 200;
};

SignInPage doors_of(Request const& request, html::Page const& page, std::string next, SentAgain const& sent)
{
    return {
        .link_email = { .name = "email",
            .label = std::string(page.tr("Your mail address")),
            .error = sent.link_error,
            .value = sent.link_email,
            .required = true,
            .autocomplete = "email",
            .type = "email" },
        .email = { .name = "email",
            .label = std::string(page.tr("Your mail address")),
            .value = sent.email,
            .required = true,
            .autocomplete = "username",
            .type = "email",
            .id = "password-email" },
        .password = { .name = "password",
            .label = std::string(page.tr("Password")),
            .error = sent.password_error,
            .required = true,
            .autocomplete = "current-password",
            .type = "password" },
        .next = std::move(next),
        .ask_link = Url(request.address("/{lang}/@sign_in/@link")),
        .sign_in = Url(request.address("/{lang}/@sign_in")),
    };
}

http::Response show_doors(Request const& request, std::string next, SentAgain const& sent)
{
    auto page = own_page(request, request.words().tr("Sign in"));
    if (request.query().text("done") == "erased")
        page.notices.push_back(notice(html::Notice::Kind::Good,
            page.tr("Your account is deleted, with everything that belonged to it.")));
    for (auto const& error : { sent.link_error, sent.password_error })
        if (!error.empty())
            page.notices.push_back(notice(html::Notice::Kind::Bad, error));
    return shown(views::sign_in_page(page, doors_of(request, page, std::move(next), sent)), sent.status);
}

http::Response link_spent(Request const& request)
{
    auto const& words = request.words();
    return show_message(request,
        { std::string(words.tr("This link no longer works")),
            { std::string(
                words.tr("It was used already, or is too old. A new one is on its way in a minute.")) },
            Url(request.address("/{lang}/@sign_in")), std::string(words.tr("Ask for a new link")) },
        410);
}

/// The old session of this browser ends, so that nobody goes on in somebody else's.
http::Response begin(Request const& request, SignedIn const& signed_in)
{
    auto const person = signed_in.opened.session.person;
    if (auto const& old = request.visitor().session)
        request.write([&](db::Transaction& tx) { end_session(tx, old->person, old->id); });
    auto response = http::Response::see_other(landing_of(request, signed_in.next, person));
    set_session(response, signed_in.opened.token);
    return response;
}

} // namespace

http::Response sign_in_page(Request& request)
{
    auto next = next_of(request.query());
    if (request.actor().signed_in())
        return http::Response::see_other(landing_of(request, next, *request.actor().person));
    return show_doors(request, std::move(next), {});
}

http::Response ask_link(Request& request)
{
    auto const& words = request.words();
    auto const& fields = request.form().fields;
    auto const next = next_of(fields);
    auto const email = i18n::normalise_email(fields.text("email"));
    SentAgain sent { .link_email = std::string(fields.text("email")) };
    if (!email) {
        sent.link_error = words.tr("This is not a mail address. Right would be anna.meier@example.ch.");
        sent.status = 422;
        return show_doors(request, next, sent);
    }
    auto const outcome = request.write([&](db::Transaction& tx) {
        return ask_for_link(tx, { *email, next }, caller_of(request), request.platform().installation.secret,
            link_address(request), request.random());
    });
    if (outcome.refused()) {
        log::warning("sign_in.link_refused", { { "reason", "too_many_tries" } });
        sent.link_error = words.tr("Too many links were asked for from here. Wait an hour, then try again.");
        sent.status = 429;
        return show_doors(request, next, sent);
    }
    return http::Response::see_other(request.address("/{lang}/@sign_in/@link"));
}

http::Response link_sent_page(Request& request)
{
    auto const& words = request.words();
    return show_message(request,
        { std::string(words.tr("Look into your mailbox")),
            { std::string(
                  words.tr("If there is an account for this address, a mail with a link is on its way. "
                           "It works for 15 minutes.")),
                std::string(
                    words.tr("Nothing there? Look among the unwanted mails, or try another address.")) },
            Url(request.address("/{lang}/@sign_in")), std::string(words.tr("Back to the sign-in page")) });
}

http::Response link_page(Request& request)
{
    auto const token = token_of(request);
    auto const link
        = request.read([&](db::Reader& reader) { return find_link(reader, token, request.now()); });
    if (!link)
        return link_spent(request);
    auto const page = own_page(request, request.words().tr("Sign in"));
    return shown(views::link_page(
        page, { link->name, Url(request.address("/{lang}/@sign_in/{token}", { token.text() })) }));
}

http::Response open_link(Request& request)
{
    auto const token = token_of(request);
    auto const outcome = request.write(
        [&](db::Transaction& tx) { return use_link(tx, token, caller_of(request), request.random()); });
    if (outcome.refused())
        return link_spent(request);
    return begin(request, *outcome);
}

http::Response sign_in(Request& request)
{
    auto const& words = request.words();
    auto const& fields = request.form().fields;
    auto const next = next_of(fields);
    auto const email = i18n::normalise_email(fields.text("email")).value_or("");
    auto outcome = sign_in_with_password(request.platform().database, email, fields.text("password"),
        caller_of(request), request.platform().installation.secret, request.random());
    if (!outcome.refused()) {
        auto signed_in = *outcome;
        signed_in.next = next;
        return begin(request, signed_in);
    }
    SentAgain sent { .email = std::string(fields.text("email")), .status = 422 };
    switch (outcome.refusal()) {
    case SignInRefused::LinkSpent:
    case SignInRefused::WrongPassword:
        sent.password_error
            = words.tr("The mail address or the password is not right. You can also sign in by mail.");
        log::warning("sign_in.refused", { { "reason", "wrong_password" } });
        break;
    case SignInRefused::TooManyTries:
        sent.password_error = words.tr("Too many tries. Sign in by mail, or wait an hour.");
        sent.status = 429;
        log::warning("sign_in.refused", { { "reason", "too_many_tries" } });
        break;
    }
    return show_doors(request, next, sent);
}

http::Response sign_out_of_session(Request& request)
{
    if (auto const& session = request.visitor().session)
        request.write(
            [&](db::Transaction& tx) { sign_out(tx, session->person, session->id, request.now()); });
    auto response = http::Response::see_other(request.address("/{lang}/@sign_in"));
    http::clear_cookie(response, "session");
    return response;
}

} // namespace passerelle::accounts
