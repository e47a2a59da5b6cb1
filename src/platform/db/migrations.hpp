#pragma once

#include "base/embedded.hpp"
#include "base/outcome.hpp"
#include "platform/db/database.hpp"

#include <span>
#include <string>
#include <vector>

namespace passerelle::db {

/// One file `migrations/NNNN_name.sql`. Forward only, never changed once released, each in one transaction.
///
/// Type words are expanded for the engine: `@id` (a UUID), `@i64`, `@real`, `@blob`, `@flag` (0 or 1),
/// `@json` (text), and after the table's closing bracket `@strict`, or `@clustered` where rows are small and
/// mostly read by ranges of the primary key (SQLite then stores them in its order). Columns of type `text`
/// compare byte by byte on both engines. Lines between `-- @sqlite` or `-- @postgres` and `-- @end` are for
/// that engine only.
struct Migration {
    int version = 0;
    std::string name;
    std::string_view text;
    std::string checksum; ///< SHA-256 of the file, hexadecimal
};

/// Why the schema cannot be brought forward. Nothing was changed by the migration that is named.
struct MigrationRefused {
    enum class Reason {
        NewerThanProgram, ///< the database has `version`, which this program does not know
        Altered,          ///< `version` was applied with another content than this program's
    };
    Reason reason;
    int version;
    std::string name;
};

/// Brings the schema forward; answers what was applied, in order. Several nodes may do so at once.
Outcome<std::vector<Migration>, MigrationRefused> migrate(Database&);
Outcome<std::vector<Migration>, MigrationRefused> migrate(Database&, std::span<EmbeddedFile const> files);

/// The highest applied version; 0 for an empty database.
int schema_version(Database&);
/// The highest version that this program brings.
int newest_schema_version();

/// The text for one engine. Throws Fault at a type word or section that does not exist.
std::string expand_migration(std::string_view text, Engine);

} // namespace passerelle::db
