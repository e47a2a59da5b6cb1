#include "platform/documents/csv.hpp"

#include "base/text.hpp"
#include "platform/i18n/charset.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

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

std::string to_csv(Sheet const& sheet, CsvStyle const& style)
{
    std::string csv = style.mark ? "\xEF\xBB\xBF" : "";
    auto const append_row = [&](auto const& cells, auto text_of) {
        auto first = true;
        for (auto const& cell : cells) {
            if (!first)
                csv += style.separator;
            first = false;
            append_cell(csv, text_of(cell));
        }
        csv += "\r\n";
    };
    append_row(sheet.columns, [](SheetColumn const& column) { return guarded(column.heading); });
    std::vector<Cell> cells;
    while (cells.clear(), sheet.next(cells))
        append_row(cells, [](Cell const& cell) { return std::visit(CsvText(), cell); });
    return csv;
}

} // namespace passerelle::documents
