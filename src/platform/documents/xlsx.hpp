#pragma once

#include "platform/documents/table.hpp"

namespace passerelle::documents {

/// Reads a workbook (ECMA-376, Office Open XML). Text of every kind, numbers as short as they can be written,
/// dates and times as ISO 8601 by the cell's number format, booleans as `true` and `false`, errors (`#N/A`)
/// as empty cells, the value that Excel stored for a formula, merged cells as their first one alone. Hidden
/// rows are rows. Rows are numbered as Excel shows them. The guard of `to_csv` is taken off here too.
Outcome<std::unique_ptr<RowSource>, DocumentError> open_xlsx(
    std::string_view bytes, TableChoice const& choice = {});

/// A workbook of one sheet: headings bold, fixed on top and with a filter; text is text and never a formula.
std::string to_xlsx(Sheet const& sheet);

/// The same a piece at a time. All rows are asked for at once, before this returns, and wait in a file
/// without a name in the system's folder for such: memory does not grow with them.
Pieces xlsx_pieces(Sheet const& sheet);

} // namespace passerelle::documents
