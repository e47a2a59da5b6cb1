#include "app/commands.hpp"
#include "app/house.hpp"
#include "modules/directory/finding/finder.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace passerelle::app {
namespace {

Exit migrate(Command const& command)
{
    House house({ command.options });
    std::cout << i18n::fill(command.words.tr("The schema is at version {version}."),
        { { "version", std::to_string(db::schema_version(house.database())) } })
              << '\n';
    return Exit::Done;
}

Exit reindex(Command const& command)
{
    House house({ command.options });
    auto const done = house.directory().finder.rebuild();
    auto const text = command.words.trn("{n} organisation is searchable.", "{n} organisations are searchable.", done);
    std::cout << i18n::fill(text, { { "n", std::to_string(done) } }) << '\n';
    return Exit::Done;
}

} // namespace

void add_database_commands(CLI::App& app, Command command)
{
    app.add_subcommand("migrate", std::string(command.words.tr("Brings the database's schema forward")))
        ->callback([command] { command.run = [command] { return migrate(command); }; });
    app.add_subcommand("reindex", std::string(command.words.tr("Makes the search index anew")))
        ->callback([command] { command.run = [command] { return reindex(command); }; });
}

} // namespace passerelle::app
