#include "modules/directory/translations/exchange.hpp"

#include "modules/directory/organisations/store.hpp"
#include "platform/documents/csv.hpp"
#include "platform/documents/xliff.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace passerelle::directory::translations {
namespace {

using documents::DocumentError;
using documents::DocumentProblem;

static db::Statement const members_among { "translations.members_among", R"sql(
    select distinct organisation_id from memberships where operator_id = $1 and organisation_id in ($2...)
)sql" };

std::vector<SentText> texts_of(
    db::Reader& reader, std::vector<texts::OpenPiece> const& pieces, Lang from, Lang into)
{
    std::vector<SentText> sent;
    std::vector<OrganisationId> ids;
    for (auto const& piece : pieces)
        ids.emplace_back(piece.owner);
    std::unordered_map<Uuid, Organisation> owners;
    for (auto& organisation : store::load(reader, ids))
        owners.emplace(organisation.id.uuid(), std::move(organisation));
    for (auto const& piece : pieces) {
        auto const found = owners.find(piece.owner);
        if (found == owners.end() || !is_text_field(piece.field))
            continue;
        auto const& text = text_of(found->second, piece.field);
        auto const* const source = text.find(from);
        if (!source || source->meaning < text.meaning())
            continue;
        auto const* const target = text.find(into);
        sent.push_back(
            { PieceKey { found->second.id, piece.field }.text(), text.meaning(), found->second.name,
                piece.field, source->text, target ? target->text : std::string(), target != nullptr });
    }
    return sent;
}

NextText next_of(std::vector<SentText> const& texts)
{
    return [at = texts.begin(), end = texts.end()](SentText& text) mutable {
        if (at == end)
            return false;
        text = *at++;
        return true;
    };
}

std::optional<Lang> lang_behind(std::string_view heading, std::string_view prefix)
{
    return heading.starts_with(prefix) ? Lang::parse(heading.substr(prefix.size())) : std::nullopt;
}

/// Where the columns of a table stand.
struct Columns {
    std::optional<std::size_t> id, meaning, source, target;
    Lang from, into;

    explicit Columns(std::vector<std::string> const& headings)
    {
        for (std::size_t i = 0; i < headings.size(); ++i) {
            auto const heading = ascii_lower(trim(headings[i]));
            if (heading == "id")
                id = i;
            else if (heading == "meaning")
                meaning = i;
            else if (auto const lang = lang_behind(heading, "source:")) {
                source = i;
                from = *lang;
            } else if (auto const other = lang_behind(heading, "target:")) {
                target = i;
                into = *other;
            }
        }
    }
    bool complete() const { return id && meaning && target; }
};

std::string cell(documents::TableRow const& row, std::optional<std::size_t> column)
{
    return column && *column < row.cells.size() ? row.cells[*column] : std::string();
}

Outcome<SentTexts, DocumentError> read_table_of_texts(std::string_view bytes)
{
    auto const table = documents::read_table(bytes);
    if (!table)
        return table.refusal();
    if (table->rows.empty())
        return DocumentError { DocumentProblem::Empty };
    Columns const columns(table->rows.front().cells);
    if (!columns.complete())
        return DocumentError { DocumentProblem::UnknownFormat, table->rows.front().line, 0, "columns" };
    SentTexts sent { columns.from, columns.into, {} };
    for (std::size_t i = 1; i < table->rows.size(); ++i) {
        auto const& row = table->rows[i];
        auto const meaning = parse_integer(trim(cell(row, columns.meaning))).value_or(0);
        sent.texts.push_back({ std::string(trim(cell(row, columns.id))), static_cast<int>(meaning), {}, {},
            cell(row, columns.source), cell(row, columns.target), !cell(row, columns.target).empty() });
    }
    return sent;
}

bool looks_like_xml(std::string_view bytes)
{
    if (bytes.starts_with("\xEF\xBB\xBF"))
        bytes.remove_prefix(3);
    return trim(bytes.substr(0, 200)).starts_with('<');
}

std::string without_carriage_returns(std::string_view text)
{
    std::string clean;
    for (auto const c : trim(text))
        if (c != '\r')
            clean += c;
    return clean;
}

/// What `examine` knows of the entries in a file.
struct Known {
    std::unordered_map<Uuid, Organisation> entries;
    std::unordered_set<Uuid> allowed;
};

Known load_known(
    db::Reader& reader, OperatorId at, SentTexts const& sent, LocalDate today, MayWrite const& may_write)
{
    std::vector<OrganisationId> ids;
    for (auto const& text : sent.texts)
        if (auto const piece = PieceKey::parse(text.id))
            ids.push_back(piece->organisation);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::unordered_set<Uuid> members;
    reader.each(
        members_among, [&](db::Row const& row) { members.insert(row.uuid(0)); }, at, ids);
    auto const responsible = store::member_of(reader, ids, today);
    Known known;
    for (auto& entry : store::load(reader, ids)) {
        auto const id = entry.id.uuid();
        auto const found = responsible.find(id);
        auto const& operators = found == responsible.end() ? std::vector<OperatorId>() : found->second;
        if (members.contains(id) && may_write(entry.id, operators))
            known.allowed.insert(id);
        known.entries.emplace(id, std::move(entry));
    }
    return known;
}

Examined examine_one(Known const& known, SentText const& sent, Lang into)
{
    Examined examined;
    examined.after = without_carriage_returns(sent.target);
    examined.organisation = sent.organisation;
    examined.meaning = sent.meaning;
    auto const piece = PieceKey::parse(sent.id);
    if (!piece || !known.allowed.contains(piece->organisation.uuid()))
        return examined;
    auto const& entry = known.entries.at(piece->organisation.uuid());
    auto const& text = text_of(entry, piece->field);
    examined.piece = *piece;
    examined.organisation = entry.name;
    examined.slug = entry.slug;
    if (text.empty() || entry.state == State::Merged)
        return examined;
    auto const* const version = text.find(into);
    examined.before = version ? version->text : std::string();
    using Is = Examined::State;
    auto const is_same = version && version->text == examined.after;
    auto const is_current = version && version->meaning == text.meaning();
    examined.state = examined.after.empty()                      ? Is::Empty
        : is_same && (is_current || sent.draft)                  ? Is::Unchanged
        : text.meaning() != sent.meaning                         ? Is::SourceMoved
        : count_characters(examined.after) > text_characters_max ? Is::TooLong
                                                                 : Is::Ready;
    return examined;
}

} // namespace

Page<SentText> texts_to_send(
    db::Reader& reader, OpenFilter const& filter, Lang from, PageRequest const& request)
{
    auto const pieces = open_pieces(reader, filter, texts::OpenOrder::Oldest, request);
    Page<SentText> page;
    page.items = texts_of(reader, pieces.items, from, filter.into);
    page.next = pieces.next;
    return page;
}

documents::Pieces xliff_pieces(Lang from, Lang into, NextText next)
{
    return documents::xliff_pieces(from, into, "texts", [next](documents::XliffUnit& unit) {
        SentText text;
        if (!next(text))
            return false;
        unit = { text.id, text.organisation, text.source, text.target,
            { { "meaning", std::to_string(text.meaning) }, { "field", text.field } }, text.draft };
        return true;
    });
}

documents::Pieces csv_pieces(Lang from, Lang into, NextText next)
{
    return documents::csv_pieces({ "texts",
        { { "id" }, { "meaning" }, { "organisation" }, { "field" }, { "source:" + std::string(from.code()) },
            { "target:" + std::string(into.code()) } },
        [next](std::vector<documents::Cell>& cells) {
            SentText text;
            if (!next(text))
                return false;
            cells = { text.id, std::int64_t { text.meaning }, text.organisation, text.field, text.source,
                text.target };
            return true;
        } });
}

std::string to_xliff(SentTexts const& sent)
{
    return documents::joined(xliff_pieces(sent.from, sent.into, next_of(sent.texts)));
}

std::string to_csv(SentTexts const& sent)
{
    return documents::joined(csv_pieces(sent.from, sent.into, next_of(sent.texts)));
}

Outcome<SentTexts, DocumentError> read_texts(std::string_view bytes)
{
    if (!looks_like_xml(bytes)) {
        auto table = read_table_of_texts(bytes);
        if (table && table->texts.size() > texts_max)
            return DocumentError { DocumentProblem::TooLarge, 0, 0, "rows" };
        return table;
    }
    auto const document = documents::read_xliff(bytes, { .bytes_max = 32'000'000, .units_max = texts_max });
    if (!document)
        return document.refusal();
    SentTexts sent { document->source, document->target, {} };
    for (auto const& file : document->files)
        for (auto const& unit : file.units)
            sent.texts.push_back(
                { unit.id, static_cast<int>(parse_integer(trim(unit.note("meaning"))).value_or(0)), unit.name,
                    std::string(unit.note("field")), unit.source, unit.target, unit.draft });
    return sent;
}

std::vector<Examined> examine(
    db::Reader& reader, OperatorId at, SentTexts const& sent, LocalDate today, MayWrite const& may_write)
{
    auto const known = load_known(reader, at, sent, today, may_write);
    std::vector<Examined> result;
    for (auto const& text : sent.texts)
        result.push_back(examine_one(known, text, sent.into));
    return result;
}

int take_in(db::Transaction& tx, OperatorId at, SentTexts const& sent, LocalDate today,
    MayWrite const& may_write, Author const& author, Random& random)
{
    int written = 0;
    for (auto const& text : examine(tx, at, sent, today, may_write)) {
        if (text.state != Examined::State::Ready)
            continue;
        if (translate(
                tx, { text.piece, sent.into, text.after, Meant::SameMeaning, text.meaning }, author, random))
            ++written;
    }
    return written;
}

} // namespace passerelle::directory::translations
