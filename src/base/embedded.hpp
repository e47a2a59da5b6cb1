#pragma once

#include <span>
#include <string_view>

namespace passerelle {

/// A file that is part of the program, by its path below its root in the project.
/// `passerelle_embed` in cmake/parts.cmake makes a function `embedded_NAME()` for each set.
struct EmbeddedFile {
    std::string_view path;
    std::string_view content;
};

} // namespace passerelle
