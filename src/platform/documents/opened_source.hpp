#pragma once

#include "platform/documents/table.hpp"

#include <utility>

namespace passerelle::documents {

/// A source that has read its first row already, so that an empty file is refused when it is opened.
class OpenedSource : public RowSource {
public:
    using Next = Outcome<std::optional<TableRow>, DocumentError>;

    Next next() final
    {
        if (first_)
            return std::exchange(first_, std::nullopt);
        return read();
    }

    /// Reads the first row: whether there is one.
    Outcome<bool, DocumentError> begin()
    {
        auto row = read();
        if (!row)
            return row.refusal();
        first_ = std::move(row).value();
        return first_.has_value();
    }

protected:
    /// The next row with any content, or nothing at the end.
    virtual Next read() = 0;

private:
    std::optional<TableRow> first_;
};

/// Is there anything but blanks in it?
bool has_content(TableRow const& row);

} // namespace passerelle::documents
