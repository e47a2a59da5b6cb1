#include "platform/documents/xlsx.hpp"

#include "base/text.hpp"
#include "platform/documents/csv.hpp"
#include "platform/documents/opened_source.hpp"
#include "platform/documents/sheet_text.hpp"
#include "platform/documents/workbook.hpp"
#include "platform/documents/xml.hpp"
#include "platform/i18n/charset.hpp"

#include <charconv>

namespace passerelle::documents {
namespace {

/// `C5` is the third cell of row 5: 2. Nothing for what is no reference.
std::optional<std::size_t> column_of(std::string_view reference)
{
    std::size_t column = 0;
    std::size_t letters = 0;
    for (; letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z'; ++letters) {
        if (letters == 4)
            return std::nullopt;
        column = column * 26 + static_cast<std::size_t>(reference[letters] - 'A') + 1;
    }
    return letters == 0 ? std::nullopt : std::optional(column - 1);
}

class XlsxSource final : public OpenedSource {
public:
    XlsxSource(
        std::shared_ptr<Workbook const> book, PartStream part, TableFormat format, TableLimits const& limits)
        : book_(std::move(book)),
          rows_(std::move(part), "row"),
          format_(std::move(format)),
          limits_(limits)
    {
    }

    TableFormat const& format() const override { return format_; }

protected:
    Next read() override
    {
        for (;;) {
            auto const node = rows_.next();
            if (!node)
                return node.refusal();
            if (!node.value())
                return std::optional<TableRow>();
            TableRow row { parse_integer(attribute_named(node.value(), "r")).value_or(last_line_ + 1), {} };
            last_line_ = row.line;
            if (auto problem = read_cells(row, node.value()))
                return std::move(*problem);
            if (has_content(row))
                return std::optional(std::move(row));
        }
    }

private:
    std::optional<DocumentError> read_cells(TableRow& row, pugi::xml_node node)
    {
        auto const refuse = [&](std::size_t column, char const* what) {
            return DocumentError { DocumentProblem::TooLarge, row.line, std::int64_t(column) + 1, what };
        };
        if (++rows_read_ > limits_.rows_max)
            return refuse(0, "rows");
        for (auto const cell : node.children()) {
            if (local_name(cell.name()) != "c")
                continue;
            auto const column = column_of(attribute_named(cell, "r")).value_or(row.cells.size());
            if (column >= limits_.columns_max)
                return refuse(column, "columns");
            auto text = text_of(cell);
            if (text.size() > limits_.cell_bytes_max)
                return refuse(column, "cell");
            if (column >= row.cells.size())
                row.cells.resize(column + 1);
            row.cells[column] = std::move(text);
        }
        while (
            !row.cells.empty() && row.cells.back().empty()) // coloured cells without content, often thousands
            row.cells.pop_back();
        return std::nullopt;
    }

    std::string text_of(pugi::xml_node cell) const
    {
        auto text = raw_text(cell);
        if (!is_valid_utf8(text))
            text = i18n::to_utf8(text, i18n::Charset::Utf8);
        return std::string(unguarded(text));
    }

    std::string raw_text(pugi::xml_node cell) const
    {
        auto const type = attribute_named(cell, "t");
        std::string_view const value = child_named(cell, "v").text().get();
        if (type == "s")
            return shared_text(value);
        if (type == "inlineStr")
            return rich_text(child_named(cell, "is"));
        if (type == "str")
            return unescaped(value);
        if (type == "b")
            return is_true(value) ? "true" : "false";
        if (type == "e")
            return {};
        return type == "d" ? std::string(value) : number_of(value, attribute_named(cell, "s"));
    }

    std::string shared_text(std::string_view value) const
    {
        auto const index = parse_integer(trim(value)).value_or(-1);
        auto const known = index >= 0 && static_cast<std::size_t>(index) < book_->texts.size();
        return known ? std::string(book_->texts.at(static_cast<std::size_t>(index))) : std::string();
    }

    std::string number_of(std::string_view value, std::string_view style) const
    {
        auto const digits = trim(value);
        double number = 0;
        auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (read.ec != std::errc() || read.ptr != digits.data() + digits.size())
            return std::string(value);
        auto const index = static_cast<std::size_t>(parse_integer(style).value_or(0));
        auto const meaning = index < book_->meanings.size() ? book_->meanings[index] : NumberMeaning::Number;
        return number_text(number, meaning, book_->from_1904);
    }

    std::shared_ptr<Workbook const> book_;
    ElementStream rows_;
    TableFormat format_;
    TableLimits limits_;
    std::int64_t last_line_ = 0;
    std::int64_t rows_read_ = 0;
};

/// A sheet may be asked for by its name; else the hidden ones come last.
std::vector<Workbook::SheetPart> candidates(Workbook const& book, std::string const& wanted)
{
    std::vector<Workbook::SheetPart> shown, hidden;
    for (auto const& sheet : book.sheets)
        if (wanted.empty() || sheet.name == wanted)
            (sheet.hidden ? hidden : shown).push_back(sheet);
    shown.insert(shown.end(), hidden.begin(), hidden.end());
    return shown;
}

} // namespace

Outcome<std::unique_ptr<RowSource>, DocumentError> open_xlsx(
    std::string_view bytes, TableChoice const& choice)
{
    auto const parts = ZipParts::open(bytes, choice.limits);
    if (!parts)
        return parts.refusal();
    auto read = read_workbook(*parts);
    if (!read)
        return read.refusal();
    auto const book = std::make_shared<Workbook const>(std::move(read).value());
    auto const sheets = candidates(*book, choice.sheet);
    if (sheets.empty())
        return DocumentError { DocumentProblem::NoSheet, 0, 0, choice.sheet };

    TableFormat format { TableFormat::Kind::Xlsx };
    for (auto const& sheet : book->sheets)
        format.sheets.push_back(sheet.name);
    for (auto const& sheet : sheets) {
        auto part = parts->stream(sheet.part);
        if (!part)
            return DocumentError { DocumentProblem::Damaged, 0, 0, sheet.part };
        format.sheet = sheet.name;
        auto source = std::make_unique<XlsxSource>(book, std::move(*part), format, choice.limits);
        auto const any = source->begin();
        if (!any)
            return any.refusal();
        if (any.value())
            return std::unique_ptr<RowSource>(std::move(source));
    }
    return DocumentError { DocumentProblem::Empty };
}

} // namespace passerelle::documents
