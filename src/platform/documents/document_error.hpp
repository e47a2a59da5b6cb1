#pragma once

#include <cstdint>
#include <string>

namespace passerelle::documents {

/// Why a file cannot be read. The caller has the words for each.
enum class DocumentProblem {
    /// No byte, or no row with content.
    Empty,
    /// Neither text nor a workbook; `detail` is what it looks like: `pdf`, `zip`, `image`, `binary`.
    UnknownFormat,
    /// The binary format of before 2007 (.xls).
    OldExcel,
    /// Protected by a password.
    Encrypted,
    /// A workbook cut off, or not as ECMA-376 wants it; `detail` is the part of it.
    Damaged,
    /// A document type or entity in its XML; `detail` is the part of it.
    UnsafeContent,
    /// The workbook has no sheet of the name that was asked for; `detail` is that name.
    NoSheet,
    /// More than the limits allow, or a bomb; `detail` is `bytes`, `ratio`, `parts`, `elements`, `rows`,
    /// `columns`
    /// or `cell`.
    TooLarge,
    /// A quoted cell that never ends; line and column are where it begins.
    UnclosedQuote,
};

struct DocumentError {
    DocumentProblem problem;
    std::int64_t line = 0;   ///< from 1, as a text editor or Excel counts; 0 where it does not apply
    std::int64_t column = 0; ///< cell in the row, from 1; 0 where it does not apply
    std::string detail {};   ///< a stable word for logs and messages, no wording

    bool operator==(DocumentError const&) const = default;
};

} // namespace passerelle::documents
