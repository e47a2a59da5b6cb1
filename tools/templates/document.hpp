#pragma once

#include "code.hpp"
#include "writer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace passerelle::templates {

/// A template, read: what stands before its function, and the function's body.
struct Document {
    std::string includes; ///< `#include` lines
    std::vector<Parameter> parameters;
    std::size_t parameters_offset = 0;
    std::string prologue; ///< `tr` and its kin, where they are used
    std::string body;
    std::size_t literal_size = 0;
};

/// Throws Refused. `label` is the file's name in `#line`.
Document read_document(std::string_view source, std::string_view label);

} // namespace passerelle::templates
