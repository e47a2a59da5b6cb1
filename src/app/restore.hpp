#pragma once

#include "app/command_line.hpp"
#include "platform/db/portable.hpp"

#include <string>

namespace passerelle::app {

/// Puts a backup into a database that holds nothing yet, whole or not at all, and brings its schema forward.
/// The search index is not touched. Throws CommandRefused, with nothing changed.
void restore(GlobalOptions const&, std::string const& file, db::CopyProgress const& = {});

} // namespace passerelle::app
