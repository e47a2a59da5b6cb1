#include "modules/accounts/every_page.hpp"
#include "modules/accounts/pages.hpp"
#include "modules/accounts/password.hpp"
#include "modules/accounts/views.hpp"
#include "modules/accounts/views/password_page.hpp"
#include "platform/crypto/password_rules.hpp"

namespace passerelle::accounts {
namespace {

using html::Url;

enum class From { Change, Removal };

std::string words_of(PasswordChangeRefused refused, Person const& person, i18n::Words const& words)
{
    switch (refused) {
    case PasswordChangeRefused::WrongCurrent:
        return std::string(words.tr("This is not your present password."));
    case PasswordChangeRefused::TooManyTries:
        return std::string(words.tr("Too many tries. Wait an hour."));
    case PasswordChangeRefused::TooShort:
        return i18n::fill(words.tr("Too short: at least {n} characters."),
            { { "n", std::to_string(password_length_min_of(person)) } });
    case PasswordChangeRefused::TooLong:
        return i18n::fill(words.tr("Too long: at most {n} characters."),
            { { "n", std::to_string(crypto::password_length_max) } });
    case PasswordChangeRefused::Common:
        return std::string(
            words.tr("Too easy to guess: these are words that many people use. Add unusual ones."));
    case PasswordChangeRefused::ContextWord:
        return std::string(words.tr(
            "Too easy to guess: it says little more than your name, your address or that of the platform."));
    case PasswordChangeRefused::Repetitive:
        return std::string(
            words.tr("Too easy to guess: it repeats itself, or follows the alphabet or the keyboard."));
    }
    ensure(false);
}

bool is_about_current(PasswordChangeRefused refused)
{
    return refused == PasswordChangeRefused::WrongCurrent || refused == PasswordChangeRefused::TooManyTries;
}

Person me(Request const& request)
{
    return request.read(
        [&](db::Reader& reader) { return find_person(reader, *request.actor().person).value(); });
}

html::Field password_field(std::string name, std::string_view label, std::string autocomplete)
{
    return { .name = std::move(name),
        .label = std::string(label),
        .required = true,
        .autocomplete = std::move(autocomplete),
        .type = "password" };
}

http::Response show_password(
    Request const& request, std::optional<PasswordChangeRefused> refused = {}, From from = {})
{
    auto const& words = request.words();
    auto const person = me(request);
    auto const page = own_page(
        request, person.has_password ? words.tr("Change the password") : words.tr("Choose a password"));
    PasswordPage shown_values {
        .email = person.email,
        .has_password = person.has_password,
        .current = password_field("current", words.tr("Present password"), "current-password"),
        .fresh = password_field("fresh", words.tr("New password"), "new-password"),
        .current_for_removal = password_field("current", words.tr("Present password"), "current-password"),
        .send = Url(request.address("/{lang}/@account/@password")),
        .remove = Url(request.address("/{lang}/@account/@password/@removal")),
        .back = Url(request.address("/{lang}/@account")),
    };
    shown_values.current_for_removal.id = "current-for-removal";
    shown_values.fresh.hint = i18n::fill(words.tr("At least {n} characters; nothing else is demanded."),
        { { "n", std::to_string(password_length_min_of(person)) } });
    if (refused) {
        auto& field = from == From::Removal ? shown_values.current_for_removal
            : is_about_current(*refused)    ? shown_values.current
                                            : shown_values.fresh;
        field.error = words_of(*refused, person, words);
        shown_values.errors.add(html::id_of(field), field.error, field.label);
    }
    return shown(views::password_page(page, shown_values), refused ? 422 : 200);
}

} // namespace

http::Response password_page(Request& request) { return show_password(request); }

http::Response save_password(Request& request)
{
    auto const& fields = request.form().fields;
    auto const& installation = request.platform().installation;
    auto const outcome = change_password(request.platform().database, request.visitor().session.value(),
        { std::string(fields.text("current")), std::string(fields.text("fresh")) }, installation.name,
        installation.secret, request.now(), request.random());
    if (outcome.refused())
        return show_password(request, outcome.refusal(), From::Change);
    return done(request.address("/{lang}/@account"), "password_set");
}

http::Response drop_password(Request& request)
{
    auto const outcome = remove_password(request.platform().database, request.visitor().session.value(),
        request.form().fields.text("current"), request.platform().installation.secret, request.now(),
        request.random());
    if (outcome.refused())
        return show_password(request, outcome.refusal(), From::Removal);
    return done(request.address("/{lang}/@account"), "password_removed");
}

} // namespace passerelle::accounts
