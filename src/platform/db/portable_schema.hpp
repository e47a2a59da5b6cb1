#pragma once

#include "platform/db/connection.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What tables there are, read from the engine itself. Inside the part only.
namespace passerelle::db {

struct Column {
    enum class Kind { Integer, Real, Text, Blob, Uuid };
    std::string name;
    Kind kind;
};

struct Table {
    std::string name;
    std::vector<Column> columns;
    std::vector<std::string> refers_to; ///< other tables
    /// The column by which rows refer to rows of the same table, and the one that it holds the value of.
    std::optional<std::pair<std::string, std::string>> own_reference;
};

/// All tables but that of the migrations, those that are referred to first. Kinds are the more precise of
/// both sides. Throws Fault where the two differ in tables or columns.
std::vector<Table> common_schema(Connection&, Connection&);

/// As an SQL identifier.
std::string quoted_name(std::string const& name);

} // namespace passerelle::db
