#pragma once

#include "modules/directory/imports/records.hpp"
#include "platform/json/json_fwd.hpp"

#include <string_view>

namespace passerelle::directory::imports {

/// What it takes to undo a row, as it is stored beside it.
struct RowUndo {
    std::optional<Organisation> entry {}; ///< as it was; nothing where the row left it alone, or made it
    Records before {};
    Records after {};
};

std::string text_of(RowUndo const&);
/// Of what `text_of` wrote; anything else is a bug.
RowUndo parse_row_undo(std::string_view text);

Json json_of(Records const&);
Records records_of(Json const&);

} // namespace passerelle::directory::imports
