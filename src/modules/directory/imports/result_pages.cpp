#include "modules/directory/imports/page_parts.hpp"
#include "modules/directory/imports/pages.hpp"

#include "base/text.hpp"
#include "modules/directory/desk/pages.hpp"
#include "modules/directory/imports/cells.hpp"
#include "modules/directory/imports/draft_store.hpp"
#include "modules/directory/imports/drafts.hpp"
#include "modules/directory/imports/exports.hpp"
#include "modules/directory/imports/plan_portable.hpp"
#include "modules/directory/imports/report_portable.hpp"
#include "modules/directory/imports/undoing.hpp"
#include "modules/directory/imports/views/import_result_page.hpp"
#include "modules/directory/imports/views/import_undone_page.hpp"
#include "modules/directory/organisations/store.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"
#include "platform/json/json.hpp"

namespace passerelle::directory::imports {
namespace {

using html::Url;

constexpr int rows_per_page = 100;

std::string sum_of(Totals const& totals, i18n::Words const& words)
{
    auto const text = [&](std::int64_t count) { return i18n::number(count, words.lang()); };
    return i18n::fill(words.tr("{created} created + {updated} updated + {unchanged} unchanged + {refused} "
                               "refused = {rows} rows."),
        { { "created", text(totals.created) }, { "updated", text(totals.updated) },
            { "unchanged", text(totals.unchanged) }, { "refused", text(totals.refused) },
            { "rows", text(totals.rows) } });
}

/// What a row begins with, so that somebody knows which it is.
std::string first_words(std::vector<std::string> const& cells)
{
    std::vector<std::string> words;
    for (auto const& cell : cells)
        if (auto text = one_line(cell); !text.empty() && words.size() < 2)
            words.push_back(std::move(text));
    return words.empty() ? "–" : i18n::shorten(join(words, ", "), 80);
}

ShownRow refused_row(store::RefusedRow const& stored, i18n::Words const& words)
{
    ShownRow row;
    row.line = std::to_string(stored.line);
    row.name = first_words(parse_cells(stored.cells));
    row.badge = words.tr("row refused");
    row.badge_class = "badge--bad";
    row.refused = true;
    for (auto const& problem : parse_problems(stored.problems))
        if (refuses(problem.complaint))
            row.problems.push_back(in_column(problem, words));
    return row;
}

std::string reasons_of(store::RefusedRow const& row, i18n::Words const& words)
{
    return join(refused_row(row, words).problems, "\n");
}

void show_refused(
    ResultPage& result, accounts::Request const& request, Reached const& asked, std::int64_t refused)
{
    auto const rows = request.read(
        [&](db::Reader& reader) { return store::refused_rows(reader, asked.import.id, 0, rows_per_page); });
    for (auto const& row : rows)
        result.refused.push_back(refused_row(row, request.words()));
    if (rows.empty())
        return;
    html::Trn const trn(request.words());
    result.refused_file = Url(address_of(request, asked, "@refused"));
    result.retention
        = trn("They are kept for {n} day.", "They are kept for {n} days.", std::int64_t { days_kept });
    if (refused > rows_per_page)
        result.refused_more
            = trn("The first {n} are shown.", "The first {n} are shown.", std::int64_t { rows_per_page });
}

} // namespace

http::Response result_page(Directory&, accounts::Request& request)
{
    auto const asked = reached(request);
    if (asked.import.state == ImportState::Draft)
        return http::Response::see_other(address_of(request, asked, "@mapping"));
    auto const report = parse_json(asked.import.report);
    ensure(report);
    auto const totals = totals_of(*report);
    auto const page = desk_page(request, asked.at, asked.import.file_name);
    auto const undone = asked.import.state == ImportState::Undone;
    ResultPage result { .frame = desk_frame(request, asked.at, DeskRoom::Imports),
        .file = asked.import.file_name,
        .title = std::string(undone ? page.tr("The import was undone.") : page.tr("The import is done.")),
        .sum = sum_of(totals, request.words()),
        .undone = undone,
        .figures = figures_of(totals, request.words(), true),
        .report = Url(address_of(request, asked, "@report")),
        .organisations = Url(request.address("/{lang}/@desk/{operator}/@organisations", { asked.at.slug })) };
    show_refused(result, request, asked, totals.refused);
    if (!report->at("suspected_duplicates").empty())
        result.duplicates = Url(request.address("/{lang}/@desk/{operator}/@duplicates", { asked.at.slug }));
    if (!undone)
        result.undo = Url(address_of(request, asked, "@undo"));
    return shown(views::import_result_page(page, result));
}

http::Response refused_file(Directory& directory, accounts::Request& request)
{
    auto const asked = reached(request);
    auto const& words = request.words();
    auto const headings = request.read(
        [&](db::Reader& reader) { return store::refused_rows(reader, asked.import.id, -1, 1); });
    if (headings.empty() || headings.front().line != 0)
        accounts::not_found();
    documents::Sheet sheet { std::string(words.tr("Refused rows")), {}, {} };
    for (auto const& heading : parse_cells(headings.front().cells))
        sheet.columns.push_back({ heading });
    auto const reason_at = sheet.columns.size();
    sheet.columns.push_back({ std::string(words.tr("Refused because")), 60 });
    auto const read = [&directory, id = asked.import.id](PageRequest const& part) {
        auto const after = parse_integer(part.after).value_or(0);
        Page<store::RefusedRow> page;
        page.items = directory.database.read(
            [&](db::Reader& reader) { return store::refused_rows(reader, id, after, part.limit); });
        if (!page.items.empty())
            page.next = std::to_string(page.items.back().line);
        return page;
    };
    sheet.next = [&words, reason_at, next_row = desk::in_pages<store::RefusedRow>(read)](
                     std::vector<documents::Cell>& cells) {
        store::RefusedRow row;
        if (!next_row(row))
            return false;
        for (auto& cell : parse_cells(row.cells))
            cells.emplace_back(std::move(cell));
        cells.resize(reason_at);
        cells.emplace_back(reasons_of(row, words));
        return true;
    };
    auto const dot = asked.import.file_name.rfind('.');
    return desk::file_of(asked.import.file_name.substr(0, dot) + "-" + std::string(words.tr("refused")),
        desk::TableFile::Xlsx, std::move(sheet));
}

http::Response report_file(Directory&, accounts::Request& request)
{
    auto const asked = reached(request);
    auto const report = parse_json(asked.import.report);
    if (report.refused())
        accounts::not_found();
    return http::Response::download(
        asked.import.file_name + ".report.json", "application/json", to_pretty_json_text(*report));
}

http::Response undo_import(Directory& directory, accounts::Request& request)
{
    auto const asked = reached(request);
    auto const outcome = request.write([&](db::Transaction& tx) {
        return undo(tx, asked.import, request.actor().person, request.now(), directory.random);
    });
    if (outcome.refused())
        return http::Response::see_other(address_of(request, asked));
    auto const page = desk_page(request, asked.at, asked.import.file_name);
    TouchedPage touched { .frame = desk_frame(request, asked.at, DeskRoom::Imports),
        .file = asked.import.file_name,
        .done = page.trn("{n} row was taken back.", "{n} rows were taken back.", outcome->rows),
        .back = Url(request.address(imports_pattern, { asked.at.slug })) };
    request.read([&](db::Reader& reader) {
        for (auto const& organisation : directory::store::load(reader, outcome->touched))
            touched.touched.push_back({ organisation.name,
                Url(request.address("/{lang}/@organisations/{organisation}", { organisation.slug })),
                false });
    });
    return shown(views::import_undone_page(page, touched));
}

http::Response export_file(Directory& directory, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::ReadOwnRecords);
    auto const sheet = exported(directory, at.id,
        desk::ids_of_list(directory, desk::list_context(request, at), desk::list_filter_of(request.query())),
        std::string(request.words().tr("Organisations")));
    return desk::file_of(
        at.slug + "-" + request.today().text(), desk::table_file(request.query().text("format")), sheet);
}

} // namespace passerelle::directory::imports
