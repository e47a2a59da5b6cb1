#include "platform/db/postgres_database.hpp"

#include <chrono>
#include <thread>

namespace passerelle::db {
namespace {

constexpr int connections_max_default = 16;
constexpr int attempts_max = 6;

std::size_t connections_of(Settings const& settings)
{
    return static_cast<std::size_t>(
        settings.connections_max > 0 ? settings.connections_max : connections_max_default);
}

/// 2, 4, 8 … milliseconds: the other transaction is short as well.
void pause_before(int attempt) { std::this_thread::sleep_for(std::chrono::milliseconds(1 << attempt)); }

} // namespace

PostgresDatabase::PostgresDatabase(Settings const& settings)
    : settings_(settings),
      connections_(connections_of(settings), settings.wait_max,
          [this] { return std::make_unique<PostgresConnection>(settings_); })
{
    connections_.lease(); // what is wrong with the address shows at start
}

void PostgresDatabase::read_erased(Consistency consistency, Borrowed<void(Reader&)> function)
{
    auto const connection = connections_.lease();
    Reading reading(*connection);
    if (consistency == Consistency::Statement)
        return function(reading);
    connection->begin("begin isolation level repeatable read read only");
    try {
        function(reading);
    } catch (...) {
        connection->roll_back();
        throw;
    }
    connection->roll_back();
}

void PostgresDatabase::write_erased(Borrowed<bool(Transaction&)> function)
{
    auto const connection = connections_.lease();
    for (int attempt = 1;; ++attempt) {
        try {
            if (write_attempt(*connection, function))
                announce_commit();
            return;
        } catch (TryAgain const&) {
            if (attempt == attempts_max)
                throw;
            pause_before(attempt);
        }
    }
}

bool PostgresDatabase::write_attempt(PostgresConnection& connection, Borrowed<bool(Transaction&)> function)
{
    connection.begin("begin read write");
    Transaction transaction(connection);
    try {
        if (!function(transaction)) {
            connection.roll_back();
            return false;
        }
        transaction.run_before_commit();
        connection.commit();
    } catch (...) {
        connection.roll_back();
        throw;
    }
    for (auto const& after : transaction.take_after_commit())
        after();
    return true;
}

bool PostgresDatabase::healthy() noexcept
{
    try {
        connections_.lease()->ping();
        return true;
    } catch (...) {
        return false;
    }
}

void PostgresDatabase::analyze()
{
    write([](Transaction& tx) { tx.script("analyze"); });
}

std::string PostgresDatabase::problem_of(Statement const& statement)
{
    try {
        connections_.lease()->check(statement);
        return {};
    } catch (Fault const& fault) {
        return fault.what();
    }
}

void PostgresDatabase::backup_to(std::string const&)
{
    throw Fault("PostgreSQL is copied with its own means: pg_dump, pg_basebackup");
}

} // namespace passerelle::db
