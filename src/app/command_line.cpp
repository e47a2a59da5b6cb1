#include "app/command_line.hpp"

#include "app/commands.hpp"
#include "app/refused.hpp"
#include "platform/db/faults.hpp"
#include "platform/i18n/words.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <iostream>

namespace passerelle::app {
namespace {

std::string environment(char const* name)
{
    auto const* value = std::getenv(name);
    return value ? value : "";
}

/// `--lang` wins, then the locale of the terminal as POSIX has it.
Lang starting_lang(int argc, char** argv)
{
    for (int i = 1; i + 1 < argc; ++i)
        if (std::string_view(argv[i]) == "--lang")
            if (auto const lang = Lang::parse(argv[i + 1]); lang && is_interface_lang(*lang))
                return *lang;
    for (auto const* name : { "LC_ALL", "LC_MESSAGES", "LANG" })
        if (auto const text = environment(name); !text.empty()) {
            auto const lang = Lang::parse(text.substr(0, text.find('.')));
            return lang && is_interface_lang(*lang) ? *lang : Lang::en;
        }
    return Lang::en;
}

void add_global_options(CLI::App& app, GlobalOptions& options, i18n::Words const& words)
{
    app.add_option(
           "--data", options.data, std::string(words.tr("Folder of the embedded database, index and mails")))
        ->envname("PASSERELLE_DATA");
    app.add_option("--database", options.database,
           std::string(words.tr("postgresql://… instead of the embedded database")))
        ->envname("PASSERELLE_DATABASE");
    app.add_option_function<std::string>(
           "--lang", [](std::string const&) {}, std::string(words.tr("Language of messages: fr, de or en")))
        ->check(CLI::IsMember({ "fr", "de", "en" }));
    app.add_flag("--json", options.json, std::string(words.tr("Machine-readable output")));
}

Exit wrong_usage(CLI::App const& app, CLI::ParseError const& error, i18n::Words const& words)
{
    std::cerr << "passerelle: " << error.what() << '\n';
    auto const chosen = app.get_subcommands();
    auto const verb = chosen.empty() ? std::string() : " " + chosen.front()->get_name();
    std::cerr << i18n::fill(words.tr("Try “passerelle help{verb}”."), { { "verb", verb } }) << '\n';
    return Exit::WrongUsage;
}

/// The program itself for an empty `verb`.
CLI::App const* about(CLI::App const& app, std::string const& verb, i18n::Words const& words)
{
    if (verb.empty())
        return &app;
    for (auto const* known : app.get_subcommands(nullptr))
        if (known->get_name() == verb)
            return known;
    throw CommandRefused(i18n::fill(words.tr("There is no verb “{verb}”."), { { "verb", verb } }));
}

Exit run_guarded(std::function<Exit()> const& run, i18n::Words const& words)
{
    try {
        return run();
    } catch (CommandRefused const& refused) {
        std::cerr << "passerelle: " << refused.what() << '\n';
        return Exit::Refused;
    } catch (std::exception const& fault) {
        std::cerr << "passerelle: "
                  << i18n::fill(words.tr("This did not work, and nothing was changed: {fault}"),
                         { { "fault", fault.what() } })
                  << '\n';
        return Exit::Fault;
    }
}

} // namespace

Exit run_command_line(int argc, char** argv)
{
    GlobalOptions options;
    options.lang = starting_lang(argc, argv);
    auto const& words = i18n::words(options.lang);

    CLI::App app { std::string(words.tr("The common, bilingual platform of a regional network.")),
        "passerelle" };
    app.set_version_flag("--version", "passerelle " PASSERELLE_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    add_global_options(app, options, words);

    std::function<Exit()> run;
    Command const command { options, words, run };
    add_commands(app, command);
    std::string verb;
    auto* help = app.add_subcommand("help", std::string(words.tr("Shows what a verb does")));
    help->add_option("verb", verb, std::string(words.tr("Name of the verb")));
    help->callback([&] {
        run = [&]() -> Exit {
            auto const* subject = about(app, verb, words);
            std::cout << subject->get_formatter()->make_help(
                subject, subject == &app ? "passerelle" : "passerelle " + verb, CLI::AppFormatMode::Normal);
            return Exit::Done;
        };
    });

    try {
        app.parse(argc, argv);
    } catch (CLI::Success const& success) {
        return static_cast<Exit>(app.exit(success));
    } catch (CLI::ParseError const& error) {
        return wrong_usage(app, error, words);
    }
    return run_guarded(run, words);
}

} // namespace passerelle::app
