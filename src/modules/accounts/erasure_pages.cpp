#include "base/ensure.hpp"
#include "modules/accounts/erasure.hpp"
#include "modules/accounts/every_page.hpp"
#include "modules/accounts/pages.hpp"
#include "modules/accounts/views.hpp"
#include "modules/accounts/views/erasure_page.hpp"
#include "platform/http/cookie.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/fold.hpp"

namespace passerelle::accounts {
namespace {

using html::Url;

http::Response show_form(Request const& request, html::SentForm const& sent, int status = 200)
{
    auto const& words = request.words();
    auto const page = own_page(request, words.tr("Delete the account"));
    html::Field email { .name = "email",
        .label = std::string(words.tr("Your mail address")),
        .hint = std::string(words.tr("So that nobody does this by mistake.")),
        .required = true,
        .autocomplete = "off",
        .type = "email" };
    return shown(views::erasure_page(page,
                     { .errors = sent.errors,
                         .email = sent.fields.empty() ? email : filled(email, sent),
                         .send = Url(request.address("/{lang}/@account/@erasure")),
                         .back = Url(request.address("/{lang}/@account")),
                         .own_data = Url(request.address("/{lang}/@account/@own_data")) }),
        status);
}

} // namespace

http::Response erasure_page(Request& request) { return show_form(request, {}); }

http::Response erase_own_account(Request& request)
{
    auto const& words = request.words();
    html::SentForm sent { .fields = request.form().fields };
    auto const id = *request.actor().person;
    auto const person = request.read([&](db::Reader& reader) { return find_person(reader, id).value(); });
    auto const typed = i18n::normalise_email(sent.fields.text("email")).value_or("");
    if (i18n::lower(typed) != i18n::lower(person.email)) {
        sent.errors.add(
            "email", words.tr("This is not the address of your account."), words.tr("Your mail address"));
        return show_form(request, sent, 422);
    }
    auto const outcome = request.write([&](db::Transaction& tx) {
        return erase_person(tx, id, { .person = id, .now = request.now() }, request.today(),
            request.platform().forget_elsewhere, request.random());
    });
    if (outcome.refused() && outcome.refusal() == ErasureRefused::LastAdministrator) {
        sent.errors.add("email",
            words.tr("You are the last administrator of an operator. Name another one first."),
            words.tr("Your mail address"));
        return show_form(request, sent, 422);
    }
    auto response = done(request.address("/{lang}/@sign_in"), "erased");
    http::clear_cookie(response, "session");
    return response;
}

} // namespace passerelle::accounts
