#include "platform/db/sqlite_connection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cstring>

namespace passerelle::db {
namespace {

/// Kept at most for each connection: some kilobytes each.
constexpr std::size_t prepared_max = 256;

class SqliteRow final : public Row {
public:
    SqliteRow(sqlite3_stmt* statement, std::string_view name) : statement_(statement), name_(name) {}

    bool null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

    std::int64_t integer(int column) const override
    {
        if (sqlite3_column_type(statement_, column) != SQLITE_INTEGER)
            malformed(column, "an integer");
        return sqlite3_column_int64(statement_, column);
    }

    double real(int column) const override
    {
        auto const type = sqlite3_column_type(statement_, column);
        if (type != SQLITE_FLOAT && type != SQLITE_INTEGER)
            malformed(column, "a number");
        return sqlite3_column_double(statement_, column);
    }

    std::string_view view(int column) const override
    {
        if (sqlite3_column_type(statement_, column) != SQLITE_TEXT)
            malformed(column, "a text");
        auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement_, column));
        return { text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)) };
    }

    std::vector<std::uint8_t> blob(int column) const override
    {
        auto const bytes = bytes_at(column, "a blob");
        return { bytes.begin(), bytes.end() };
    }

    Uuid uuid(int column) const override
    {
        auto const bytes = bytes_at(column, "an identity");
        Uuid uuid;
        if (bytes.size() != uuid.bytes.size())
            malformed(column, "an identity");
        std::memcpy(uuid.bytes.data(), bytes.data(), bytes.size());
        return uuid;
    }

private:
    std::span<std::uint8_t const> bytes_at(int column, char const* expected) const
    {
        if (sqlite3_column_type(statement_, column) != SQLITE_BLOB)
            malformed(column, expected);
        auto const* data = static_cast<std::uint8_t const*>(sqlite3_column_blob(statement_, column));
        return { data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)) };
    }
    std::string_view statement_name() const override { return name_; }

    sqlite3_stmt* statement_;
    std::string_view name_;
};

int bind(sqlite3_stmt* statement, int place, Parameter const& value)
{
    // An empty view may point nowhere, which SQLite would take for NULL.
    auto const view = value.data();
    auto const* data = view.empty() ? "" : view.data();
    switch (value.kind()) {
    case Parameter::Kind::Null:
        return sqlite3_bind_null(statement, place);
    case Parameter::Kind::Integer:
        return sqlite3_bind_int64(statement, place, value.integer());
    case Parameter::Kind::Real:
        return sqlite3_bind_double(statement, place, value.real());
    case Parameter::Kind::Text:
        return sqlite3_bind_text64(statement, place, data, view.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    case Parameter::Kind::Blob:
        return sqlite3_bind_blob64(statement, place, data, view.size(), SQLITE_STATIC);
    case Parameter::Kind::Uuid: {
        auto const uuid = value.uuid();
        return sqlite3_bind_blob64(statement, place, uuid.bytes.data(), uuid.bytes.size(), SQLITE_TRANSIENT);
    }
    }
    return SQLITE_MISUSE;
}

void configure_library_once()
{
    // Without its statistics, SQLite takes no lock of its own at each allocation.
    static auto const configured = [] {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        return sqlite3_initialize();
    }();
    if (configured != SQLITE_OK)
        throw Fault("SQLite does not start");
}

} // namespace

/// A prepared statement in use: goes back, reset, whatever happens.
class SqliteUse {
public:
    SqliteUse(SqliteConnection& connection, Statement const& statement, Parameters const& parameters)
        : connection_(connection),
          key_(prepared_key(statement, parameters)),
          handle_(connection.take_prepared(key_, statement, parameters))
    {
    }
    SqliteUse(SqliteUse const&) = delete;
    SqliteUse& operator=(SqliteUse const&) = delete;
    ~SqliteUse()
    {
        sqlite3_reset(handle_);
        sqlite3_clear_bindings(handle_);
        connection_.keep_prepared(key_, handle_);
    }
    sqlite3_stmt* handle() const { return handle_; }

private:
    SqliteConnection& connection_;
    std::uint64_t key_;
    sqlite3_stmt* handle_;
};

SqliteConnection::SqliteConnection(std::string const& file, Mode mode, Settings const& settings)
{
    configure_library_once();
    auto const access = mode == Mode::Check ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    auto const flags = access | SQLITE_OPEN_NOMUTEX | (mode == Mode::Write ? SQLITE_OPEN_CREATE : 0);
    try {
        if (sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr) != SQLITE_OK)
            throw_sqlite_fault(handle_, file);
        sqlite3_extended_result_codes(handle_, 1);
        register_sqlite_functions(handle_);
        if (mode != Mode::Check)
            apply_settings(mode, settings);
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
    }
}

SqliteConnection::~SqliteConnection()
{
    drop_prepared();
    sqlite3_close_v2(handle_);
}

void SqliteConnection::apply_settings(Mode mode, Settings const& settings)
{
    sqlite3_busy_timeout(handle_, static_cast<int>(settings.wait_max.milliseconds));
    script("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;"
           "pragma trusted_schema = off; pragma journal_size_limit = 67108864;"
        + fmt::format("pragma cache_size = -{};", settings.cache_kib));
    expect_pragma("journal_mode", "wal");
    // Acknowledged means durable: 2 is FULL, which syncs the log at each commit.
    expect_pragma("synchronous", "2");
    expect_pragma("foreign_keys", "1");
    if (mode == Mode::Read)
        script("pragma query_only = on");
}

void SqliteConnection::expect_pragma(char const* name, std::string_view value)
{
    auto const found = texts_of(std::string("pragma ") + name);
    if (found.size() != 1 || found.front() != value)
        throw Fault(fmt::format("SQLite refuses {} = {}", name, value));
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

sqlite3_stmt* SqliteConnection::prepare(std::string_view name, std::string const& sql)
{
    sqlite3_stmt* statement = nullptr;
    auto const size = static_cast<int>(sql.size()) + 1;
    if (sqlite3_prepare_v3(handle_, sql.c_str(), size, SQLITE_PREPARE_PERSISTENT, &statement, nullptr)
        != SQLITE_OK)
        throw_sqlite_fault(handle_, name);
    if (!statement)
        throw Fault(fmt::format("{}: no statement", name));
    return statement;
}

sqlite3_stmt* SqliteConnection::take_prepared(
    std::uint64_t key, Statement const& statement, Parameters const& parameters)
{
    if (auto const kept = prepared_.find(key); kept != prepared_.end()) {
        auto* const handle = kept->second;
        prepared_.erase(kept);
        return handle;
    }
    auto const sql
        = native_sql(statement.sql(Engine::Sqlite), Engine::Sqlite, parameters.padded_list_length());
    return prepare(statement.name(), sql);
}

void SqliteConnection::keep_prepared(std::uint64_t key, sqlite3_stmt* handle) noexcept
{
    if (prepared_.size() >= prepared_max)
        drop_prepared();
    prepared_.emplace(key, handle);
}

void SqliteConnection::drop_prepared() noexcept
{
    for (auto const& [key, handle] : prepared_)
        sqlite3_finalize(handle);
    prepared_.clear();
}

std::int64_t SqliteConnection::run(
    Statement const& statement, Parameters const& parameters, Borrowed<void(Row const&)> on_row)
{
    SqliteUse const use(*this, statement, parameters);
    if (count_places(parameters) != static_cast<std::size_t>(sqlite3_bind_parameter_count(use.handle())))
        throw Bug(fmt::format("{}: {} values given, {} expected", statement.name(), count_places(parameters),
            sqlite3_bind_parameter_count(use.handle())));
    for_each_place(parameters, [&](int place, Parameter const& value) {
        if (bind(use.handle(), place + 1, value) != SQLITE_OK)
            throw_sqlite_fault(handle_, statement.name());
    });
    SqliteRow const row(use.handle(), statement.name());
    for (;;) {
        auto const result = sqlite3_step(use.handle());
        if (result == SQLITE_DONE)
            break;
        if (result != SQLITE_ROW)
            throw_sqlite_fault(handle_, statement.name());
        on_row(row);
    }
    return sqlite3_stmt_readonly(use.handle()) ? 0 : sqlite3_changes64(handle_);
}

void SqliteConnection::check(Statement const& statement)
{
    sqlite3_finalize(prepare(statement.name(), native_sql(statement.sql(Engine::Sqlite), Engine::Sqlite, 1)));
}

void SqliteConnection::script(std::string const& sql)
{
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw_sqlite_fault(handle_, std::string_view(sql).substr(0, sql.find('\n')));
}

void SqliteConnection::send(Statement const& statement, Parameters const& parameters)
{
    sent_rows_ += run(statement, parameters, [](Row const&) {});
}

std::vector<std::string> SqliteConnection::texts_of(std::string const& sql)
{
    std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> const statement(
        prepare(sql, sql), sqlite3_finalize);
    std::vector<std::string> texts;
    int result;
    while ((result = sqlite3_step(statement.get())) == SQLITE_ROW) {
        auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement.get(), 0));
        texts.emplace_back(text ? text : "");
    }
    if (result != SQLITE_DONE)
        throw_sqlite_fault(handle_, sql);
    return texts;
}

} // namespace passerelle::db
