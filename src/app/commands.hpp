#pragma once

#include "app/command_line.hpp"
#include "platform/i18n/words.hpp"

#include <functional>

namespace CLI {
class App;
}

namespace passerelle::app {

/// What a verb's table row gets: the options, which are complete when `run` is called, and where to leave
/// `run`.
struct Command {
    GlobalOptions const& options;
    i18n::Words const& words;
    std::function<Exit()>& run;
};

/// Adds every verb. Each family has its own file `*_commands.cpp`.
void add_commands(CLI::App&, Command);

void add_serve_command(CLI::App&, Command);
void add_database_commands(CLI::App&, Command);  ///< migrate, doctor, backup, restore, reindex
void add_account_commands(CLI::App&, Command);   ///< operator add, user add
void add_user_commands(CLI::App& user, Command); ///< below user: what is done to accounts
void add_directory_commands(CLI::App&, Command); ///< import, demo
void add_search_command(CLI::App&, Command);
void add_schedule_command(CLI::App&, Command);

} // namespace passerelle::app
