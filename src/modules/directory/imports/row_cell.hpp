#pragma once

#include "modules/directory/imports/row_reader.hpp"
#include "platform/i18n/fold.hpp"

namespace passerelle::directory::imports {

/// One cell on its way into a row, and what is wrong with it.
struct RowReader::Cell {
    Heading const& heading;
    std::string const& raw;
    std::string text; ///< on one line
    std::int64_t line;

    Column column() const { return heading.meaning.column; }

    void complain(RowInput& row, Complaint complaint, std::string suggestion = {}) const
    {
        complain_of(row, complaint, text, std::move(suggestion));
    }
    void complain_of(
        RowInput& row, Complaint complaint, std::string_view value, std::string suggestion = {}) const
    {
        row.problems.push_back(
            { line, heading.text, complaint, i18n::shorten(value, 80), std::move(suggestion) });
    }
};

} // namespace passerelle::directory::imports
