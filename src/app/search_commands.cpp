#include "app/commands.hpp"
#include "app/house.hpp"
#include "app/refused.hpp"
#include "base/ensure.hpp"
#include "modules/directory/finding/commands.hpp"
#include "modules/directory/finding/finder.hpp"

#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>
#include <memory>

namespace passerelle::app {
namespace {

using directory::SearchOptions;

struct Options {
    int limit = 20;
    bool needs = false;
    std::string batch;
    std::string format = "jsonl";
    std::vector<std::string> query;
};

std::string words_of(
    directory::BatchRefused const& refused, std::string const& file, i18n::Words const& words)
{
    using Reason = directory::BatchRefused::Reason;
    auto const say = [&](std::string_view text) {
        return i18n::fill(text, { { "file", file }, { "line", std::to_string(refused.line) } });
    };
    switch (refused.reason) {
    case Reason::NotJson:
        return say(words.tr(
            "{file}, line {line}: not a JSON object. Right would be {\"id\": \"q1\", \"lang\": \"fr\", "
            "\"query\": \"polissage\"}."));
    case Reason::NoQuery:
        return say(words.tr("{file}, line {line}: “id” or “query” is missing."));
    case Reason::UnknownLang:
        return say(words.tr("{file}, line {line}: “lang” is not a language. Right would be fr or de."));
    }
    ensure(false);
}

SearchOptions search_options(Options const& options, Command const& command)
{
    SearchOptions search;
    search.limit = options.limit;
    search.needs = options.needs;
    search.lang = command.options.lang;
    if (!options.batch.empty())
        search.format
            = options.format == "trec" ? SearchOptions::Format::Trec : SearchOptions::Format::JsonLines;
    else if (command.options.json)
        search.format = SearchOptions::Format::JsonLines;
    return search;
}

Exit search(Options const& options, Command const& command)
{
    auto const& words = command.words;
    if (options.batch.empty() == options.query.empty())
        throw CommandRefused(
            std::string(words.tr("Say what to search for, or give a file with --batch; not both.")));
    House house({ command.options });
    house.directory().finder.catch_up();
    auto const search = search_options(options, command);
    if (options.batch.empty()) {
        std::string text;
        for (auto const& word : options.query)
            text += (text.empty() ? "" : " ") + word;
        directory::search_once(house.directory(), text, search, std::cout);
        return Exit::Done;
    }
    std::ifstream file(options.batch);
    if (!file)
        throw CommandRefused(i18n::fill(words.tr("{file} cannot be read."), { { "file", options.batch } }));
    auto const done = directory::search_batch(house.directory(), file, search, std::cout);
    if (done.refused())
        throw CommandRefused(words_of(done.refusal(), options.batch, words));
    return Exit::Done;
}

} // namespace

void add_search_command(CLI::App& app, Command command)
{
    auto const options = std::make_shared<Options>();
    auto const& words = command.words;
    auto* verb
        = app.add_subcommand("search", std::string(words.tr("Searches the directory across languages")));
    verb->add_option("--limit", options->limit, std::string(words.tr("How many hits")))
        ->check(CLI::Range(1, 1000));
    verb->add_flag(
        "--needs", options->needs, std::string(words.tr("What organisations look for, not what they offer")));
    verb->add_option(
        "--batch", options->batch, std::string(words.tr("File of queries, one JSON object a line")));
    verb->add_option("--format", options->format, std::string(words.tr("Of a batch: jsonl or trec")))
        ->check(CLI::IsMember({ "jsonl", "trec" }));
    verb->add_option("query", options->query, std::string(words.tr("What to search for")));
    verb->callback([=] { command.run = [=] { return search(*options, command); }; });
}

} // namespace passerelle::app
