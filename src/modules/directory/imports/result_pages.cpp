#include "modules/directory/imports/page_parts.hpp"
#include "modules/directory/imports/pages.hpp"

#include "modules/directory/desk/list.hpp"
#include "modules/directory/imports/exports.hpp"
#include "modules/directory/imports/undoing.hpp"
#include "modules/directory/imports/views/import_preview_page.hpp"
#include "modules/directory/imports/views/import_result_page.hpp"
#include "modules/directory/imports/views/import_undone_page.hpp"
#include "modules/directory/organisations/store.hpp"
#include "platform/documents/csv.hpp"
#include "platform/documents/xlsx.hpp"
#include "platform/i18n/format.hpp"
#include "platform/json/json.hpp"

namespace passerelle::directory::imports {
namespace {

using html::Url;

constexpr int rows_per_page = 100;

enum class Shown { All, Refused, Suspected };

Shown shown_of(std::string_view code)
{
    if (code == "refused")
        return Shown::Refused;
    return code == "suspected" ? Shown::Suspected : Shown::All;
}

bool belongs(PlannedRow const& row, Shown shown)
{
    switch (shown) {
    case Shown::All:
        return true;
    case Shown::Refused:
        return row.fate == Fate::Refuse;
    case Shown::Suspected:
        return !row.suspects.empty() || row.by_identity;
    }
    ensure(false);
}

std::vector<html::Link> views_of(
    Url const& address, Shown chosen, Report const& report, i18n::Words const& words)
{
    auto const counted = [&](std::string_view text, std::size_t count) {
        return i18n::fill(text, { { "n", i18n::number(static_cast<std::int64_t>(count), words.lang()) } });
    };
    return { { std::string(words.tr("All rows")), address, chosen == Shown::All },
        { counted(words.tr("Refused ({n})"), static_cast<std::size_t>(report.totals.refused)),
            address.with("show", "refused"), chosen == Shown::Refused },
        { counted(words.tr("Suspected duplicates ({n})"), report.suspected.size() + report.recognised.size()),
            address.with("show", "suspected"), chosen == Shown::Suspected } };
}

std::string apply_label(Totals const& totals, html::Page const& page)
{
    auto const count = totals.created + totals.updated;
    return count == 0 ? std::string() : page.trn("Import {n} row", "Import {n} rows", count);
}

Totals totals_of(Json const& report)
{
    auto const at = [&](char const* name) { return report.at(name).get<std::int64_t>(); };
    return { at("rows"), at("created"), at("updated"), at("unchanged"), at("refused") };
}

std::string sum_of(Totals const& totals, i18n::Words const& words)
{
    auto const text = [&](std::int64_t count) { return i18n::number(count, words.lang()); };
    return i18n::fill(words.tr("{created} created + {updated} updated + {unchanged} unchanged + {refused} "
                               "refused = {rows} rows."),
        { { "created", text(totals.created) }, { "updated", text(totals.updated) },
            { "unchanged", text(totals.unchanged) }, { "refused", text(totals.refused) },
            { "rows", text(totals.rows) } });
}

ShownRow refused_row(Json const& refusal, i18n::Words const& words)
{
    ShownRow row;
    row.line = std::to_string(refusal.at("line").get<std::int64_t>());
    row.badge = words.tr("refused");
    row.badge_class = "badge--bad";
    row.refused = true;
    row.problems.push_back(i18n::fill(words.tr("Column “{column}”: {reason}"),
        { { "column", refusal.at("column").get<std::string>() },
            { "reason", refusal.at("reason").get<std::string>() } }));
    return row;
}

/// The organisations of a desk's list, in its order.
NextIds listed(Directory& directory, accounts::Request const& request, OperatorId at, std::string slug)
{
    auto const filter = desk::ListFilter::read(request.query());
    desk::ListContext const context { at, std::move(slug), request.today(), request.now(), request.lang() };
    return [&directory, filter, context, part = PageRequest { 200, {} }, at_end = false]() mutable {
        if (at_end)
            return std::vector<OrganisationId>();
        auto page = directory.database.read(
            [&](db::Reader& reader) { return desk::list(reader, directory.finder, context, filter, part); });
        part.after = page.next;
        at_end = page.next.empty();
        return std::move(page.items);
    };
}

} // namespace

http::Response preview_page(Directory& directory, accounts::Request& request)
{
    auto const asked = reached(request);
    auto const draft = draft_of(request, asked);
    auto const chosen = shown_of(request.query().text("show"));
    auto const after = std::atoll(std::string(request.query().text("after")).c_str());
    auto const thesaurus = directory.catalogues.thesaurus();
    auto const page = desk_page(request, asked.at, asked.import.file_name);
    PreviewPage preview { .frame = desk_frame(request, asked.at, DeskRoom::Imports),
        .file = asked.import.file_name };
    bool more = false;
    auto const report = look_through(directory, draft->list, [&](PlannedRow const& row) {
        if (row.input.line <= after || !belongs(row, chosen))
            return;
        if (preview.rows.size() == rows_per_page)
            more = true;
        else
            preview.rows.push_back(shown(row, request, *thesaurus));
    });
    if (report.refused())
        return http::Response::see_other(address_of(request, asked, "@mapping"));
    Url const address(address_of(request, asked, "@preview"));
    preview.figures = figures_of(report->totals, request.words(), false);
    preview.shown = views_of(address, chosen, *report, request.words());
    if (more)
        preview.pager.next
            = address.with("show", request.query().text("show")).with("after", preview.rows.back().line);
    preview.apply_label = apply_label(report->totals, page);
    preview.apply = Url(address_of(request, asked, "@application"));
    preview.columns = Url(address_of(request, asked, "@mapping"));
    preview.discard = Url(address_of(request, asked, "@removal"));
    return shown(views::import_preview_page(page, preview));
}

http::Response apply_import(Directory& directory, accounts::Request& request)
{
    auto const asked = reached(request);
    auto const draft = draft_of(request, asked);
    auto const applied = apply(directory, draft->list, asked.import.id, request.words());
    if (applied.refused())
        return http::Response::see_other(address_of(request, asked, "@preview"));
    return http::Response::see_other(address_of(request, asked));
}

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
    for (auto const& refusal : report->at("refusals"))
        if (result.refused.size() < rows_per_page)
            result.refused.push_back(refused_row(refusal, request.words()));
    if (!report->at("suspected_duplicates").empty())
        result.duplicates = Url(request.address("/{lang}/@desk/{operator}/@duplicates", { asked.at.slug }));
    if (!undone)
        result.undo = Url(address_of(request, asked, "@undo"));
    return shown(views::import_result_page(page, result));
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
    auto const sheet = exported(directory, at.id, listed(directory, request, at.id, at.slug),
        std::string(request.words().tr("Organisations")));
    auto const name = at.slug + "-" + request.today().text();
    if (request.query().text("format") == "csv")
        return http::Response::download(name + ".csv", "text/csv; charset=utf-8", documents::to_csv(sheet));
    return http::Response::download(name + ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", documents::to_xlsx(sheet));
}

} // namespace passerelle::directory::imports
