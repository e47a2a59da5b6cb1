#pragma once

#include "base/outcome.hpp"
#include "modules/directory/imports/sheet.hpp"

namespace passerelle::directory::imports {

/// `{"Rem. 2": "note"}`; refused where it is not an object of texts, or names a column that there is not:
/// `pointer` is then the JSON pointer.
struct BadMapping {
    std::string pointer;
    std::string value;
};
Outcome<Mapping, BadMapping> parse_mapping(std::string_view json);
std::string text_of(Mapping const&);

} // namespace passerelle::directory::imports
