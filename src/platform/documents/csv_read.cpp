#include "platform/documents/csv.hpp"

#include "base/text.hpp"
#include "platform/documents/csv_dialect.hpp"
#include "platform/documents/opened_source.hpp"
#include "platform/i18n/charset.hpp"

#include <algorithm>

namespace passerelle::documents {
namespace {

using i18n::Charset;

/// Rows of text in a charset that contains ASCII.
class CsvSource final : public OpenedSource {
public:
    CsvSource(std::string_view bytes, Charset charset, TableLimits const& limits)
        : charset_(charset),
          limits_(limits)
    {
        format_.charset = charset_name(charset);
        text_ = bytes.substr(mark_size(bytes, charset));
        if (charset == Charset::Utf16Le || charset == Charset::Utf16Be) {
            own_ = to_utf8(bytes, charset);
            text_ = own_;
            charset_ = Charset::Utf8;
        }
        auto const dialect = detect_dialect(text_);
        format_.separator = dialect.separator;
        stops_ = { dialect.separator, '\r', '\n' };
        place_ = dialect.begin;
        line_ += static_cast<std::int64_t>(dialect.lines_before);
    }

    TableFormat const& format() const override { return format_; }

protected:
    Next read() override
    {
        while (place_ < text_.size()) {
            TableRow row { line_, {} };
            if (auto problem = read_row(row)) {
                place_ = text_.size();
                return std::move(*problem);
            }
            if (has_content(row))
                return std::optional(std::move(row));
        }
        return std::optional<TableRow>();
    }

private:
    using Problem = std::optional<DocumentError>;

    Problem too_large(TableRow const& row, char const* what) const
    {
        return DocumentError { DocumentProblem::TooLarge, row.line, std::int64_t(row.cells.size()) + 1,
            what };
    }

    Problem read_row(TableRow& row)
    {
        if (++rows_ > limits_.rows_max)
            return too_large(row, "rows");
        for (auto more = true; more;) {
            if (row.cells.size() == limits_.columns_max)
                return too_large(row, "columns");
            std::string cell;
            if (auto problem = read_cell(row, cell))
                return problem;
            row.cells.push_back(finished(cell));
            more = place_ < text_.size() && text_[place_] == format_.separator;
            place_ += more;
        }
        skip_line_end();
        return std::nullopt;
    }

    Problem read_cell(TableRow const& row, std::string& cell)
    {
        if (place_ < text_.size() && text_[place_] == '"') {
            if (auto problem = read_quoted(row, cell))
                return problem;
        }
        // What stands between a closing quote and the next separator belongs to the cell: `"Acme" SA`.
        auto const end = std::min(text_.find_first_of(stops_, place_), text_.size());
        cell += text_.substr(place_, end - place_);
        place_ = end;
        return cell.size() > limits_.cell_bytes_max ? too_large(row, "cell") : std::nullopt;
    }

    Problem read_quoted(TableRow const& row, std::string& cell)
    {
        DocumentError const unclosed { DocumentProblem::UnclosedQuote, line_,
            std::int64_t(row.cells.size()) + 1 };
        ++place_;
        for (;;) {
            auto const quote = text_.find('"', place_);
            if (quote == std::string_view::npos)
                return unclosed;
            auto const part = text_.substr(place_, quote - place_);
            if (cell.size() + part.size() > limits_.cell_bytes_max)
                return too_large(row, "cell");
            cell += part;
            count_lines(part);
            place_ = quote + 1;
            if (place_ >= text_.size() || text_[place_] != '"')
                return std::nullopt;
            cell += '"';
            ++place_;
        }
    }

    void count_lines(std::string_view part)
    {
        for (std::size_t i = 0; i < part.size(); ++i)
            line_ += part[i] == '\n' || (part[i] == '\r' && (i + 1 == part.size() || part[i + 1] != '\n'));
    }

    void skip_line_end()
    {
        if (place_ >= text_.size())
            return;
        place_ += text_.substr(place_).starts_with("\r\n") ? 2 : 1;
        ++line_;
    }

    std::string finished(std::string& cell) const
    {
        if (charset_ != Charset::Utf8 || !is_valid_utf8(cell))
            cell = to_utf8(cell, charset_);
        auto const bare = unguarded(cell);
        return bare.size() == cell.size() ? std::move(cell) : std::string(bare);
    }

    Charset charset_;
    TableLimits limits_;
    TableFormat format_;
    std::string own_; ///< of UTF-16, which is turned as a whole
    std::string_view text_;
    std::string stops_;
    std::size_t place_ = 0;
    std::int64_t line_ = 1;
    std::int64_t rows_ = 0;
};

} // namespace

bool has_content(TableRow const& row)
{
    return std::any_of(
        row.cells.begin(), row.cells.end(), [](std::string const& c) { return !trim(c).empty(); });
}

Outcome<std::unique_ptr<RowSource>, DocumentError> open_csv(std::string_view bytes, TableLimits const& limits)
{
    if (std::int64_t(bytes.size()) > limits.bytes_max)
        return DocumentError { DocumentProblem::TooLarge, 0, 0, "bytes" };
    auto source = std::make_unique<CsvSource>(bytes, i18n::detect_charset(bytes), limits);
    auto const any = source->begin();
    if (!any)
        return any.refusal();
    if (!any.value())
        return DocumentError { DocumentProblem::Empty };
    return std::unique_ptr<RowSource>(std::move(source));
}

} // namespace passerelle::documents
