#include "modules/directory/imports/commands.hpp"

#include "modules/directory/imports/import.hpp"
#include "modules/directory/imports/mapping_portable.hpp"
#include "modules/directory/imports/report_portable.hpp"
#include "modules/directory/organisations/store.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/json/json.hpp"

#include <fstream>
#include <ostream>
#include <sstream>

namespace passerelle::directory {
namespace {

struct Refused {
    std::string sentence;
};

Outcome<std::string, Refused> read_whole(std::string const& file, i18n::Words const& words)
{
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream content;
    if (stream)
        content << stream.rdbuf();
    if (!stream)
        return Refused { i18n::fill(words.tr("{file}: The file cannot be opened."), { { "file", file } }) };
    return std::move(content).str();
}

Outcome<imports::Mapping, Refused> read_mapping(std::string const& file, i18n::Words const& words)
{
    if (file.empty())
        return imports::Mapping();
    auto const text = read_whole(file, words);
    if (text.refused())
        return text.refusal();
    auto mapping = imports::parse_mapping(*text);
    if (mapping.refused())
        return Refused { i18n::fill(
            words.tr("{file}{pointer}: A mapping is a JSON object of headings and columns, "
                     "{\"Firma\": \"name\"} say; “{value}” is no column."),
            { { "file", file }, { "pointer", mapping.refusal().pointer },
                { "value", mapping.refusal().value } }) };
    return std::move(mapping).value();
}

/// The operator; in an empty database one that is still to be added.
Outcome<accounts::Operator, Refused> operator_of(
    Directory& directory, std::string const& slug, i18n::Words const& words)
{
    auto const [all, found] = directory.database.read([&](db::Reader& reader) {
        return std::pair(accounts::operators(reader), accounts::find_operator(reader, slug));
    });
    if (found && !found->closed_at)
        return *found;
    if (!accounts::is_operator_slug(slug))
        return Refused { i18n::fill(
            words.tr(
                "“{slug}” is not a slug: 2 to 40 lower-case letters, digits and hyphens, a letter first."),
            { { "slug", slug } }) };
    if (all.empty()) {
        accounts::Operator added;
        added.slug = slug;
        added.name = i18n::upper_first(slug);
        added.langs = directory.installation.langs;
        return added;
    }
    std::vector<std::string> slugs;
    for (auto const& one : all)
        slugs.push_back(one.slug);
    auto const near = i18n::nearest(slug, slugs, 1);
    auto sentence = i18n::fill(words.tr("There is no operator “{slug}”."), { { "slug", slug } });
    auto const& meant = near.empty() ? slugs.front() : near.front();
    return Refused { sentence + " "
        + i18n::fill(words.tr("Did you mean “{suggestion}”?"), { { "suggestion", meant } }) };
}

void print(std::ostream& out, imports::Report const& report, i18n::Words const& words)
{
    auto const line
        = [&](std::string_view label, std::int64_t count) { out << count << '\t' << label << '\n'; };
    line(words.tr("rows"), report.totals.rows);
    line(words.tr("created"), report.totals.created);
    line(words.tr("updated"), report.totals.updated);
    line(words.tr("unchanged"), report.totals.unchanged);
    line(words.tr("refused"), report.totals.refused);
    if (!report.suspected.empty())
        line(words.tr("suspected duplicates"), static_cast<std::int64_t>(report.suspected.size()));
}

void tell(std::ostream& err, imports::Report const& report, i18n::Words const& words)
{
    constexpr std::size_t told_max = 50;
    if (report.refs_are_derived)
        err << words.tr("The file has no column of references: they are made from name and postcode.")
            << '\n';
    for (auto const& column : report.unknown_columns)
        err << i18n::fill(words.tr("Column “{column}” is not known: it is kept as a private note."),
            { { "column", column } })
            << '\n';
    std::size_t told = 0;
    for (auto const* problems : { &report.refusals, &report.warnings })
        for (auto const& problem : *problems)
            if (told++ < told_max)
                err << i18n::fill(words.tr("{file}, line {line}, column “{column}”: {reason}"),
                    { { "file", report.file }, { "line", std::to_string(problem.line) },
                        { "column", problem.column }, { "reason", words_of(problem, words) } })
                    << '\n';
    if (told > told_max)
        err << i18n::fill(
            words.tr("… and {count} more: see the report."), { { "count", std::to_string(told - told_max) } })
            << '\n';
}

Outcome<imports::Report, imports::SheetRefused> run(
    Directory& directory, imports::List const& list, ImportOptions const& options, i18n::Words const& words)
{
    if (options.dry_run)
        return imports::look_through(directory, list);
    auto applied = imports::apply(directory, list, {}, words, options.progress);
    if (applied.refused() && applied.refusal().reason == imports::SheetRefused::Reason::EveryRowRefused)
        return imports::look_through(directory, list);
    if (applied.refused())
        return applied.refusal();
    return std::move(applied).value().report;
}

} // namespace

int import_organisations(
    Directory& directory, ImportOptions const& options, std::ostream& out, std::ostream& err, Lang lang)
{
    auto const& words = i18n::words(lang);
    auto const refuse = [&](std::string const& sentence) {
        err << "passerelle: " << sentence << '\n';
        return 1;
    };
    auto const content = read_whole(options.file, words);
    if (content.refused())
        return refuse(content.refusal().sentence);
    auto const mapping = read_mapping(options.mapping_file, words);
    if (mapping.refused())
        return refuse(mapping.refusal().sentence);
    auto const at = operator_of(directory, options.operator_slug, words);
    if (at.refused())
        return refuse(at.refusal().sentence);

    imports::List const list { *content, options.file, *mapping, *at, {}, options.now };
    auto const report = run(directory, list, options, words);
    if (report.refused())
        return refuse(imports::words_of(report.refusal(), options.file, words));

    auto const json = to_pretty_json_text(imports::json_of(*report, words));
    if (!options.report_file.empty()) {
        std::ofstream stream(options.report_file, std::ios::binary);
        stream << json;
        if (!stream.flush())
            return refuse(i18n::fill(
                words.tr("{file}: The report cannot be written."), { { "file", options.report_file } }));
    }
    if (options.json)
        out << json;
    else
        print(out, *report, words);
    tell(err, *report, words);
    return report->totals.rows > 0 && report->totals.refused == report->totals.rows ? 1 : 0;
}

} // namespace passerelle::directory
