#include "platform/db/sqlite_database.hpp"

#include "base/ensure.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

namespace passerelle::db {
namespace {

std::string file_in(std::string const& folder)
{
    std::error_code error;
    if (std::filesystem::create_directories(folder, error))
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    if (!std::filesystem::is_directory(folder))
        throw Fault(fmt::format("{}: not a folder", folder));
    return (std::filesystem::path(folder) / "passerelle.db").string();
}

std::size_t readers_of(Settings const& settings)
{
    if (settings.connections_max > 0)
        return static_cast<std::size_t>(settings.connections_max);
    return std::thread::hardware_concurrency() + 2;
}

void sync_to_disk(std::string const& path)
{
    auto const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    auto const failed = descriptor < 0 || ::fsync(descriptor) != 0;
    if (descriptor >= 0)
        ::close(descriptor);
    if (failed)
        throw Fault(fmt::format("{}: cannot be synced", path));
}

std::string quoted(std::string const& text)
{
    std::string result = "'";
    for (auto const c : text)
        result += c == '\'' ? "''" : std::string(1, c);
    return result + "'";
}

std::vector<std::string> integrity_problems_of(SqliteConnection& connection)
{
    auto problems = connection.texts_of("pragma integrity_check(20)");
    std::erase(problems, "ok");
    for (auto const& table : connection.texts_of("pragma foreign_key_check"))
        problems.push_back(fmt::format("{}: a row refers to one that does not exist", table));
    return problems;
}

} // namespace

SqliteDatabase::SqliteDatabase(Settings const& settings)
    : settings_(settings),
      file_(file_in(settings.folder)),
      writer_(file_, SqliteConnection::Mode::Write, settings),
      queue_(writer_, [this] { announce_commit(); }),
      readers_(readers_of(settings), settings.wait_max, [this] {
          return std::make_unique<SqliteConnection>(file_, SqliteConnection::Mode::Read, settings_);
      })
{
}

void SqliteDatabase::read_erased(Consistency, Borrowed<void(Reader&)> function)
{
    auto const connection = readers_.lease();
    Reading reading(*connection);
    // One moment for all statements, also where none was asked for: the locks are taken once, not for each.
    connection->script("begin");
    try {
        function(reading);
    } catch (...) {
        connection->script("rollback");
        throw;
    }
    connection->script("rollback");
}

void SqliteDatabase::write_erased(Borrowed<bool(Transaction&)> function) { queue_.write(function); }

bool SqliteDatabase::healthy() noexcept
{
    try {
        return readers_.lease()->texts_of("select 1").size() == 1;
    } catch (...) {
        return false;
    }
}

void SqliteDatabase::analyze()
{
    write([](Transaction& tx) { tx.script("pragma analysis_limit = 1000; analyze"); });
}

std::string SqliteDatabase::problem_of(Statement const& statement)
{
    try {
        readers_.lease()->check(statement);
        return {};
    } catch (Fault const& fault) {
        return fault.what();
    }
}

void SqliteDatabase::backup_to(std::string const& file)
{
    if (std::filesystem::exists(file))
        throw Fault(fmt::format("{}: there is such a file already", file));
    auto const unfinished = file + ".part";
    std::error_code error;
    std::filesystem::remove(unfinished, error);
    try {
        // Reads one snapshot on a connection of its own: writers go on meanwhile.
        SqliteConnection connection(file_, SqliteConnection::Mode::Read, settings_);
        connection.script("pragma query_only = off; vacuum into " + quoted(unfinished));
        sync_to_disk(unfinished);
        std::filesystem::rename(unfinished, file);
    } catch (...) {
        std::filesystem::remove(unfinished, error);
        throw;
    }
    auto const folder = std::filesystem::path(file).parent_path();
    sync_to_disk(folder.empty() ? "." : folder.string());
}

std::vector<std::string> SqliteDatabase::integrity_problems()
{
    SqliteConnection connection(file_, SqliteConnection::Mode::Read, settings_);
    return integrity_problems_of(connection);
}

std::vector<std::string> integrity_problems_of_file(std::string const& file)
{
    if (!std::filesystem::exists(file))
        return { fmt::format("{}: no such file", file) };
    try {
        SqliteConnection connection(file, SqliteConnection::Mode::Check, {});
        return integrity_problems_of(connection);
    } catch (Fault const& fault) {
        return { fault.what() };
    }
}

} // namespace passerelle::db
