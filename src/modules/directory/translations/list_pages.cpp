#include "base/text.hpp"
#include "modules/directory/desk/awaiting.hpp"
#include "modules/directory/desk/file_page.hpp"
#include "modules/directory/organisations/entry_words.hpp"
#include "modules/directory/organisations/store.hpp"
#include "modules/directory/translations/exchange.hpp"
#include "modules/directory/translations/pages.hpp"
#include "modules/directory/translations/views.hpp"
#include "modules/directory/translations/views/piece_state.hpp"
#include "modules/directory/translations/views/translations_page.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>
#include <unordered_map>

namespace passerelle::directory::translations {
namespace {

using desk::choice;
using desk::words_in;
using html::Html;

/// What the address asks for.
struct Asked {
    OpenFilter filter;
    texts::OpenOrder order = texts::OpenOrder::Oldest;
    http::Fields query;
};

Asked asked_of(accounts::Request const& request, OperatorId at, Langs const& langs)
{
    auto const& query = request.query();
    Asked asked { { .operator_id = at, .into = into_of(request, langs) }, {}, {} };
    asked.query.add("to", asked.filter.into.code());
    auto const state = query.text("state");
    if (state == "outdated" || state == "missing") {
        asked.filter.outdated = state == "outdated";
        asked.filter.missing = state == "missing";
        asked.query.add("state", state);
    }
    if (query.text("length") == "300") {
        asked.filter.characters_max = 300;
        asked.query.add("length", "300");
    }
    if (query.text("age") == "90") {
        asked.filter.written_before = request.now() - Duration::days(90);
        asked.query.add("age", "90");
    }
    if (query.text("sort") == "shortest") {
        asked.order = texts::OpenOrder::Shortest;
        asked.query.add("sort", "shortest");
    }
    return asked;
}

std::vector<html::ChoiceField> choices_of(
    accounts::Request const& request, Asked const& asked, Langs const& langs)
{
    auto const tr = words_in(request);
    std::vector<html::Choice> into;
    for (auto const lang : langs)
        into.push_back(choice(lang.code(), i18n::lang_name(lang, request.lang()), asked.filter.into.code()));
    auto const chosen = [&](std::string_view name) { return asked.query.text(name); };
    return { { .name = "to", .label = tr("Into"), .choices = std::move(into), .id = "f-to" },
        { .name = "state",
            .label = tr("State"),
            .choices = { choice("missing", tr("missing"), chosen("state")),
                choice("outdated", tr("outdated"), chosen("state")) },
            .blank = tr("all"),
            .id = "f-state" },
        { .name = "length",
            .label = tr("Length"),
            .choices = { choice("300", tr("short ones"), chosen("length")) },
            .blank = tr("all"),
            .id = "f-length" },
        { .name = "age",
            .label = tr("Age"),
            .choices = { choice("90", tr("older than 90 days"), chosen("age")) },
            .blank = tr("all"),
            .id = "f-age" },
        { .name = "sort",
            .label = tr("Order"),
            .choices = { choice("shortest", tr("shortest first"), chosen("sort")) },
            .blank = tr("oldest first"),
            .id = "f-sort" } };
}

std::vector<Figure> figures_of(accounts::Request const& request, std::vector<texts::OpenCount> const& counts)
{
    html::Tr const tr(request.words());
    std::vector<Figure> figures;
    for (auto const& count : counts) {
        auto const language = i18n::lang_name(count.lang, request.lang());
        figures.push_back({ tr("missing in {language}", { { "language", language } }),
            desk::counted(count.missing, request) });
        figures.push_back({ tr("outdated in {language}", { { "language", language } }),
            desk::counted(count.outdated, request) });
    }
    return figures;
}

std::unordered_map<Uuid, Organisation> owners_of(
    db::Reader& reader, std::vector<texts::OpenPiece> const& pieces)
{
    std::vector<OrganisationId> ids;
    for (auto const& piece : pieces)
        ids.emplace_back(piece.owner);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::unordered_map<Uuid, Organisation> owners;
    for (auto& organisation : store::load(reader, ids))
        owners.emplace(organisation.id.uuid(), std::move(organisation));
    return owners;
}

std::string age_in_words(Instant written_at, accounts::Request const& request)
{
    auto const days = (request.now() - written_at).milliseconds / Duration::days(1).milliseconds;
    if (days == 0)
        return std::string(request.words().tr("since today"));
    return html::Trn(request.words())("{n} day", "{n} days", days);
}

html::Table table_of_pieces(html::Page const& page, accounts::Request const& request,
    accounts::Operator const& at, Asked const& asked, std::vector<texts::OpenPiece> const& pieces,
    std::unordered_map<Uuid, Organisation> const& owners)
{
    auto const tr = words_in(request);
    html::Table table;
    table.caption = tr("Texts to translate");
    table.columns = { { .label = tr("Text") }, { .label = tr("Organisation") }, { .label = tr("State") },
        { .label = tr("Characters"), .align = html::Align::End },
        { .label = tr("Waiting for"), .align = html::Align::End } };
    for (auto const& piece : pieces) {
        auto const owner = owners.find(piece.owner);
        if (owner == owners.end())
            continue;
        auto const url
            = html::Url(request.address("/{lang}/@desk/{operator}/@translations/{organisation}/{field}",
                            { at.slug, owner->second.slug, piece.field }))
                  .with("to", asked.filter.into.code())
                  .with("at", cursor_behind(piece, texts::OpenOrder::Oldest));
        table.rows.push_back(
            { .cells = { html::link(url, field_in_words(piece.field, request.words())),
                  Html::escaped(owner->second.name),
                  views::piece_state(page, asked.filter.into, !piece.missing.empty(), piece.current),
                  Html::escaped(i18n::number(std::int64_t { piece.characters }, request.lang())),
                  Html::escaped(age_in_words(piece.written_at, request)) } });
    }
    return table;
}

std::vector<html::Link> files_of(
    accounts::Request const& request, accounts::Operator const& at, Asked const& asked, Langs const& langs)
{
    std::vector<html::Link> files;
    auto const address = request.address("/{lang}/@desk/{operator}/@translations/@list", { at.slug });
    for (auto const from : langs)
        for (auto const* const format : { "XLIFF", "CSV" }) {
            if (from == asked.filter.into)
                continue;
            auto const url = html::Url(http::address_of(address, asked.query)).with("from", from.code());
            files.push_back({ std::string(format) + " " + std::string(from.code()) + " → "
                    + std::string(asked.filter.into.code()),
                url.with("format", ascii_lower(format)) });
        }
    return files;
}

void say_done(html::Page& page, accounts::Request const& request)
{
    using Kind = html::Notice::Kind;
    auto const code = request.query().text("done");
    html::Tr const tr(request.words());
    if (code == "saved")
        desk::say(page, Kind::Good, std::string(tr("Saved.")));
    else if (code == "taken-in")
        desk::say(page, Kind::Good,
            tr("Translations written: {n}.", { { "n", std::string(request.query().text("n")) } }));
    else if (code == "unreadable")
        desk::say(page, Kind::Bad,
            std::string(tr("This file cannot be read: it has to be XLIFF 2 or CSV as they come from here.")));
}

struct Read {
    Page<texts::OpenPiece> part;
    std::unordered_map<Uuid, Organisation> owners;
    std::vector<texts::OpenCount> counts;
};

} // namespace

std::string field_in_words(std::string_view field, i18n::Words const& words)
{
    auto const known = parse_field(field);
    return known ? std::string(words_of(*known, words)) : std::string(field);
}

Lang into_of(accounts::Request const& request, Langs const& langs)
{
    auto const asked = Lang::parse(request.query().text("to"));
    auto const has = [&](Lang lang) { return std::find(langs.begin(), langs.end(), lang) != langs.end(); };
    return asked && has(*asked) ? *asked : has(request.lang()) ? request.lang() : langs.front();
}

http::Response list_page(Directory& directory, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::ReadOwnRecords);
    auto const& langs = directory.installation.langs;
    auto const asked = asked_of(request, at.id, langs);
    auto const part_asked = request.page_request();
    auto const read = request.read([&](db::Reader& reader) {
        auto part = open_pieces(reader, asked.filter, asked.order, part_asked);
        auto owners = owners_of(reader, part.items);
        return Read { std::move(part), std::move(owners),
            count_open(reader, at.id, langs, desk::count_max + 1) };
    });
    auto const tr = words_in(request);
    auto page = desk_page(request, at, tr("Translations"));
    say_done(page, request);
    auto const address = request.address("/{lang}/@desk/{operator}/@translations", { at.slug });
    auto const start = html::Url(http::address_of(address, asked.query));
    TranslationsPage list {
        .frame = desk_frame(request, at, DeskRoom::Translations),
        .figures = figures_of(request, read.counts),
        .action = html::Url(address),
        .choices = choices_of(request, asked, langs),
        .table = table_of_pieces(page, request, at, asked, read.part.items, read.owners),
        .pager = { .previous = part_asked.after.empty() ? html::Url() : start,
            .next = read.part.next.empty() ? html::Url() : start.with("after", read.part.next) },
        .files = files_of(request, at, asked, langs),
        .may_write = request.can(accounts::Action::WriteOwnRecords, accounts::Thing::of(at.id)),
        .preview = html::Url(request.address("/{lang}/@desk/{operator}/@translations/@preview", { at.slug })),
        .file = { .name = "file",
            .label = tr("Translated file"),
            .hint = tr("XLIFF 2 or CSV, at most 20,000 texts and 30 MB in one file"),
            .required = true,
            .accept = ".xlf,.xliff,.csv,.xlsx",
            .megabytes_max = 30 },
    };
    return desk::shown(views::translations_page(page, list));
}

http::Response file(Directory& directory, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::ReadOwnRecords);
    auto const asked = asked_of(request, at.id, directory.installation.langs);
    auto const from = Lang::parse(request.query().text("from"));
    if (!from || *from == asked.filter.into)
        accounts::not_found();
    auto const read = [&directory, filter = asked.filter, from = *from](PageRequest const& part) {
        return directory.database.read(
            [&](db::Reader& reader) { return texts_to_send(reader, filter, from, part); });
    };
    auto const name = at.slug + "-" + std::string(from->code()) + "-" + std::string(asked.filter.into.code())
        + "-" + request.today().text();
    auto next = desk::in_pages<SentText>(read);
    if (request.query().text("format") == "csv")
        return desk::file_of(
            name + ".csv", desk::csv_type, csv_pieces(*from, asked.filter.into, std::move(next)));
    return desk::file_of(
        name + ".xlf", "application/xliff+xml", xliff_pieces(*from, asked.filter.into, std::move(next)));
}

} // namespace passerelle::directory::translations
