#pragma once

#include "platform/documents/table.hpp"

namespace passerelle::documents {

/// Reads CSV (RFC 4180) as it really comes: any of `, ; tab |` as separator (found in the first lines,
/// outside quotes), CR, LF or CRLF, quoted line ends, rows of unequal length, a byte order mark, the charsets
/// of `i18n::detect_charset`, a `sep=;` line as Excel writes it. A quote inside an unquoted cell is a
/// character like any other. NULs are dropped. Memory does not grow with the file. The guard of `to_csv` is
/// taken off, so that our own export comes back as it was.
Outcome<std::unique_ptr<RowSource>, DocumentError> open_csv(
    std::string_view bytes, TableLimits const& limits = {});

struct CsvStyle {
    char separator = ';'; ///< what Excel expects in Switzerland
    bool mark = true;     ///< a byte order mark, without which Excel misreads accents
};

/// RFC 4180 with CRLF, headings first. Text that a spreadsheet program would take for a formula gets an
/// apostrophe in front (`guarded`). Numbers with a point and no grouping, dates in ISO 8601, `true` and
/// `false`.
std::string to_csv(Sheet const& sheet, CsvStyle const& style = {});

/// The same a piece at a time: memory does not grow with the rows.
Pieces csv_pieces(Sheet sheet, CsvStyle const& style = {});

/// `'` before a text that begins with = + - @ tab or CR, full-width forms included, or with an apostrophe
/// followed by one of them. NULs are dropped.
std::string guarded(std::string_view text);

/// Takes off what `guarded` put on: `unguarded(guarded(t)) == t` for any text without NUL.
std::string_view unguarded(std::string_view text);

} // namespace passerelle::documents
