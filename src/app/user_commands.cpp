#include "app/clock.hpp"
#include "app/commands.hpp"
#include "app/house.hpp"
#include "app/refused.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/accounts/address_change.hpp"
#include "modules/accounts/erasure.hpp"
#include "modules/accounts/standing.hpp"
#include "platform/i18n/contact.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace passerelle::app {
namespace {

struct UserOptions {
    std::string email;
    std::string new_email;
    std::string base_url = "http://127.0.0.1:8080";
};

/// The address as it was typed, so that the message says which one is meant.
CommandRefused refused(std::string_view sentence, std::string const& email)
{
    return CommandRefused(i18n::fill(sentence, { { "email", email } }));
}

std::string normal_email(std::string const& written, i18n::Words const& words)
{
    auto const email = i18n::normalise_email(written);
    if (!email)
        throw refused(words.tr("“{email}” is not a mail address."), written);
    return *email;
}

accounts::Person person_named(House& house, std::string const& written, i18n::Words const& words)
{
    auto const email = normal_email(written, words);
    auto const found
        = house.database().read([&](db::Reader& reader) { return accounts::find_person(reader, email); });
    if (!found)
        throw refused(words.tr("Nobody has an account with the address {email}."), email);
    return *found;
}

/// One of those of standing.hpp.
using Change = bool (*)(db::Transaction&, accounts::PersonId, accounts::Keeper const&, Random&);

Exit change_standing(
    UserOptions const& options, Command const& command, Change change, std::string_view nothing_to_do)
{
    House house({ command.options });
    auto const person = person_named(house, options.email, command.words);
    auto const changed = house.database().write([&](db::Transaction& tx) {
        return change(tx, person.id, { .person = {}, .at = {}, .now = now() }, house.random());
    });
    if (!changed)
        throw refused(nothing_to_do, person.email);
    return Exit::Done;
}

Exit change_address(UserOptions const& options, Command const& command)
{
    auto const& words = command.words;
    House house({ command.options, options.base_url });
    auto const person = person_named(house, options.email, words);
    auto const email = normal_email(options.new_email, words);
    auto const& platform = house.platform();
    auto const link = [&](Lang lang, crypto::Token const& token) {
        return platform.site.absolute(
            platform.router.path("/{lang}/@account/@address/{token}", lang, { token.text() }));
    };
    auto const outcome = house.database().write([&](db::Transaction& tx) {
        return accounts::ask_for_address(
            tx, person, email, { .person = {}, .at = {}, .now = now() }, link, house.random());
    });
    if (!outcome.refused())
        return Exit::Done;
    switch (outcome.refusal()) {
    case accounts::AddressRefused::Same:
        throw refused(words.tr("The account has the address {email} already."), email);
    case accounts::AddressRefused::Taken:
        throw refused(words.tr("Another account has the address {email}."), email);
    }
    ensure(false);
}

Exit erase(UserOptions const& options, Command const& command)
{
    House house({ command.options });
    auto const person = person_named(house, options.email, command.words);
    auto const& platform = house.platform();
    auto const at = now();
    auto const outcome = house.database().write([&](db::Transaction& tx) {
        return accounts::erase_person(tx, person.id, { .person = {}, .at = {}, .now = at },
            i18n::today(at, platform.installation.zone), platform.forget_elsewhere, house.random());
    });
    if (outcome.refused())
        throw refused(
            command.words.tr("{email} is the last administrator of an operator. Name another one first."),
            person.email);
    return Exit::Done;
}

} // namespace

void add_user_commands(CLI::App& user, Command command)
{
    auto const& words = command.words;
    auto const options = std::make_shared<UserOptions>();
    auto const add = [&](std::string name, std::string_view what) {
        auto* verb = user.add_subcommand(std::move(name), std::string(what));
        verb->add_option("email", options->email, std::string(words.tr("Mail address")))->required();
        return verb;
    };
    auto const on = [&](CLI::App* verb, auto run) { verb->callback([=] { command.run = run; }); };
    auto const standing = [&](CLI::App* verb, Change change, std::string_view nothing_to_do) {
        on(verb, [=] { return change_standing(*options, command, change, nothing_to_do); });
    };
    standing(add("reset-second-factor",
                 words.tr("Removes a second factor that was lost; the person is told by mail")),
        accounts::reset_second_factor, words.tr("{email} has no second factor."));
    standing(add("disable", words.tr("Keeps somebody from signing in; roles stay")), accounts::disable_person,
        words.tr("The account of {email} is not open."));
    standing(add("enable", words.tr("Opens a disabled account again")), accounts::enable_person,
        words.tr("The account of {email} is not disabled."));

    auto* address = add("change-address", words.tr("Sends a link to a new address, which confirms it"));
    address->add_option("new-email", options->new_email, std::string(words.tr("The new mail address")))
        ->required();
    address
        ->add_option("--base-url", options->base_url, std::string(words.tr("Address of the links in mails")))
        ->envname("PASSERELLE_BASE_URL");
    on(address, [=] { return change_address(*options, command); });

    on(add("erase", words.tr("Deletes an account for good; the change log keeps no name")),
        [=] { return erase(*options, command); });
}

} // namespace passerelle::app
