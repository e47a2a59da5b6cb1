#pragma once

#include "platform/db/connection.hpp"
#include "platform/db/database.hpp"

#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace passerelle::db {

/// One connection to the file. Prepared statements are kept; one that is still being stepped through is not
/// given twice.
class SqliteConnection final : public Connection {
public:
    enum class Mode {
        Read,
        Write,
        Check, ///< a file at rest: nothing is set, nothing made
    };
    SqliteConnection(std::string const& file, Mode, Settings const&);
    ~SqliteConnection() override;

    Engine engine() const override { return Engine::Sqlite; }
    std::int64_t run(Statement const&, Parameters const&, Borrowed<void(Row const&)> on_row) override;
    void check(Statement const&) override;
    void script(std::string const& sql) override;
    void send(Statement const&, Parameters const&) override;
    std::int64_t finish_sending() override { return std::exchange(sent_rows_, 0); }
    void abandon_sending() noexcept override { sent_rows_ = 0; }
    bool usable() const override { return true; }

    /// False after an error that made SQLite give up the whole transaction by itself.
    bool in_transaction() const;

    /// The first column of the rows of a statement without parameters, as text.
    std::vector<std::string> texts_of(std::string const& sql);

private:
    friend class SqliteUse;
    void apply_settings(Mode, Settings const&);
    void expect_pragma(char const* name, std::string_view value);
    sqlite3_stmt* prepare(std::string_view name, std::string const& sql);
    sqlite3_stmt* take_prepared(std::uint64_t key, Statement const&, Parameters const&);
    void keep_prepared(std::uint64_t key, sqlite3_stmt*) noexcept;
    void drop_prepared() noexcept;

    sqlite3* handle_ = nullptr;
    std::unordered_multimap<std::uint64_t, sqlite3_stmt*> prepared_;
    std::int64_t sent_rows_ = 0;
};

/// Throws what the handle's last error means.
[[noreturn]] void throw_sqlite_fault(sqlite3*, std::string_view statement_name);

/// `greatest`, `least` and `string_agg`, which PostgreSQL has.
void register_sqlite_functions(sqlite3*);

} // namespace passerelle::db
