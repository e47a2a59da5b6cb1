#pragma once

#include "platform/db/engine.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::db {

/// A real divergence of the two engines, as two texts side by side.
struct per_engine {
    std::string_view sqlite;
    std::string_view postgres;
};

/// One named SQL statement, beside the function that uses it:
///
///     static db::Statement const insert_note { "directory.insert_note", R"sql(
///         insert into notes (id, organisation_id, text) values ($1, $2, $3)
///     )sql" };
///
/// `$n` are the parameters, on both engines. `$n...`, only for the highest n, stands for a list:
/// `where id in ($2...)`. An empty list becomes `(null)`, which nothing is in (and nothing is *not in*
/// either). The texts must outlive the statement (literals). Every statement is known to `all_statements()`
/// by its existence.
class Statement {
public:
    Statement(std::string_view name, std::string_view sql);
    Statement(std::string_view name, per_engine texts);
    Statement(Statement const&) = delete;
    Statement& operator=(Statement const&) = delete;
    ~Statement();

    std::string_view name() const { return name_; }
    std::string_view sql(Engine engine) const
    {
        return engine == Engine::Sqlite ? texts_.sqlite : texts_.postgres;
    }
    bool diverges() const { return texts_.sqlite != texts_.postgres; }

    /// Different for every statement of this run of the program.
    std::uint32_t number() const { return number_; }

private:
    std::string_view name_;
    per_engine texts_;
    std::uint32_t number_;
};

/// Sorted by name. Any thread.
std::vector<Statement const*> all_statements();

/// The text that the engine gets: placeholders in its own form, the list (if any) with `list_length` places.
/// String literals, quoted names and comments are left alone.
std::string native_sql(std::string_view sql, Engine, std::size_t list_length);

} // namespace passerelle::db
