#include "base/ensure.hpp"
#include "modules/accounts/address_change.hpp"
#include "modules/accounts/every_page.hpp"
#include "modules/accounts/pages.hpp"
#include "modules/accounts/throttle.hpp"
#include "modules/accounts/views.hpp"
#include "modules/accounts/views/address_link_page.hpp"
#include "modules/accounts/views/address_page.hpp"
#include "platform/i18n/contact.hpp"

namespace passerelle::accounts {
namespace {

using html::Url;

constexpr std::int64_t tries_max = 5; ///< an hour: each sends mails

Person me(Request const& request)
{
    return request.read(
        [&](db::Reader& reader) { return find_person(reader, *request.actor().person).value(); });
}

http::Response show_form(
    Request const& request, Person const& person, html::SentForm const& sent, int status = 200)
{
    auto const& words = request.words();
    auto const page = own_page(request, words.tr("Change the mail address"));
    html::Field email { .name = "email",
        .label = std::string(words.tr("New mail address")),
        .required = true,
        .autocomplete = "email",
        .type = "email" };
    return shown(views::address_page(page,
                     { .errors = sent.errors,
                         .present = person.email,
                         .email = sent.fields.empty() ? email : filled(email, sent),
                         .send = Url(request.address("/{lang}/@account/@address")),
                         .back = Url(request.address("/{lang}/@account")) }),
        status);
}

bool may_try(Request const& request)
{
    return request.write([&](db::Transaction& tx) {
        return count_try(tx, request.platform().installation.secret,
            { "address.person", request.actor().person->text(), tries_max }, request.now());
    });
}

http::Response link_spent(Request const& request)
{
    auto const& words = request.words();
    return show_message(request,
        { std::string(words.tr("This link no longer works")),
            { std::string(words.tr("It was used already, or is too old. Ask for the change once more.")) },
            Url(request.address("/{lang}/@account")), std::string(words.tr("My account")) },
        410);
}

http::Response address_taken(Request const& request)
{
    auto const& words = request.words();
    return show_message(request,
        { std::string(words.tr("Another account has this address")),
            { std::string(words.tr("Nothing was changed. Sign in with it, or choose another address.")) },
            Url(request.address("/{lang}/@sign_in")), std::string(words.tr("Sign in")) },
        409);
}

/// Whoever opens the link in the session that asked for it stays in.
std::optional<SessionId> own_session(Request const& request, PersonId person)
{
    auto const& session = request.visitor().session;
    return session && session->person == person ? std::optional(session->id) : std::nullopt;
}

} // namespace

http::Response address_page(Request& request) { return show_form(request, me(request), {}); }

http::Response ask_address(Request& request)
{
    auto const& words = request.words();
    html::SentForm sent { .fields = request.form().fields };
    auto const person = me(request);
    auto const refuse = [&](std::string_view message, int status = 422) {
        sent.errors.add("email", message, words.tr("New mail address"));
        return show_form(request, person, sent, status);
    };
    auto const email = i18n::normalise_email(sent.fields.text("email"));
    if (!email)
        return refuse(words.tr("This is not a mail address. Right would be anna.meier@example.ch."));
    if (!may_try(request))
        return refuse(words.tr("Too many tries. Wait an hour."), 429);
    auto const outcome = request.write([&](db::Transaction& tx) {
        return ask_for_address(tx, person, *email, { .person = person.id, .now = request.now() },
            address_link(request), request.random());
    });
    // Whether another account has it is nobody's business: the answer is the same.
    if (outcome.refused() && outcome.refusal() == AddressRefused::Same)
        return refuse(words.tr("This is the address of your account already."));
    return done(request.address("/{lang}/@account"), "address_asked");
}

http::Response address_link_page(Request& request)
{
    auto const token = token_of(request);
    auto const change
        = request.read([&](db::Reader& reader) { return find_address_change(reader, token, request.now()); });
    if (!change)
        return link_spent(request);
    auto const page = own_page(request, request.words().tr("Confirm the mail address"));
    return shown(views::address_link_page(page,
        { change->name, change->email,
            Url(request.address("/{lang}/@account/@address/{token}", { token.text() })) }));
}

http::Response open_address_link(Request& request)
{
    auto const& words = request.words();
    auto const token = token_of(request);
    auto const outcome = request.write([&](db::Transaction& tx) {
        auto const change = find_address_change(tx, token, request.now());
        return confirm_address(tx, token, change ? own_session(request, change->person) : std::nullopt,
            request.now(), request.random());
    });
    if (!outcome.refused())
        return show_message(request,
            { std::string(words.tr("The new mail address counts")),
                { i18n::fill(words.tr("From now on mails go to {email}."), { { "email", outcome->email } }) },
                Url(request.address("/{lang}/@account")), std::string(words.tr("My account")) });
    switch (outcome.refusal()) {
    case ConfirmationRefused::LinkSpent:
        return link_spent(request);
    case ConfirmationRefused::Taken:
        return address_taken(request);
    }
    ensure(false);
}

} // namespace passerelle::accounts
