#include "tests/support/postgres.hpp"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <stdexcept>

namespace passerelle::support {
namespace {

/// The server that all tests of this program use.
std::string server_url(std::string const& database)
{
    static PostgresServer server;
    return server.url(database);
}

void on_server(std::string const& sql)
{
    auto* const session = PQconnectdb(server_url("postgres").c_str());
    auto* const result = PQexec(session, sql.c_str());
    auto const done = PQresultStatus(result) == PGRES_COMMAND_OK;
    std::string const message = PQerrorMessage(session);
    PQclear(result);
    PQfinish(session);
    if (!done)
        throw std::runtime_error("PostgreSQL for the tests: " + message);
}

std::string fresh_name()
{
    static std::atomic<int> number;
    return "test_" + std::to_string(::getpid()) + "_" + std::to_string(++number);
}

std::string fresh_folder()
{
    auto folder = temporary_root() + "passerelle_" + fresh_name();
    std::filesystem::create_directories(folder);
    return folder;
}

void migrate_or_throw(db::Settings const& settings)
{
    auto const database = db::Database::open(settings);
    if (db::migrate(*database).refused())
        throw std::runtime_error("the migrations do not apply");
}

/// Made once for each program and copied for each test.
class SqliteTemplate {
public:
    SqliteTemplate() : folder_(fresh_folder()) { migrate_or_throw({ .folder = folder_ }); }
    SqliteTemplate(SqliteTemplate const&) = delete;
    SqliteTemplate& operator=(SqliteTemplate const&) = delete;
    ~SqliteTemplate() { std::filesystem::remove_all(folder_); }
    void copy_to(std::string const& folder) const
    {
        std::filesystem::copy_file(folder_ + "/passerelle.db", folder + "/passerelle.db");
    }

private:
    std::string folder_;
};

class PostgresTemplate {
public:
    PostgresTemplate() : name_(fresh_name())
    {
        on_server("create database " + name_);
        migrate_or_throw({ .postgres_url = server_url(name_) });
    }
    PostgresTemplate(PostgresTemplate const&) = delete;
    PostgresTemplate& operator=(PostgresTemplate const&) = delete;
    ~PostgresTemplate() { on_server("drop database if exists " + name_ + " with (force)"); }
    std::string const& name() const { return name_; }

private:
    std::string name_;
};

void fill_folder(std::string const& folder, FreshDatabase::Content content)
{
    if (content == FreshDatabase::Content::Nothing)
        return;
    static SqliteTemplate const filled;
    filled.copy_to(folder);
}

void create_on_server(std::string const& name, FreshDatabase::Content content)
{
    server_url("postgres"); // the server is to outlive the template
    if (content == FreshDatabase::Content::Nothing)
        return on_server("create database " + name);
    static PostgresTemplate const filled;
    on_server("create database " + name + " template " + filled.name());
}

} // namespace

FreshDatabase::FreshDatabase(db::Engine engine, Content content)
{
    if (engine == db::Engine::Sqlite) {
        settings_.folder = fresh_folder();
        fill_folder(settings_.folder, content);
    } else {
        name_ = fresh_name();
        create_on_server(name_, content);
        settings_.postgres_url = server_url(name_);
    }
    database_ = db::Database::open(settings_);
}

FreshDatabase::~FreshDatabase()
{
    database_.reset();
    if (name_.empty())
        std::filesystem::remove_all(settings_.folder);
    else
        on_server("drop database if exists " + name_ + " with (force)");
}

void FreshDatabase::reopen()
{
    database_.reset();
    database_ = db::Database::open(settings_);
}

std::unique_ptr<FreshDatabase> fresh_database(db::Engine engine)
{
    return std::make_unique<FreshDatabase>(engine);
}

} // namespace passerelle::support
