#include "app/clock.hpp"
#include "app/commands.hpp"
#include "app/house.hpp"
#include "app/refused.hpp"
#include "modules/accounts/operator.hpp"
#include "modules/accounts/person.hpp"
#include "modules/accounts/roles.hpp"
#include "modules/accounts/sign_in.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/fold.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace passerelle::app {
namespace {

std::string words_of(accounts::OperatorRefused refused, std::string const& slug, i18n::Words const& words)
{
    switch (refused) {
    case accounts::OperatorRefused::SlugTaken:
        return i18n::fill(words.tr("There is an operator “{slug}” already."), { { "slug", slug } });
    case accounts::OperatorRefused::BadSlug:
        return i18n::fill(
            words.tr(
                "“{slug}” is not a slug: 2 to 40 lower-case letters, digits and hyphens, a letter first."),
            { { "slug", slug } });
    case accounts::OperatorRefused::NameMissing:
        return std::string(words.tr("The operator needs a name."));
    }
    ensure(false);
}

struct OperatorOptions {
    std::string slug;
    std::string name;
};

Exit add_operator(OperatorOptions const& options, Command const& command)
{
    House house({ command.options });
    accounts::Operator added;
    added.slug = options.slug;
    added.name = options.name;
    added.langs = house.platform().installation.langs;
    auto const outcome = house.database().write(
        [&](db::Transaction& tx) { return accounts::add_operator(tx, added, {}, now(), house.random()); });
    if (outcome.refused())
        throw CommandRefused(words_of(outcome.refusal(), options.slug, command.words));
    std::cout << outcome->id.text() << '\n';
    return Exit::Done;
}

struct UserOptions {
    std::string email;
    std::string operator_slug;
    std::string role;
    std::string base_url = "http://127.0.0.1:8080";
};

accounts::Operator operator_named(House& house, std::string const& slug, i18n::Words const& words)
{
    auto const found
        = house.database().read([&](db::Reader& reader) { return accounts::find_operator(reader, slug); });
    if (found)
        return *found;
    std::vector<std::string> slugs;
    for (auto const& known :
        house.database().read([](db::Reader& reader) { return accounts::operators(reader); }))
        slugs.push_back(known.slug);
    auto const near = i18n::nearest(slug, slugs, 1);
    auto text = i18n::fill(words.tr("There is no operator “{slug}”."), { { "slug", slug } });
    if (!near.empty())
        text += " " + i18n::fill(words.tr("Did you mean “{slug}”?"), { { "slug", near.front() } });
    throw CommandRefused(text);
}

Exit add_user(UserOptions const& options, Command const& command)
{
    auto const& words = command.words;
    auto const email = i18n::normalise_email(options.email);
    if (!email)
        throw CommandRefused(
            i18n::fill(words.tr("“{email}” is not a mail address."), { { "email", options.email } }));
    auto const role = accounts::find_operator_role(options.role);
    if (!role)
        throw CommandRefused(
            i18n::fill(words.tr("“{role}” is not a role. There are administrator, manager and viewer."),
                { { "role", options.role } }));
    House house({ command.options, options.base_url });
    auto const at = operator_named(house, options.operator_slug, words);
    auto const& platform = house.platform();
    auto const today = i18n::today(now(), platform.installation.zone);
    auto const token = house.database().write([&](db::Transaction& tx) {
        auto const person
            = accounts::ensure_person(tx, *email, {}, command.options.lang, now(), house.random());
        accounts::give_role(tx, person.id, at.id, *role, {}, today, now(), house.random());
        return accounts::sign_in_token(tx, person.id, now(), house.random());
    });
    std::cout << platform.site.absolute(
        platform.router.path("/{lang}/@sign_in/{token}", command.options.lang, { token.text() }))
              << '\n';
    return Exit::Done;
}

} // namespace

void add_account_commands(CLI::App& app, Command command)
{
    auto const& words = command.words;
    auto* operators
        = app.add_subcommand("operator", std::string(words.tr("Operators: who runs the platform")));
    operators->require_subcommand(1);
    auto const operator_options = std::make_shared<OperatorOptions>();
    auto* add = operators->add_subcommand("add", std::string(words.tr("Adds an operator")));
    add->add_option("slug", operator_options->slug, std::string(words.tr("Its part of addresses")))
        ->required();
    add->add_option("--name", operator_options->name, std::string(words.tr("Its name")))->required();
    add->callback([=] { command.run = [=] { return add_operator(*operator_options, command); }; });

    auto* users = app.add_subcommand("user", std::string(words.tr("People who may sign in")));
    users->require_subcommand(1);
    auto const user_options = std::make_shared<UserOptions>();
    auto* user = users->add_subcommand(
        "add", std::string(words.tr("Gives a role and prints a one-time sign-in link")));
    user->add_option("email", user_options->email, std::string(words.tr("Mail address")))->required();
    user->add_option("--operator", user_options->operator_slug, std::string(words.tr("Slug of the operator")))
        ->required();
    user->add_option("--role", user_options->role, std::string(words.tr("administrator, manager or viewer")))
        ->required();
    user->add_option(
            "--base-url", user_options->base_url, std::string(words.tr("Address of the sign-in links")))
        ->envname("PASSERELLE_BASE_URL");
    user->callback([=] { command.run = [=] { return add_user(*user_options, command); }; });
    add_user_commands(*users, command);
}

} // namespace passerelle::app
