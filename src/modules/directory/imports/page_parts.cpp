#include "modules/directory/imports/page_parts.hpp"

#include "modules/directory/imports/mapping_portable.hpp"
#include "platform/i18n/format.hpp"

namespace passerelle::directory::imports {
namespace {

using html::Url;

void show_fate(ShownRow& shown, Fate fate, i18n::Words const& words)
{
    switch (fate) {
    case Fate::Create:
        shown.badge = words.tr("to create");
        shown.badge_class = "badge--good";
        break;
    case Fate::Update:
        shown.badge = words.tr("to update");
        shown.badge_class = "badge--accent";
        break;
    case Fate::Unchanged:
        shown.badge = words.tr("row unchanged");
        break;
    case Fate::Refuse:
        shown.badge = words.tr("row refused");
        shown.badge_class = "badge--bad";
        shown.refused = true;
        break;
    }
}

ShownSuspect shown_suspect(Suspect const& suspect, accounts::Request const& request)
{
    auto const& words = request.words();
    ShownSuspect shown { suspect.profile.name, {}, std::to_string(suspect.likeness.score) + " %", {} };
    if (suspect.line > 0)
        shown.reasons.push_back(i18n::fill(words.tr("It stands in the same file, on line {line}."),
            { { "line", std::to_string(suspect.line) } }));
    else
        shown.url = Url(request.address("/{lang}/@organisations/{organisation}", { suspect.profile.slug }));
    for (auto const& reason : suspect.likeness.reasons)
        shown.reasons.push_back(duplicates::words_of(reason, words));
    return shown;
}

} // namespace

Reached reached(accounts::Request const& request)
{
    auto at = accounts::acting_operator(request, accounts::Action::ImportInto);
    auto const id = request.id<Import>("import");
    auto import = request.read([&](db::Reader& reader) { return store::find(reader, at.id, id); });
    if (!import)
        accounts::not_found();
    return { std::move(at), *std::move(import) };
}

std::string address_of(accounts::Request const& request, Reached const& reached, std::string_view below)
{
    auto const pattern
        = std::string(imports_pattern) + "/{import}" + (below.empty() ? "" : "/" + std::string(below));
    return request.address(pattern, { reached.at.slug, reached.import.id.text() });
}

Draft::Draft(std::string content, List its_list) : bytes(std::move(content)), list(std::move(its_list))
{
    list.bytes = bytes;
}

std::unique_ptr<Draft> draft_of(accounts::Request const& request, Reached const& reached)
{
    auto content = reached.import.state == ImportState::Draft
        ? request.read([&](db::Reader& reader) { return store::content_of(reader, reached.import.id); })
        : std::nullopt;
    if (!content)
        accounts::not_found();
    auto const mapping = parse_mapping(reached.import.mapping);
    ensure(mapping);
    return std::make_unique<Draft>(*std::move(content),
        List { {}, reached.import.file_name, *mapping, reached.at, request.actor().person, request.now() });
}

std::string in_column(Problem const& problem, i18n::Words const& words)
{
    return i18n::fill(words.tr("Column “{column}”: {reason}"),
        { { "column", problem.column }, { "reason", words_of(problem, words) } });
}

std::vector<Figure> figures_of(Totals const& totals, i18n::Words const& words, bool done)
{
    auto const figure = [&](std::string_view label, std::int64_t count) {
        return Figure { std::string(label), i18n::number(count, words.lang()) };
    };
    return { figure(words.tr("rows"), totals.rows),
        figure(done ? words.tr("created") : words.tr("to create"), totals.created),
        figure(done ? words.tr("updated") : words.tr("to update"), totals.updated),
        figure(words.tr("unchanged"), totals.unchanged), figure(words.tr("refused"), totals.refused) };
}

ShownRow shown(PlannedRow const& row, accounts::Request const& request, search::Thesaurus const& thesaurus)
{
    auto const& words = request.words();
    ShownRow shown;
    shown.line = std::to_string(row.input.line);
    shown.name = row.input.name;
    show_fate(shown, row.fate, words);
    if (row.fate == Fate::Create || row.fate == Fate::Update)
        for (auto const& change : changes_of(row, thesaurus, words))
            shown.changes.push_back({ change.label, change.before, change.after });
    if (row.by_identity)
        shown.problems.push_back(i18n::fill(
            words.tr(
                "Recognised as {name}, which is in the directory already. The reference is linked to it."),
            { { "name", row.before->name } }));
    for (auto const& problem : row.input.problems)
        shown.problems.push_back(in_column(problem, words));
    for (auto const& suspect : row.suspects)
        shown.suspects.push_back(shown_suspect(suspect, request));
    return shown;
}

} // namespace passerelle::directory::imports
