#include "modules/directory/imports/page_parts.hpp"
#include "modules/directory/imports/pages.hpp"

#include "base/text.hpp"
#include "modules/directory/imports/draft_store.hpp"
#include "modules/directory/imports/drafts.hpp"
#include "modules/directory/imports/plan_portable.hpp"
#include "modules/directory/imports/report_portable.hpp"
#include "modules/directory/imports/views/import_preview_page.hpp"
#include "platform/i18n/format.hpp"
#include "platform/json/json.hpp"

namespace passerelle::directory::imports {
namespace {

using html::Url;
using store::PlanView;

constexpr int rows_per_page = 100;

PlanView view_of(std::string_view code)
{
    return code == "refused" ? PlanView::Refused : code == "suspected" ? PlanView::Suspected : PlanView::All;
}

std::vector<html::Link> views_of(
    Url const& address, PlanView chosen, Json const& report, i18n::Words const& words)
{
    auto const counted = [&](std::string_view text, std::int64_t count) {
        return i18n::fill(text, { { "n", i18n::number(count, words.lang()) } });
    };
    auto const suspected = static_cast<std::int64_t>(
        report.at("suspected_duplicates").size() + report.at("recognised_without_ref").size());
    return { { std::string(words.tr("All rows")), address, chosen == PlanView::All },
        { counted(words.tr("Refused ({n})"), totals_of(report).refused), address.with("show", "refused"),
            chosen == PlanView::Refused },
        { counted(words.tr("Suspected duplicates ({n})"), suspected), address.with("show", "suspected"),
            chosen == PlanView::Suspected } };
}

std::string apply_label(Totals const& totals, html::Page const& page)
{
    auto const count = totals.created + totals.updated;
    return count == 0 ? std::string() : page.trn("Import {n} row", "Import {n} rows", count);
}

/// The rows of one page, and whether there are more.
bool show_rows(PreviewPage& preview, std::vector<std::string> const& plans, accounts::Request const& request,
    search::Thesaurus const& thesaurus)
{
    for (auto const& plan : plans)
        if (preview.rows.size() < rows_per_page)
            preview.rows.push_back(shown(parse_planned_row(plan), request, thesaurus));
    return plans.size() > rows_per_page;
}

} // namespace

http::Response preview_page(Directory& directory, accounts::Request& request)
{
    auto const asked = reached(request);
    if (asked.import.state != ImportState::Draft)
        accounts::not_found();
    auto const report = parse_json(asked.import.report);
    if (asked.import.digest.empty() || !report)
        return http::Response::see_other(address_of(request, asked, "@mapping"));
    auto const show = request.query().text("show");
    auto const after = parse_integer(request.query().text("after")).value_or(0);
    auto const plans = request.read([&](db::Reader& reader) {
        return store::plan_rows(reader, asked.import.id, view_of(show), after, rows_per_page + 1);
    });
    auto const page = desk_page(request, asked.at, asked.import.file_name);
    PreviewPage preview { .frame = desk_frame(request, asked.at, DeskRoom::Imports),
        .file = asked.import.file_name };
    auto const totals = totals_of(*report);
    Url const address(address_of(request, asked, "@preview"));
    if (show_rows(preview, plans, request, *directory.catalogues.thesaurus()))
        preview.pager.next = address.with("show", show).with("after", preview.rows.back().line);
    if (after > 0)
        preview.pager.previous = address.with("show", show);
    if (request.query().text("moved") == "1")
        preview.notice = words_of(
            SheetRefused { SheetRefused::Reason::DirectoryMoved }, asked.import.file_name, request.words());
    preview.figures = figures_of(totals, request.words(), false);
    if (totals.refused > 0)
        preview.refused_file = Url(address_of(request, asked, "@refused"));
    preview.shown = views_of(address, view_of(show), *report, request.words());
    preview.apply_label = apply_label(totals, page);
    preview.apply = Url(address_of(request, asked, "@application"));
    preview.columns = Url(address_of(request, asked, "@mapping"));
    preview.discard = Url(address_of(request, asked, "@removal"));
    return shown(views::import_preview_page(page, preview));
}

http::Response apply_import(Directory& directory, accounts::Request& request)
{
    auto const asked = reached(request);
    auto const draft = draft_of(request, asked);
    auto const applied
        = apply(directory, draft->list, Previewed { asked.import.id, asked.import.digest }, request.words());
    if (applied)
        return http::Response::see_other(address_of(request, asked));
    auto const preview = address_of(request, asked, "@preview");
    if (applied.refusal().reason != SheetRefused::Reason::DirectoryMoved)
        return http::Response::see_other(preview);
    if (reached(request).import.state != ImportState::Draft)
        return http::Response::see_other(address_of(request, asked));
    if (plan_draft(directory, draft->list, asked.import.id, request.words()).refused())
        return http::Response::see_other(address_of(request, asked, "@mapping"));
    return http::Response::see_other(preview + "?moved=1");
}

} // namespace passerelle::directory::imports
