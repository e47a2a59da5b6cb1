#pragma once

#include "platform/db/database.hpp"

#include <functional>

/// A whole database as one SQLite file, whatever the engine: how a backup moves between engines. Both sides
/// must have the same schema. Memory does not grow with the number of rows.
namespace passerelle::db {

/// Called now and then with the number of rows so far.
using CopyProgress = std::function<void(std::int64_t rows)>;

/// Copies everything that the PostgreSQL database holds at one moment into `file`, where whatever its tables
/// hold goes. Others must not use the file meanwhile; the caller syncs it. Number of rows. Throws Fault.
std::int64_t copy_to_file(Settings const& postgres, std::string const& file, CopyProgress const& = {});

/// The other way round, in one transaction.
std::int64_t copy_from_file(std::string const& file, Settings const& postgres, CopyProgress const& = {});

} // namespace passerelle::db
