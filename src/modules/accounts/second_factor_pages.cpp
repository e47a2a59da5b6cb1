#include "modules/accounts/every_page.hpp"
#include "modules/accounts/pages.hpp"
#include "modules/accounts/person_store.hpp"
#include "modules/accounts/second_factor.hpp"
#include "modules/accounts/views.hpp"
#include "modules/accounts/views/code_page.hpp"
#include "modules/accounts/views/factor_setup_page.hpp"
#include "modules/accounts/views/recovery_codes_page.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/totp.hpp"
#include "platform/documents/qr.hpp"
#include "platform/log/log.hpp"

namespace passerelle::accounts {
namespace {

using html::Url;
using State = Visitor::SecondFactor;

crypto::SecretKey const& key_of(Request const& request) { return request.platform().installation.secret; }

Person person_of(Request const& request, Session const& session)
{
    return request.read(
        [&](db::Reader& reader) { return store::find_person(reader, session.person).value(); });
}

std::string words_of(SecondFactorRefused refused, i18n::Words const& words)
{
    switch (refused) {
    case SecondFactorRefused::WrongCode:
        return std::string(words.tr("This code is not right, or was used already. Wait for the next one."));
    case SecondFactorRefused::TooManyTries:
        return std::string(words.tr("Too many tries. Wait an hour, or use a recovery code."));
    }
    ensure(false);
}

int status_of(SecondFactorRefused refused)
{
    return refused == SecondFactorRefused::TooManyTries ? 429 : 422;
}

html::Field code_field(i18n::Words const& words, std::string error)
{
    return { .name = "code",
        .label = std::string(words.tr("Code")),
        .hint = std::string(words.tr("Six digits. You may paste them.")),
        .error = std::move(error),
        .required = true,
        .autocomplete = "one-time-code",
        .input_mode = "numeric" };
}

/// In groups of four, for the eye.
std::string grouped(std::string const& text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            result += ' ';
        result += text[i];
    }
    return result;
}

http::Response show_setup(Request const& request, Session const& session, ProposedFactor const& proposed,
    std::string const& next, std::string error = {}, int status = 200)
{
    auto const page = own_page(request, request.words().tr("Set up the second factor"));
    auto const person = person_of(request, session);
    auto const qr = documents::qr_code(
        crypto::otpauth_uri(request.platform().installation.name, person.email, proposed.secret));
    return shown(views::factor_setup_page(page,
                     { .required = request.visitor().second_factor == State::SetUp,
                         .qr_size = qr.size,
                         .qr_path = qr.path,
                         .secret = grouped(crypto::base32(proposed.secret)),
                         .sealed = proposed.sealed,
                         .code = code_field(request.words(), std::move(error)),
                         .send = Url(request.address("/{lang}/@second_factor")),
                         .next = next }),
        status);
}

http::Response show_code(
    Request const& request, std::string const& next, std::string error = {}, int status = 200)
{
    auto const& words = request.words();
    auto const page = own_page(request, words.tr("Verification code"));
    return shown(
        views::code_page(page,
            { .code = code_field(words, std::move(error)),
                .lede = std::string(words.tr("Open your authenticator app and copy the code of six digits.")),
                .send = Url(request.address("/{lang}/@second_factor")),
                .other = Url(with_next(request.address("/{lang}/@second_factor/@recovery"), next)),
                .other_label = std::string(words.tr("Use a recovery code")),
                .next = next }),
        status);
}

http::Response show_recovery(
    Request const& request, std::string const& next, std::string error = {}, int status = 200)
{
    auto const& words = request.words();
    auto const page = own_page(request, words.tr("Recovery code"));
    return shown(
        views::code_page(page,
            { .code = { .name = "code",
                  .label = std::string(words.tr("Recovery code")),
                  .hint = std::string(words.tr("Sixteen letters and digits; hyphens do not matter.")),
                  .error = std::move(error),
                  .required = true,
                  .autocomplete = "off" },
                .lede = std::string(
                    words.tr("One of the codes that you kept when you set up the app. Each works once.")),
                .send = Url(request.address("/{lang}/@second_factor/@recovery")),
                .other = Url(with_next(request.address("/{lang}/@second_factor"), next)),
                .other_label = std::string(words.tr("Use the app")),
                .next = next }),
        status);
}

http::Response show_codes(Request const& request, std::vector<std::string> codes, std::string const& on)
{
    auto const page = own_page(request, request.words().tr("Your recovery codes"));
    return shown(views::recovery_codes_page(page, { std::move(codes), Url(on) }));
}

http::Response to_sign_in(Request const& request)
{
    return http::Response::see_other(
        with_next(request.address("/{lang}/@sign_in"), next_of(request.query())));
}

http::Response set_up(Request const& request, Session const& session)
{
    auto const& fields = request.form().fields;
    auto const next = next_of(fields);
    auto const proposed = proposed_again(key_of(request), session.id, fields.text("sealed"));
    if (!proposed)
        return http::Response::see_other(with_next(request.address("/{lang}/@second_factor"), next));
    auto const outcome = set_up_second_factor(request.platform().database, session, *proposed,
        fields.text("code"), key_of(request), request.now(), request.random());
    if (outcome.refused())
        return show_setup(request, session, *proposed, next, words_of(outcome.refusal(), request.words()),
            status_of(outcome.refusal()));
    auto response = show_codes(request, outcome->recovery_codes, landing_of(request, next, session.person));
    set_session(response, outcome->token);
    return response;
}

http::Response let_in(
    Request const& request, Session const& session, std::string const& next, crypto::Token const& token)
{
    auto response = http::Response::see_other(landing_of(request, next, session.person));
    set_session(response, token);
    return response;
}

} // namespace

http::Response second_factor_page(Request& request)
{
    auto const& session = request.visitor().session;
    if (!session)
        return to_sign_in(request);
    auto const next = next_of(request.query());
    if (request.visitor().second_factor == State::Give)
        return show_code(request, next);
    if (person_of(request, *session).has_second_factor)
        return http::Response::see_other(landing_of(request, next, session->person));
    return show_setup(
        request, *session, propose_second_factor(key_of(request), session->id, request.random()), next);
}

http::Response answer_second_factor(Request& request)
{
    auto const& session = request.visitor().session;
    if (!session)
        return to_sign_in(request);
    if (request.visitor().second_factor != State::Give)
        return set_up(request, *session);
    auto const& fields = request.form().fields;
    auto const next = next_of(fields);
    auto const outcome = give_second_factor(request.platform().database, *session, fields.text("code"),
        key_of(request), request.now(), request.random());
    if (outcome.refused()) {
        log::warning("second_factor.refused", { { "person", session->person } });
        return show_code(
            request, next, words_of(outcome.refusal(), request.words()), status_of(outcome.refusal()));
    }
    return let_in(request, *session, next, *outcome);
}

http::Response recovery_page(Request& request)
{
    if (request.visitor().second_factor != State::Give)
        return to_sign_in(request);
    return show_recovery(request, next_of(request.query()));
}

http::Response answer_recovery(Request& request)
{
    auto const& session = request.visitor().session;
    if (!session || request.visitor().second_factor != State::Give)
        return to_sign_in(request);
    auto const& fields = request.form().fields;
    auto const next = next_of(fields);
    auto const outcome = give_recovery_code(request.platform().database, *session, fields.text("code"),
        key_of(request), request.now(), request.random());
    if (outcome.refused())
        return show_recovery(request, next,
            outcome.refusal() == SecondFactorRefused::TooManyTries
                ? std::string(request.words().tr("Too many tries. Wait an hour."))
                : std::string(request.words().tr("This code is not right, or was used already.")),
            status_of(outcome.refusal()));
    return let_in(request, *session, next, *outcome);
}

http::Response remove_factor(Request& request)
{
    auto const outcome = remove_second_factor(request.platform().database, request.visitor().session.value(),
        request.form().fields.text("code"), key_of(request), request.now(), request.random());
    return done(request.address("/{lang}/@account"), outcome.refused() ? "wrong_code" : "factor_removed");
}

http::Response renew_codes(Request& request)
{
    auto const account = request.address("/{lang}/@account");
    auto const outcome = renew_recovery_codes(request.platform().database, request.visitor().session.value(),
        request.form().fields.text("code"), key_of(request), request.now(), request.random());
    return outcome.refused() ? done(account, "wrong_code") : show_codes(request, *outcome, account);
}

} // namespace passerelle::accounts
