#include "app/backup.hpp"
#include "app/clock.hpp"
#include "app/commands.hpp"
#include "app/doctor.hpp"
#include "app/house.hpp"
#include "app/restore.hpp"
#include "modules/directory/finding/finder.hpp"
#include "platform/i18n/format.hpp"
#include "platform/json/json.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>

namespace passerelle::app {
namespace {

/// On a terminal one line that changes; in a pipe nothing.
db::CopyProgress progress_of(std::string_view what, Lang lang)
{
    if (!isatty(STDERR_FILENO))
        return {};
    return [what = std::string(what), lang](std::int64_t done) {
        std::cerr << '\r' << what << ": " << i18n::number(done, lang) << std::flush;
    };
}

void end_progress()
{
    if (isatty(STDERR_FILENO))
        std::cerr << "\r\033[K";
}

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
    auto const done = house.directory().finder.rebuild(
        progress_of(command.words.tr("Organisations"), command.options.lang));
    end_progress();
    auto const text
        = command.words.trn("{n} organisation is searchable.", "{n} organisations are searchable.", done);
    std::cout << i18n::fill(text, { { "n", std::to_string(done) } }) << '\n';
    return Exit::Done;
}

Exit backup(std::string const& file, Command const& command)
{
    auto const& words = command.words;
    auto const size = back_up(command.options, file, progress_of(words.tr("Rows"), command.options.lang));
    end_progress();
    std::cout << i18n::fill(
        words.tr("{file}: {size}, checked. It holds personal data: keep it where only you can read it."),
        { { "file", file },
            { "size", i18n::file_size(static_cast<std::int64_t>(size), command.options.lang) } })
              << '\n';
    return Exit::Done;
}

Exit restore_from(std::string const& file, Command const& command)
{
    auto const& words = command.words;
    restore(command.options, file, progress_of(words.tr("Rows"), command.options.lang));
    end_progress();
    std::cout << i18n::fill(words.tr("{file} is restored."), { { "file", file } }) << std::endl;
    return reindex(command);
}

void print(std::vector<Finding> const& findings, i18n::Words const& words)
{
    auto const word = [&](Health health) {
        return health == Health::Ok     ? words.tr("ok")
            : health == Health::Warning ? words.tr("warning")
                                        : words.tr("problem");
    };
    for (auto const& finding : findings)
        std::cout << fmt::format("{:<10} {:<14} {}{}{}\n", word(finding.health), finding.check, finding.text,
            finding.advice.empty() ? "" : ". ", finding.advice);
}

void print_json(std::vector<Finding> const& findings)
{
    auto list = Json::array();
    for (auto const& finding : findings)
        list.push_back({ { "check", finding.check }, { "health", name(finding.health) },
            { "text", finding.text }, { "advice", finding.advice } });
    std::cout << to_pretty_json_text(list);
}

Exit doctor(std::string const& base_url, Command const& command)
{
    auto const findings = examine(command.options, base_url, now());
    command.options.json ? print_json(findings) : print(findings, command.words);
    auto const problem = std::any_of(
        findings.begin(), findings.end(), [](Finding const& one) { return one.health == Health::Problem; });
    return problem ? Exit::Refused : Exit::Done;
}

void add_doctor(CLI::App& app, Command command)
{
    auto const base_url = std::make_shared<std::string>();
    auto* verb = app.add_subcommand("doctor",
        std::string(command.words.tr(
            "Checks installation, schema, change log, index and mail settings; changes nothing")));
    verb->add_option(
            "--base-url", *base_url, std::string(command.words.tr("The address that serve was given")))
        ->envname("PASSERELLE_BASE_URL");
    verb->callback([=] { command.run = [=] { return doctor(*base_url, command); }; });
}

using FileVerb = Exit (*)(std::string const& file, Command const&);

void add_file_verb(
    CLI::App& app, std::string const& name, std::string_view about, FileVerb run, Command command)
{
    auto const file = std::make_shared<std::string>();
    auto* verb = app.add_subcommand(name, std::string(about));
    verb->add_option("file", *file, std::string(command.words.tr("The backup")))->required();
    verb->callback([=] { command.run = [=] { return run(*file, command); }; });
}

} // namespace

void add_database_commands(CLI::App& app, Command command)
{
    auto const& words = command.words;
    app.add_subcommand("migrate", std::string(words.tr("Brings the database's schema forward")))
        ->callback([command] { command.run = [command] { return migrate(command); }; });
    app.add_subcommand("reindex", std::string(words.tr("Makes the search index anew")))->callback([command] {
        command.run = [command] { return reindex(command); };
    });
    add_file_verb(app, "backup",
        words.tr("Writes the whole database into one new file, while the server runs"), backup, command);
    add_file_verb(app, "restore", words.tr("Puts a backup into an empty database of either engine"),
        restore_from, command);
    add_doctor(app, command);
}

} // namespace passerelle::app
