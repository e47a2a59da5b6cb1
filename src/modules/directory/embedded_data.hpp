#pragma once

#include "base/embedded.hpp"

namespace passerelle {

/// Files of the folder data/, which has their origin and licence.
std::span<EmbeddedFile const> embedded_data();

namespace directory {

/// The content of one of them; `ensure`s that it is there.
std::string_view data_file(std::string_view path);

} // namespace directory
} // namespace passerelle
