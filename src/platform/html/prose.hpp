#pragma once

#include "platform/html/html.hpp"

#include <string_view>

namespace passerelle::html {

/// Text that people wrote in a text area: a paragraph for each part between empty lines, line ends kept.
Html paragraphs(std::string_view text);

} // namespace passerelle::html
