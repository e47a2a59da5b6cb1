#pragma once

#include "modules/directory/imports/columns.hpp"
#include "platform/documents/table.hpp"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace passerelle::directory::imports {

/// What a person chose: heading as it stands in the file, to a column's code with its language if any
/// (`description_de`).
using Mapping = std::map<std::string, std::string, std::less<>>;

/// `description_de` as the description in German.
std::optional<Recognised> parse_target(std::string_view code);
std::string code_of(Recognised const&);

struct Heading {
    std::size_t place = 0; ///< of its cells in a row
    std::string text;
    Recognised meaning;
};

struct Headings {
    std::int64_t line = 0;
    std::vector<Heading> columns; ///< in the order of the file; empty headings without cells are not here

    bool has(Column) const;
};

/// Why a file cannot be imported at all. `line` and `column` are where to look.
struct SheetRefused {
    enum class Reason { Document, NoHeadings, NameColumnMissing, EveryRowRefused, DirectoryMoved };
    Reason reason {};
    std::optional<documents::DocumentError> document {};
    std::int64_t line = 0;
};
/// With file, line and column where there are any.
std::string words_of(SheetRefused const&, std::string_view file, i18n::Words const&);

/// A list of organisations: its headings found (below title rows if need be), then row by row. The bytes must
/// outlive it.
class Sheet {
public:
    /// A list whose names are not recognised can still be shown, for somebody to say where they are.
    enum class Demand { NameColumn, AnyHeadings };
    static Outcome<std::unique_ptr<Sheet>, SheetRefused> open(
        std::string_view bytes, Mapping const&, Demand = Demand::NameColumn);

    Headings const& headings() const { return headings_; }
    documents::TableFormat const& format() const { return source_->format(); }

    /// The next row with content below the headings, or nothing at the end.
    Outcome<std::optional<documents::TableRow>, SheetRefused> next();

private:
    explicit Sheet(std::unique_ptr<documents::RowSource> source) : source_(std::move(source)) {}
    std::optional<SheetRefused> find_headings(Mapping const&, Demand);
    std::size_t heading_row(Mapping const&, Demand) const;

    std::unique_ptr<documents::RowSource> source_;
    std::deque<documents::TableRow> waiting_; ///< read while looking for the headings
    Headings headings_;
};

} // namespace passerelle::directory::imports
