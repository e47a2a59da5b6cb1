#include "platform/documents/csv.hpp"

#include "base/text.hpp"
#include "platform/i18n/charset.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <utility>

namespace passerelle::documents {
namespace {

/// Where spreadsheet programs begin to calculate (OWASP, "CSV Injection"), full-width forms included.
constexpr std::array<std::string_view, 11> formula_signs { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋",
    "－", "＠" };

bool begins_a_formula(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
    return std::any_of(formula_signs.begin(), formula_signs.end(),
        [&](std::string_view sign) { return text.starts_with(sign); });
}

struct CsvText {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(std::string const& text) const { return guarded(text); }
    std::string operator()(std::int64_t number) const { return fmt::to_string(number); }
    std::string operator()(double number) const
    {
        return std::isfinite(number) ? fmt::format("{}", number) : "";
    }
    std::string operator()(bool yes) const { return yes ? "true" : "false"; }
    std::string operator()(LocalDate date) const { return date.text(); }
};

/// Quoted wherever a reader could take a sign of the text for the separator, whichever separator it looks
/// for.
void append_cell(std::string& csv, std::string_view text)
{
    auto const needs_quotes
        = text.find_first_of("\"\r\n;,\t|") != std::string_view::npos || text != trim(text);
    if (!needs_quotes) {
        csv += text;
        return;
    }
    csv += '"';
    for (auto const c : text) {
        csv += c;
        if (c == '"')
            csv += c;
    }
    csv += '"';
}

} // namespace

std::string guarded(std::string_view text)
{
    auto clean = is_valid_utf8(text) ? std::string(text) : i18n::to_utf8(text, i18n::Charset::Utf8);
    return begins_a_formula(clean) ? "'" + clean : clean;
}

std::string_view unguarded(std::string_view text)
{
    return text.starts_with('\'') && begins_a_formula(text) ? text.substr(1) : text;
}

namespace {

constexpr std::size_t piece_bytes = 64 * 1024;

/// Writes the headings, then as many rows as fill a piece.
class CsvWriter {
public:
    CsvWriter(Sheet sheet, CsvStyle const& style) : sheet_(std::move(sheet)), style_(style) {}

    bool write(std::string& piece)
    {
        auto const end = piece.size() + piece_bytes;
        if (std::exchange(is_begun_, true) == false)
            write_headings(piece);
        while (piece.size() < end) {
            cells_.clear();
            if (!sheet_.next(cells_))
                return false;
            append_row(piece, cells_, [](Cell const& cell) { return std::visit(CsvText(), cell); });
        }
        return true;
    }

private:
    void write_headings(std::string& piece)
    {
        if (style_.mark)
            piece += "\xEF\xBB\xBF";
        append_row(piece, sheet_.columns, [](SheetColumn const& column) { return guarded(column.heading); });
    }

    template<class Cells, class TextOf>
    void append_row(std::string& piece, Cells const& cells, TextOf text_of)
    {
        auto first = true;
        for (auto const& cell : cells) {
            if (!first)
                piece += style_.separator;
            first = false;
            append_cell(piece, text_of(cell));
        }
        piece += "\r\n";
    }

    Sheet sheet_;
    CsvStyle style_;
    std::vector<Cell> cells_;
    bool is_begun_ = false;
};

} // namespace

Pieces csv_pieces(Sheet sheet, CsvStyle const& style)
{
    auto const writer = std::make_shared<CsvWriter>(std::move(sheet), style);
    return [writer](std::string& piece) { return writer->write(piece); };
}

std::string to_csv(Sheet const& sheet, CsvStyle const& style) { return joined(csv_pieces(sheet, style)); }

} // namespace passerelle::documents
