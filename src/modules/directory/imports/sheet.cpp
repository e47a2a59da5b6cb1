#include "modules/directory/imports/sheet.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "modules/directory/imports/cells.hpp"

#include <algorithm>

namespace passerelle::directory::imports {
namespace {

constexpr std::size_t title_rows_max = 20;

Recognised meaning_of(std::string const& heading, Mapping const& mapping)
{
    if (auto const chosen = mapping.find(heading); chosen != mapping.end()) {
        auto meaning = *parse_target(chosen->second);
        meaning.certainty = Certainty::Sure;
        return meaning;
    }
    return recognise(heading);
}

/// One column for each meaning. Of two that may be the name the surer is; the other is a person's.
void settle_twins(std::vector<Heading>& columns)
{
    auto const is_sure_name = [](Heading const& heading) {
        return heading.meaning.column == Column::Name && heading.meaning.certainty == Certainty::Sure;
    };
    auto const has_sure_name = std::any_of(columns.begin(), columns.end(), is_sure_name);
    auto const has_first_name = std::any_of(columns.begin(), columns.end(),
        [](Heading const& heading) { return heading.meaning.column == Column::ContactFirstName; });
    std::vector<std::pair<Column, std::optional<Lang>>> taken;
    for (auto const wanted : { Certainty::Sure, Certainty::Likely })
        for (auto& heading : columns) {
            auto& meaning = heading.meaning;
            if (meaning.certainty != wanted || meaning.column == Column::Note
                || meaning.column == Column::Skip)
                continue;
            if (meaning.column == Column::Name && has_sure_name && wanted == Certainty::Likely)
                meaning.column = has_first_name ? Column::ContactLastName : Column::ContactName;
            auto const key = std::pair(meaning.column, meaning.lang);
            if (std::find(taken.begin(), taken.end(), key) != taken.end())
                meaning = {};
            else
                taken.push_back(key);
        }
}

std::vector<Heading> headings_of(documents::TableRow const& row, Mapping const& mapping)
{
    std::vector<Heading> columns;
    for (std::size_t place = 0; place < row.cells.size(); ++place)
        if (auto const text = one_line(row.cells[place]); !text.empty())
            columns.push_back({ place, text, meaning_of(text, mapping) });
    settle_twins(columns);
    return columns;
}

struct Promise {
    std::size_t recognised = 0;
    bool names = false;
};

Promise promise_of(std::vector<Heading> const& columns)
{
    Promise promise;
    for (auto const& heading : columns) {
        promise.recognised += heading.meaning.column != Column::Note;
        promise.names = promise.names || heading.meaning.column == Column::Name;
    }
    return promise;
}

std::string words_of_document(documents::DocumentError const& error, i18n::Words const& words)
{
    using documents::DocumentProblem;
    switch (error.problem) {
    case DocumentProblem::Empty:
        return std::string(words.tr("The file is empty."));
    case DocumentProblem::UnknownFormat:
        return std::string(words.tr("This is neither a CSV file nor an Excel workbook (.xlsx)."));
    case DocumentProblem::OldExcel:
        return std::string(
            words.tr("This is a workbook of an Excel before 2007 (.xls). Save it as .xlsx or CSV."));
    case DocumentProblem::Encrypted:
        return std::string(words.tr("The workbook is protected by a password. Save it without one."));
    case DocumentProblem::Damaged:
        return i18n::fill(words.tr("The workbook is damaged or only half written ({detail})."),
            { { "detail", error.detail } });
    case DocumentProblem::UnsafeContent:
        return std::string(
            words.tr("The workbook has content that a spreadsheet does not have. It is not read."));
    case DocumentProblem::NoSheet:
        return i18n::fill(words.tr("The workbook has no sheet “{name}”."), { { "name", error.detail } });
    case DocumentProblem::TooLarge:
        return i18n::fill(words.tr("The file is larger than what can be imported at once ({detail})."),
            { { "detail", error.detail } });
    case DocumentProblem::UnclosedQuote:
        return std::string(words.tr("A quotation mark is opened here and never closed."));
    }
    ensure(false);
}

std::string sentence_of(SheetRefused const& refused, i18n::Words const& words)
{
    switch (refused.reason) {
    case SheetRefused::Reason::Document:
        return words_of_document(*refused.document, words);
    case SheetRefused::Reason::NoHeadings:
        return std::string(words.tr("No row of headings was found in the first rows. "
                                    "One column at least must be the name of the organisation."));
    case SheetRefused::Reason::NameColumnMissing:
        return std::string(words.tr("No column is the name of the organisation. Right would be “Name”, "
                                    "“Raison sociale” or “Firma”, say."));
    case SheetRefused::Reason::EveryRowRefused:
        return std::string(words.tr("Not one row can be taken."));
    case SheetRefused::Reason::DirectoryMoved:
        return std::string(words.tr("The directory has changed since the preview. Nothing was imported: look "
                                    "at the preview once more, it is up to date now."));
    }
    ensure(false);
}

} // namespace

std::optional<Recognised> parse_target(std::string_view code)
{
    if (auto const column = parse_column(code))
        return Recognised { *column, {}, Certainty::Sure };
    auto const underscore = code.rfind('_');
    if (underscore == std::string_view::npos || code.size() - underscore != 3)
        return std::nullopt;
    auto const column = parse_column(code.substr(0, underscore));
    auto const lang = Lang::parse(code.substr(underscore + 1));
    if (!column || !lang || !is_text(*column))
        return std::nullopt;
    return Recognised { *column, lang, Certainty::Sure };
}

std::string code_of(Recognised const& meaning)
{
    auto code = std::string(code_of(meaning.column));
    return meaning.lang ? code + "_" + std::string(meaning.lang->code()) : code;
}

bool Headings::has(Column column) const
{
    return std::any_of(columns.begin(), columns.end(),
        [&](Heading const& heading) { return heading.meaning.column == column; });
}

std::string words_of(SheetRefused const& refused, std::string_view file, i18n::Words const& words)
{
    auto const line = refused.document ? refused.document->line : refused.line;
    auto const column = refused.document ? refused.document->column : 0;
    auto place = std::string(file);
    if (line > 0)
        place += ", " + i18n::fill(words.tr("line {line}"), { { "line", std::to_string(line) } });
    if (column > 0)
        place += ", " + i18n::fill(words.tr("column {column}"), { { "column", std::to_string(column) } });
    return place + ": " + sentence_of(refused, words);
}

Outcome<std::unique_ptr<Sheet>, SheetRefused> Sheet::open(
    std::string_view bytes, Mapping const& mapping, Demand demand)
{
    auto source = documents::open_table(bytes);
    if (source.refused())
        return SheetRefused { SheetRefused::Reason::Document, source.refusal() };
    std::unique_ptr<Sheet> sheet(new Sheet(std::move(source).value()));
    if (auto const refused = sheet->find_headings(mapping, demand))
        return *refused;
    return sheet;
}

/// The first row that has a name and something else; else the one that promises most. `waiting_.size()` for
/// none.
std::size_t Sheet::heading_row(Mapping const& mapping, Demand demand) const
{
    std::size_t best = waiting_.size();
    std::size_t best_count = 0;
    std::size_t fullest = 0;
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
        auto const columns = headings_of(waiting_[i], mapping);
        auto const promise = promise_of(columns);
        if (promise.names && promise.recognised >= 2)
            return i;
        if (promise.recognised > best_count) {
            best = i;
            best_count = promise.recognised;
        }
        if (columns.size() > headings_of(waiting_[fullest], mapping).size())
            fullest = i;
    }
    return best == waiting_.size() && demand == Demand::AnyHeadings ? fullest : best;
}

std::optional<SheetRefused> Sheet::find_headings(Mapping const& mapping, Demand demand)
{
    for (std::size_t i = 0; i < title_rows_max; ++i) {
        auto row = source_->next();
        if (row.refused())
            return SheetRefused { SheetRefused::Reason::Document, row.refusal() };
        if (!row.value())
            break;
        waiting_.push_back(*std::move(row).value());
    }
    auto const place = heading_row(mapping, demand);
    if (place >= waiting_.size())
        return SheetRefused { SheetRefused::Reason::NoHeadings, {},
            waiting_.empty() ? 0 : waiting_.front().line };
    headings_ = { waiting_[place].line, headings_of(waiting_[place], mapping) };
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(place) + 1);
    if (demand == Demand::NameColumn && !headings_.has(Column::Name))
        return SheetRefused { SheetRefused::Reason::NameColumnMissing, {}, headings_.line };
    return std::nullopt;
}

Outcome<std::optional<documents::TableRow>, SheetRefused> Sheet::next()
{
    if (!waiting_.empty()) {
        auto row = std::move(waiting_.front());
        waiting_.pop_front();
        return std::optional(std::move(row));
    }
    auto row = source_->next();
    if (row.refused())
        return SheetRefused { SheetRefused::Reason::Document, row.refusal() };
    return std::move(row).value();
}

} // namespace passerelle::directory::imports
