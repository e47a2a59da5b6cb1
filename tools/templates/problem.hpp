#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace passerelle::templates {

/// Line and column as an editor counts them: from 1, columns in characters.
struct Position {
    int line = 1;
    int column = 1;
};

Position position_of(std::string_view source, std::size_t offset);

/// What is wrong with a template, as a sentence that says what would be right.
struct Problem {
    Position at;
    std::string message;
};

/// Thrown inside the compiler, caught in `compile`.
struct Refused {
    std::size_t offset;
    std::string message;
};

} // namespace passerelle::templates
