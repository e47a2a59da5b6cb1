#include "app/clock.hpp"
#include "app/commands.hpp"
#include "app/house.hpp"
#include "app/refused.hpp"
#include "modules/directory/demo/demo.hpp"
#include "modules/directory/finding/finder.hpp"
#include "modules/directory/imports/commands.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

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
    House house({ .options = command.options, .base_url = options.base_url, .cache_kib = 256 * 1024 });
    auto const doors = directory::fill_with_demo(house.directory(), { options.organisations, options.seed },
        now(), progress_of(command.words.tr("Organisations")));
    if (doors.refused())
        throw CommandRefused(std::string(
            command.words.tr("The database is not empty: a demonstration goes into a fresh one only.")));
    house.directory().finder.catch_up();
    auto const& platform = house.platform();
    auto const& router = platform.router;
    std::cout << platform.site.absolute(router.path("/{lang}/@sign_in", command.options.lang)) << "\n\n";
    for (auto const& door : *doors)
        std::cout << fmt::format("{:14} {}\n{:14} {}\n{:14} {}\n\n", door.role, door.email, "", door.password,
            "",
            platform.site.absolute(
                router.path("/{lang}/@sign_in/{token}", command.options.lang, { door.sign_in.text() })));
    return Exit::Done;
}

Exit import_organisations(directory::ImportOptions options, Command const& command)
{
    House house({ .options = command.options, .cache_kib = 32 * 1024 });
    options.now = now();
    options.json = command.options.json;
    if (isatty(STDERR_FILENO))
        options.progress = [&](std::int64_t rows) {
            std::cerr << '\r' << command.words.tr("rows") << ": " << rows << std::flush;
        };
    auto const status = directory::import_organisations(
        house.directory(), options, std::cout, std::cerr, command.options.lang);
    if (!options.dry_run)
        house.directory().finder.catch_up();
    return status == 0 ? Exit::Done : Exit::Refused;
}

void add_import_command(CLI::App& app, Command const& command)
{
    auto const options = std::make_shared<directory::ImportOptions>();
    auto const& words = command.words;
    auto* verb = app.add_subcommand("import", std::string(words.tr("Takes over a list of organisations")));
    verb->require_subcommand(1);
    auto* what = verb->add_subcommand("organisations",
        std::string(words.tr("From CSV or XLSX, with headings in French, German or English")));
    what->add_option("file", options->file, std::string(words.tr("The list")))->required();
    what->add_option("--operator", options->operator_slug, std::string(words.tr("Whose list it is")))
        ->required();
    what->add_flag("--dry-run", options->dry_run, std::string(words.tr("Only says what would happen")));
    what->add_option("--mapping", options->mapping_file, std::string(words.tr("JSON: heading to column")));
    what->add_option(
        "--report", options->report_file, std::string(words.tr("Where to write the report (JSON)")));
    what->callback([=] { command.run = [=] { return import_organisations(*options, command); }; });
}

} // namespace

void add_directory_commands(CLI::App& app, Command command)
{
    add_import_command(app, command);
    auto const options = std::make_shared<DemoOptions>();
    auto const& words = command.words;
    auto* verb = app.add_subcommand(
        "demo", std::string(words.tr("Fills an empty database with an invented network")));
    verb->add_option(
            "--organisations", options->organisations, std::string(words.tr("How many organisations")))
        ->check(CLI::Range(1, 1'000'000));
    verb->add_option("--events", options->events, std::string(words.tr("How many events")))
        ->check(CLI::Range(0, 1'000'000));
    verb->add_option(
        "--seed", options->seed, std::string(words.tr("The same number gives the same network")));
    verb->add_option("--base-url", options->base_url, std::string(words.tr("Address of the sign-in links")))
        ->envname("PASSERELLE_BASE_URL");
    verb->callback([=] { command.run = [=] { return demo(*options, command); }; });
}

} // namespace passerelle::app
