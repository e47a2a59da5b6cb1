#pragma once

#include "base/outcome.hpp"
#include "base/time.hpp"
#include "platform/documents/document_error.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Tables that come from people's spreadsheets and go back to them, whatever the file is.
namespace passerelle::documents {

/// A row as text, in UTF-8. Cells are not trimmed; trailing empty cells may be absent.
struct TableRow {
    std::int64_t line = 0; ///< from 1: where the row begins in the file, or its number in the sheet
    std::vector<std::string> cells;

    bool operator==(TableRow const&) const = default;
};

struct TableLimits {
    std::int64_t bytes_max = 200'000'000; ///< after decompression
    std::int64_t rows_max = 1'048'576;
    std::size_t columns_max = 16'384;
    std::size_t cell_bytes_max = 1'000'000;
};

/// What was recognised, to show to a person.
struct TableFormat {
    enum class Kind { Csv, Xlsx } kind = Kind::Csv;
    std::string charset {};             ///< of CSV
    char separator = 0;                 ///< of CSV
    std::string sheet {};               ///< of XLSX: the one that is read
    std::vector<std::string> sheets {}; ///< of XLSX: all
};

/// Rows one after the other. The bytes it was opened on must outlive it.
class RowSource {
public:
    virtual ~RowSource() = default;

    virtual TableFormat const& format() const = 0;

    /// The next row with any content, or nothing at the end. After a refusal there is no next row.
    virtual Outcome<std::optional<TableRow>, DocumentError> next() = 0;
};

struct TableChoice {
    std::string sheet {}; ///< of XLSX; empty: the first that has content
    TableLimits limits {};
};

/// Recognises the file by its content (the name decides nothing) and opens it. CSV: see csv.hpp; XLSX: see
/// xlsx.hpp.
Outcome<std::unique_ptr<RowSource>, DocumentError> open_table(
    std::string_view bytes, TableChoice const& choice = {});

/// A table as a whole, for small ones.
struct Table {
    TableFormat format;
    std::vector<TableRow> rows;
};
Outcome<Table, DocumentError> read_table(std::string_view bytes, TableChoice const& choice = {});

/// A typed cell of a list that is exported.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, bool, LocalDate>;

struct SheetColumn {
    std::string heading;
    int width = 0; ///< in characters; 0: as wide as the heading asks, 12 at least
};

/// A list to export. `next` fills in the cells of the next row, or answers false at the end.
struct Sheet {
    std::string name; ///< of the worksheet; cut and cleaned to what Excel takes
    std::vector<SheetColumn> columns;
    std::function<bool(std::vector<Cell>& cells)> next;
};

/// A `Sheet::next` over rows that are at hand.
std::function<bool(std::vector<Cell>&)> rows_of(std::vector<std::vector<Cell>> rows);

/// A file that is made while it is sent: each call appends the next piece; false once there is no more.
using Pieces = std::function<bool(std::string& piece)>;

/// All pieces together, for small files.
std::string joined(Pieces const&);

} // namespace passerelle::documents
