#include "app/clock.hpp"
#include "app/commands.hpp"
#include "app/house.hpp"
#include "app/refused.hpp"
#include "modules/directory/demo/demo.hpp"
#include "modules/directory/finding/finder.hpp"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <iostream>
#include <memory>

namespace passerelle::app {
namespace {

struct DemoOptions {
    int organisations = 90;
    int events = 0;
    std::uint64_t seed = 1;
    std::string base_url = "http://127.0.0.1:8080";
};

/// On a terminal one line that changes; in a pipe nothing.
std::function<void(int, int)> progress_of(std::string_view what)
{
    if (!isatty(STDERR_FILENO))
        return {};
    return [what = std::string(what)](int done, int all) {
        std::cerr << '\r' << what << ": " << done << " / " << all << (done == all ? "\n" : "") << std::flush;
    };
}

Exit demo(DemoOptions const& options, Command const& command)
{
    House house({ command.options, options.base_url });
    auto const doors = directory::fill_with_demo(house.directory(), { options.organisations, options.seed }, now(),
        progress_of(command.words.tr("Organisations")));
    if (doors.refused())
        throw CommandRefused(std::string(command.words.tr(
            "The database is not empty: a demonstration goes into a fresh one only.")));
    house.directory().finder.catch_up();
    auto const& platform = house.platform();
    for (auto const& door : *doors)
        std::cout << door.role << '\t' << door.name << '\t' << door.email << '\t'
                  << platform.site.absolute(
                         platform.router.path("/{lang}/@sign_in/{token}", command.options.lang, { door.sign_in.text() }))
                  << '\n';
    return Exit::Done;
}

} // namespace

void add_directory_commands(CLI::App& app, Command command)
{
    auto const options = std::make_shared<DemoOptions>();
    auto const& words = command.words;
    auto* verb = app.add_subcommand("demo", std::string(words.tr("Fills an empty database with an invented network")));
    verb->add_option("--organisations", options->organisations, std::string(words.tr("How many organisations")))
        ->check(CLI::Range(1, 1'000'000));
    verb->add_option("--events", options->events, std::string(words.tr("How many events")))
        ->check(CLI::Range(0, 1'000'000));
    verb->add_option("--seed", options->seed, std::string(words.tr("The same number gives the same network")));
    verb->add_option("--base-url", options->base_url, std::string(words.tr("Address of the sign-in links")))
        ->envname("PASSERELLE_BASE_URL");
    verb->callback([=] { command.run = [=] { return demo(*options, command); }; });
}

} // namespace passerelle::app
