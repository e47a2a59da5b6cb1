#pragma once

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace passerelle::documents {

/// Text of a shared or inline string: its runs together, without the phonetic guides of Japanese.
std::string rich_text(pugi::xml_node item);

/// `_x000D_` is a carriage return (ECMA-376, 22.9.2.19).
std::string unescaped(std::string_view text);

/// xsd:boolean
bool is_true(std::string_view text);

} // namespace passerelle::documents
