#include "platform/documents/csv_dialect.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <vector>

namespace passerelle::documents {
namespace {

constexpr std::string_view separators = ";,\t|";
constexpr std::size_t sample_bytes_max = 65'536;
constexpr std::size_t sample_rows_max = 50;

using Counts = std::array<std::size_t, separators.size()>;

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/// How often each separator stands outside quotes, row by row; a comma before a blank is one of a sentence.
/// Rows without any are left out: a title says nothing.
std::vector<Counts> count_separators(std::string_view text)
{
    std::vector<Counts> rows;
    Counts counts {};
    auto quoted = false;
    auto closed = false; // by the sign before this one; a quote that follows is part of the text
    auto before = '\n';
    auto const finish_row = [&] {
        if (std::any_of(counts.begin(), counts.end(), [](std::size_t count) { return count > 0; }))
            rows.push_back(counts);
        counts = {};
    };
    auto const sample = text.substr(0, sample_bytes_max);
    for (std::size_t i = 0; i < sample.size(); ++i) {
        auto const c = sample[i];
        auto const in_prose = c == ',' && sample.substr(i + 1).starts_with(' ');
        auto const at_cell_begin = is_line_end(before) || separators.find(before) != std::string_view::npos;
        auto const toggles = c == '"' && (quoted || at_cell_begin || closed);
        closed = toggles && quoted;
        if (toggles)
            quoted = !quoted;
        else if (!quoted && is_line_end(c))
            finish_row();
        else if (auto const which = separators.find(c);
                 !quoted && !in_prose && which != std::string_view::npos)
            ++counts[which];
        before = c;
        if (rows.size() >= sample_rows_max)
            break;
    }
    finish_row();
    return rows;
}

struct Score {
    double per_row = 0; ///< the count that most rows share
    double share = 0;   ///< of the rows that share it
};

Score score_of(std::vector<Counts> const& rows, std::size_t which)
{
    std::map<std::size_t, std::size_t> rows_by_count;
    for (auto const& row : rows)
        if (row[which] > 0)
            ++rows_by_count[row[which]];
    Score best;
    for (auto const& [count, number] : rows_by_count) {
        auto const share = static_cast<double>(number) / static_cast<double>(rows.size());
        if (share * share * static_cast<double>(count) > best.share * best.share * best.per_row)
            best = { static_cast<double>(count), share };
    }
    return best;
}

char most_regular(std::vector<Counts> const& rows)
{
    auto best = ',';
    auto best_score = 0.0;
    for (std::size_t i = 0; i < separators.size(); ++i) {
        auto const score = score_of(rows, i);
        auto const value = score.per_row * score.share * score.share;
        // Bars also part the values within a cell, so they count only where nothing else is regular.
        auto const is_bar = separators[i] == '|';
        if (value > best_score && (!is_bar || best_score < 0.25)) {
            best = separators[i];
            best_score = value;
        }
    }
    return best;
}

/// `sep=;`, which Excel writes and reads as a first line of its own.
std::optional<char> declared_separator(std::string_view line)
{
    auto const bare
        = line.size() == 7 && line.front() == '"' && line.back() == '"' ? line.substr(1, 5) : line;
    auto const declared = bare.size() == 5 && ascii_lower(bare.substr(0, 4)) == "sep=";
    auto const known = declared && separators.find(bare[4]) != std::string_view::npos;
    return known ? std::optional(bare[4]) : std::nullopt;
}

} // namespace

CsvDialect detect_dialect(std::string_view text)
{
    auto const end = std::min(text.find_first_of("\r\n"), text.size());
    if (auto const declared = declared_separator(text.substr(0, end))) {
        auto const line_end = text.substr(end).starts_with("\r\n") ? 2u : end < text.size() ? 1u : 0u;
        return { *declared, end + line_end, 1 };
    }
    return { most_regular(count_separators(text)), 0, 0 };
}

} // namespace passerelle::documents
