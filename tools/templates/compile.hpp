#pragma once

#include "problem.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace passerelle::templates {

/// Where a template belongs. `src/modules/visits/views/visit_page.html` is the function
/// `passerelle::visits::views::visit_page`.
struct Naming {
    std::string label;    ///< `src/modules/visits/views/visit_page.html`, for messages of the compiler
    std::string header;   ///< `modules/visits/views/visit_page.hpp`, for the generated include
    std::string space;    ///< `passerelle::visits::views`
    std::string function; ///< `visit_page`
};

/// By the path below the source root. A problem where the file's name is no C++ name.
std::variant<Naming, Problem> naming_of(std::string_view path, std::string_view root_name);

struct Compiled {
    std::string header;
    std::string source;
};

/// One template to one C++ function (docs/templates.md). Anything that could let text become markup, or a
/// page that no parser reads as it stands, is a problem.
std::variant<Compiled, Problem> compile(std::string_view source, Naming const& naming);

} // namespace passerelle::templates
