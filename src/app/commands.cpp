#include "app/commands.hpp"

namespace passerelle::app {

void add_commands(CLI::App& app, Command command)
{
    add_serve_command(app, command);
    add_directory_commands(app, command);
    add_search_command(app, command);
    add_schedule_command(app, command);
    add_account_commands(app, command);
    add_database_commands(app, command);
}

} // namespace passerelle::app
