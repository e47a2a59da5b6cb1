#pragma once

#include "app/command_line.hpp"
#include "platform/db/portable.hpp"

#include <cstdint>
#include <string>

namespace passerelle::app {

/// Writes one consistent file of the whole database, checked and readable by its owner alone, while the
/// server runs. An SQLite file whatever the engine, so that a backup moves between engines. Size in bytes.
/// Throws CommandRefused.
std::uintmax_t back_up(GlobalOptions const&, std::string const& file, db::CopyProgress const& = {});

} // namespace passerelle::app
