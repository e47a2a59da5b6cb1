#include "modules/directory/imports/page_parts.hpp"
#include "modules/directory/imports/pages.hpp"

#include "base/text.hpp"
#include "modules/accounts/person.hpp"
#include "modules/directory/imports/cells.hpp"
#include "modules/directory/imports/draft_store.hpp"
#include "modules/directory/imports/drafts.hpp"
#include "modules/directory/imports/mapping_portable.hpp"
#include "modules/directory/imports/views/import_columns_page.hpp"
#include "modules/directory/imports/views/import_upload_page.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"
#include "platform/json/json.hpp"

namespace passerelle::directory::imports {
namespace {

using html::Url;

std::string line_of(Import const& import, accounts::Request const& request, db::Reader& reader)
{
    auto const& words = request.words();
    auto const day = i18n::today(import.made_at, request.platform().installation.zone);
    auto const person = import.made_by ? accounts::find_person(reader, *import.made_by) : std::nullopt;
    auto const state = import.state == ImportState::Draft ? words.tr("not imported yet")
        : import.state == ImportState::Undone             ? words.tr("undone")
                                                          : words.tr("imported");
    auto line = i18n::short_date(day) + (person ? ", " + person->name : "") + ": " + std::string(state);
    auto const report = parse_json(import.report);
    if (report && import.state == ImportState::Applied)
        line += ", "
            + i18n::fill(words.trn("{n} row", "{n} rows", report->at("rows").get<std::int64_t>()),
                { { "n", i18n::number(report->at("rows").get<std::int64_t>(), words.lang()) } });
    return line;
}

PastImport past_import(
    Import const& import, accounts::Operator const& at, accounts::Request const& request, db::Reader& reader)
{
    Reached const reached { at, import };
    return { import.file_name,
        Url(address_of(request, reached, import.state == ImportState::Draft ? "@mapping" : "")),
        line_of(import, request, reader),
        import.state == ImportState::Applied ? Url(address_of(request, reached, "@undo")) : Url() };
}

http::Response show_upload(
    accounts::Request const& request, accounts::Operator const& at, std::string error, int status = 200)
{
    auto const page = desk_page(request, at, request.words().tr("Import organisations"));
    auto const address = request.address(imports_pattern, { at.slug });
    auto const download
        = Url(request.address("/{lang}/@desk/{operator}/@organisations/@export", { at.slug }));
    UploadPage upload {
        .frame = desk_frame(request, at, DeskRoom::Imports),
        .file = { .name = "file",
            .label = std::string(page.tr("Your list, as it is")),
            .hint = std::string(
                page.tr("Excel (XLSX) or CSV, 32 MB at most. Headings may be in French, German or English.")),
            .error = std::move(error),
            .required = true,
            .accept = ".xlsx,.csv,.txt",
            .megabytes_max = 32 },
        .action = Url(address),
        .retention = page.trn("A file that is not imported is deleted after {n} day.",
            "A file that is not imported is deleted after {n} days.", std::int64_t { days_kept }),
        .export_csv = download.with("format", "csv"),
        .export_xlsx = download.with("format", "xlsx"),
    };
    request.read([&](db::Reader& reader) {
        auto const part = store::list(reader, at.id, request.page_request(20));
        for (auto const& import : part.items)
            upload.past.push_back(past_import(import, at, request, reader));
        if (!part.next.empty())
            upload.pager.next = Url(address).with("after", part.next);
    });
    return shown(views::import_upload_page(page, upload), status);
}

std::vector<html::Choice> choices_for(Heading const& heading, Langs const& langs, i18n::Words const& words)
{
    std::vector<html::Choice> choices;
    auto const chosen = code_of(heading.meaning);
    auto const add = [&](Recognised const& meaning) {
        auto const code = code_of(meaning);
        choices.push_back({ code, label_of(meaning, words), code == chosen });
    };
    for (auto const column : all_columns()) {
        add({ column });
        if (is_text(column))
            for (auto const lang : langs)
                add({ column, lang });
    }
    return choices;
}

ColumnRow column_row(
    Heading const& heading, std::string examples, Langs const& langs, i18n::Words const& words)
{
    ColumnRow row { "c" + std::to_string(heading.place), heading.text, std::move(examples),
        choices_for(heading, langs, words), {}, {} };
    switch (heading.meaning.certainty) {
    case Certainty::Sure:
        row.badge = words.tr("yes");
        row.badge_class = "badge--good";
        break;
    case Certainty::Likely:
        row.badge = words.tr("probably");
        row.badge_class = "badge--warn";
        break;
    case Certainty::Unknown:
        row.badge = words.tr("no");
        row.badge_class = "badge--bad";
        break;
    }
    return row;
}

std::vector<std::string> examples_of(Sheet& sheet)
{
    std::vector<std::vector<std::string>> found;
    for (int rows = 0; rows < 10; ++rows) {
        auto const row = sheet.next();
        if (row.refused() || !*row)
            break;
        found.resize(std::max(found.size(), (*row)->cells.size()));
        for (std::size_t i = 0; i < (*row)->cells.size(); ++i)
            if (auto const text = one_line((*row)->cells[i]); !text.empty() && found[i].size() < 2)
                found[i].push_back(i18n::shorten(text, 40));
    }
    std::vector<std::string> examples;
    for (auto const& values : found)
        examples.push_back(join(values, ", "));
    return examples;
}

http::Response show_columns(
    accounts::Request const& request, Reached const& reached, std::string error, int status = 200)
{
    auto const draft = draft_of(request, reached);
    auto opened = Sheet::open(draft->bytes, draft->list.mapping, Sheet::Demand::AnyHeadings);
    if (opened.refused())
        return show_upload(
            request, reached.at, words_of(opened.refusal(), reached.import.file_name, request.words()), 422);
    auto const sheet = std::move(opened).value();
    auto const examples = examples_of(*sheet);
    auto const page = desk_page(request, reached.at, reached.import.file_name);
    ColumnsPage columns { .frame = desk_frame(request, reached.at, DeskRoom::Imports),
        .file = reached.import.file_name,
        .error = std::move(error),
        .action = Url(address_of(request, reached, "@mapping")),
        .other_file = Url(request.address(imports_pattern, { reached.at.slug })) };
    std::int64_t unknown = 0;
    for (auto const& heading : sheet->headings().columns) {
        unknown += heading.meaning.certainty == Certainty::Unknown;
        columns.columns.push_back(
            column_row(heading, heading.place < examples.size() ? examples[heading.place] : std::string(),
                request.platform().installation.langs, request.words()));
    }
    if (unknown > 0)
        columns.unknown
            = page.trn("{n} column was not recognised. It is kept as a private note if you choose nothing.",
                "{n} columns were not recognised. They are kept as private notes if you choose nothing.",
                unknown);
    return shown(views::import_columns_page(page, columns), status);
}

} // namespace

http::Response imports_page(Directory&, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::ImportInto);
    return show_upload(request, at, {});
}

http::Response upload_file(Directory& directory, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::ImportInto);
    auto const* file = request.form().file("file");
    if (!file)
        return show_upload(request, at, std::string(request.words().tr("Choose a file first.")), 422);
    auto const name = i18n::shorten(one_line(file->name).empty() ? "liste" : one_line(file->name), 120);
    auto const opened = Sheet::open(file->content, {}, Sheet::Demand::AnyHeadings);
    if (opened.refused())
        return show_upload(request, at, words_of(opened.refusal(), name, request.words()), 422);
    Import import { ImportId::fresh(request.now(), directory.random), at.id, name, {}, ImportState::Draft, {},
        {}, request.now(), request.actor().person, {}, {} };
    request.write([&](db::Transaction& tx) { store::insert(tx, import, file->content); });
    return http::Response::see_other(address_of(request, { at, import }, "@mapping"));
}

http::Response columns_page(Directory&, accounts::Request& request)
{
    return show_columns(request, reached(request), {});
}

http::Response choose_columns(Directory& directory, accounts::Request& request)
{
    auto const asked = reached(request);
    auto const draft = draft_of(request, asked);
    auto const opened = Sheet::open(draft->bytes, draft->list.mapping, Sheet::Demand::AnyHeadings);
    if (opened.refused())
        return show_columns(request, asked, {}, 422);
    Mapping mapping;
    for (auto const& heading : (*opened)->headings().columns) {
        auto const code = std::string(request.form().fields.text("c" + std::to_string(heading.place)));
        if (parse_target(code))
            mapping[heading.text] = code;
    }
    draft->list.mapping = std::move(mapping);
    auto const report = plan_draft(directory, draft->list, asked.import.id, request.words());
    if (report.refused())
        return show_columns(
            request, asked, words_of(report.refusal(), asked.import.file_name, request.words()), 422);
    return http::Response::see_other(address_of(request, asked, "@preview"));
}

http::Response discard_import(Directory&, accounts::Request& request)
{
    auto const asked = reached(request);
    request.write([&](db::Transaction& tx) { store::discard(tx, asked.import.id); });
    return http::Response::see_other(request.address(imports_pattern, { asked.at.slug }));
}

} // namespace passerelle::directory::imports
