#include "app/commands.hpp"
#include "app/refused.hpp"
#include "platform/i18n/words.hpp"
#include "platform/json/json.hpp"
#include "schedule/change_file.hpp"
#include "schedule/check.hpp"
#include "schedule/json_file.hpp"
#include "schedule/plan_file.hpp"
#include "schedule/reasons.hpp"

#include <CLI/CLI.hpp>

#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <iostream>
#include <memory>
#include <unistd.h>

namespace passerelle::app {
namespace {

using schedule::Day;
using timetable::Effort;
using timetable::Progress;

struct Options {
    std::vector<std::string> files;
    std::string plan; ///< where it goes; empty: standard output
    double time_limit = 300;
    int threads = 1;
    std::uint64_t seed = 1;
    bool check = false;
    std::string proof;
    std::string formula;
    std::string repair;
    std::string change;
    bool trades = false;
};

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free);

Json read_file(std::string const& path, i18n::Words const& words)
{
    auto json = schedule::read_json_file(path, words);
    if (json.refused())
        throw CommandRefused(json.refusal().text);
    return std::move(json).value();
}

Day read_day(Json const& json, std::string const& path, i18n::Words const& words)
{
    auto day = schedule::read_day(json);
    if (day.refused())
        throw CommandRefused(schedule::words_of(day.refusal(), path, words));
    for (auto const& pointer : day->unknown)
        std::cerr << i18n::fill(words.tr("{file}: {pointer} means nothing here and is left aside."),
            { { "file", path }, { "pointer", pointer } })
                  << '\n';
    return std::move(day).value();
}

class Clock {
public:
    double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Until the time is over or the user has seen enough; tells on a terminal how it stands.
Effort effort_of(Options const& options, Clock const& clock, i18n::Words const& words)
{
    Effort effort;
    effort.seed = options.seed;
    effort.threads = options.threads;
    effort.stop = [&clock, limit = options.time_limit] { return interrupted || clock.seconds() > limit; };
    if (isatty(STDERR_FILENO))
        effort.progress = [&words](Progress const& progress) {
            auto const breaks = progress.breaks ? std::to_string(*progress.breaks) : std::string("–");
            auto const bound = std::to_string(progress.bound);
            std::cerr << '\r'
                      << i18n::fill(words.tr("{breaks} breaks, at least {bound}"),
                             { { "breaks", breaks }, { "bound", bound } })
                      << "   " << std::flush;
        };
    return effort;
}

void write_plan(Json const& plan, std::string const& path, i18n::Words const& words)
{
    if (path.empty()) {
        std::cout << to_json_text(plan) << '\n';
        return;
    }
    std::ofstream file(path, std::ios::binary);
    if (!(file << to_json_text(plan) << '\n' << std::flush))
        throw CommandRefused(i18n::fill(words.tr("{file} cannot be written."), { { "file", path } }));
}

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File open_for_writing(std::string const& path, i18n::Words const& words)
{
    File file(std::fopen(path.c_str(), "wb"), std::fclose);
    if (!file)
        throw CommandRefused(i18n::fill(words.tr("{file} cannot be written."), { { "file", path } }));
    return file;
}

/// `PREFIX.cnf` and `PREFIX.drat`: that there is no timetable with fewer breaks, or none at all.
void write_proof(Day const& day, timetable::Solution const& solution, Options const& options,
    Effort const& effort, i18n::Words const& words)
{
    if (solution.status != timetable::Status::Infeasible && solution.bound == 0) {
        std::cerr << words.tr("Nobody can have fewer than no breaks: there is nothing to prove.") << '\n';
        return;
    }
    auto const formula = open_for_writing(options.proof + ".cnf", words);
    auto const proof = open_for_writing(options.proof + ".drat", words);
    auto const breaks = solution.status == timetable::Status::Infeasible ? -1 : solution.bound - 1;
    if (!timetable::prove_more_breaks(
            day.instance, breaks, solution.worth.price, { formula.get(), proof.get() }, effort))
        throw CommandRefused(std::string(words.tr("The time was over before the proof was written.")));
}

Exit solve(Options const& options, Command const& command)
{
    auto const& words = command.words;
    auto const day = read_day(read_file(options.files[0], words), options.files[0], words);
    if (!options.formula.empty()) {
        timetable::write_weighted_formula(day.instance, open_for_writing(options.formula, words).get());
        return Exit::Done;
    }
    std::signal(SIGINT, [](int) { interrupted = true; });
    Clock const clock;
    auto const effort = effort_of(options, clock, words);
    auto const solution = timetable::solve(day.instance, effort);
    if (isatty(STDERR_FILENO))
        std::cerr << '\n';
    write_plan(schedule::plan_of(day, solution, clock.seconds(), words), options.plan, words);
    if (solution.status == timetable::Status::Infeasible && solution.conflict)
        std::cerr << "passerelle: " << schedule::words_of(*solution.conflict, day, words) << '\n';
    if (!options.proof.empty()) {
        Clock const again;
        auto const same = effort_of(options, again, words);
        write_proof(day, solution, options, same, words);
    }
    auto const planned
        = solution.status == timetable::Status::Optimal || solution.status == timetable::Status::Feasible;
    return planned ? Exit::Done : Exit::Refused;
}

std::vector<int> tables_in(Json const& plan, std::size_t meetings)
{
    std::vector<int> tables;
    if (auto const list = plan.find("table"); list != plan.end() && list->is_array())
        for (auto const& table : *list)
            tables.push_back(table.is_number_unsigned() && table.get<std::uint64_t>() <= 1'000'000
                    ? table.get<int>() - 1
                    : timetable::no_table);
    tables.resize(meetings, timetable::no_table);
    return tables;
}

Exit repair(Options const& options, Command const& command)
{
    auto const& words = command.words;
    auto const day = read_day(read_file(options.files[0], words), options.files[0], words);
    auto const json = read_file(options.repair, words);
    auto const planned = schedule::read_plan(json, day);
    if (planned.refused())
        throw CommandRefused(schedule::words_of(planned.refusal(), options.repair, words));
    if (!timetable::is_timetable(day.instance, *planned))
        throw CommandRefused(i18n::fill(
            words.tr("{file} does not hold: “schedule --check” says why."), { { "file", options.repair } }));
    auto const change = schedule::read_change(read_file(options.change, words), day);
    if (change.refused())
        throw CommandRefused(schedule::words_of(change.refusal(), options.change, words));
    std::signal(SIGINT, [](int) { interrupted = true; });
    Clock const clock;
    auto const effort = effort_of(options, clock, words);
    auto const repaired = timetable::repair(day.instance, *planned, tables_in(json, planned->size()), *change,
        options.trades ? timetable::Trades::Count : timetable::Trades::Leave, effort);
    write_plan(schedule::repaired_plan_of(day, repaired, clock.seconds()), options.plan, words);
    return repaired.timetable.empty() ? Exit::Refused : Exit::Done;
}

Exit check(Options const& options, Command const& command)
{
    auto const& words = command.words;
    auto const json = read_file(options.files[0], words);
    read_day(json, options.files[0], words);
    auto const plan = read_file(options.files[1], words);
    if (!plan.is_object())
        throw CommandRefused(i18n::fill(words.tr("{file} is not a plan."), { { "file", options.files[1] } }));
    auto const recount = schedule::recount(json, plan, words);
    if (command.options.json) {
        Json const answer { { "holds", recount.faults.empty() }, { "objective", recount.objective },
            { "price", recount.price }, { "breaks_worst", recount.breaks_worst },
            { "table_changes", recount.table_changes }, { "faults", recount.faults } };
        std::cout << to_json_text(answer) << '\n';
    } else if (recount.faults.empty())
        std::cout << i18n::fill(
            words.trn("The plan holds: {n} break.", "The plan holds: {n} breaks.", recount.objective),
            { { "n", std::to_string(recount.objective) } })
                  << '\n';
    else
        for (auto const& fault : recount.faults)
            std::cout << fault << '\n';
    return recount.faults.empty() ? Exit::Done : Exit::Refused;
}

Exit run(Options const& options, Command const& command)
{
    auto const wanted = options.check ? 2U : 1U;
    if (options.files.size() != wanted)
        throw CommandRefused(
            std::string(options.check ? command.words.tr("Give two files: the meeting day and its plan.")
                                      : command.words.tr("Give one file: the meeting day.")));
    if (options.repair.empty() != options.change.empty())
        throw CommandRefused(std::string(command.words.tr("--repair and --change belong together.")));
    if (!options.repair.empty())
        return repair(options, command);
    return options.check ? check(options, command) : solve(options, command);
}

} // namespace

void add_schedule_command(CLI::App& app, Command command)
{
    auto const options = std::make_shared<Options>();
    auto const& words = command.words;
    auto const text = [&](std::string_view msgid) { return std::string(msgid); };
    auto* verb = app.add_subcommand("schedule", text(words.tr("Makes the best timetable of a meeting day")));
    verb->add_option("files", options->files, text(words.tr("The meeting day; with --check its plan too")))
        ->required();
    verb->add_option("-o,--output", options->plan, text(words.tr("Where the plan goes")));
    verb->add_option("--time-limit", options->time_limit, text(words.tr("Seconds; then the best so far")))
        ->check(CLI::Range(0.0, 1e6));
    verb->add_option("--threads", options->threads, text(words.tr("1: the same plan each time; 2: quicker")))
        ->check(CLI::Range(1, 64));
    verb->add_option(
        "--seed", options->seed, text(words.tr("Another one may find another plan of the same worth")));
    verb->add_flag("--check", options->check, text(words.tr("Recounts a plan instead")));
    verb->add_option("--repair", options->repair, text(words.tr("Repairs this plan after a change instead")));
    verb->add_option("--change", options->change, text(words.tr("With --repair: what happened")));
    verb->add_flag(
        "--trades", options->trades, text(words.tr("With --repair: what up to six moves would bring")));
    verb->add_option("--proof", options->proof,
        text(words.tr("Writes FILE.cnf and FILE.drat: the proof that fewer breaks are impossible")));
    verb->add_option(
        "--formula", options->formula, text(words.tr("Writes the day as WCNF for a MaxSAT solver instead")));
    verb->callback([=] { command.run = [=] { return run(*options, command); }; });
}

} // namespace passerelle::app
