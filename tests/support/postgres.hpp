#pragma once

#include "platform/db/db.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace passerelle::support {

/// Below which the tests make their folders, with a slash at its end: in memory where there is room, as a
/// test waits for many a sync.
std::string temporary_root();

/// A PostgreSQL 15 server of its own: a temporary folder, a socket in it, no port. Stopped and removed at the
/// end of its life, and stopped by the kernel should the test program die. Throws, with a sentence, where the
/// programs of PostgreSQL are not installed: the tests on it fail then, they are not skipped.
class PostgresServer {
public:
    PostgresServer();
    PostgresServer(PostgresServer const&) = delete;
    PostgresServer& operator=(PostgresServer const&) = delete;
    ~PostgresServer();

    std::string url(std::string const& database = "postgres") const;
    void start();
    /// Ends every session at once, as a shutdown by the administrator does.
    void stop();

private:
    std::string folder_;
    int process_ = 0;
};

/// An empty database, which goes with this object.
class FreshDatabase {
public:
    enum class Content { Schema, Nothing };
    explicit FreshDatabase(db::Engine, Content = Content::Schema);
    FreshDatabase(FreshDatabase const&) = delete;
    FreshDatabase& operator=(FreshDatabase const&) = delete;
    ~FreshDatabase();

    operator db::Database&() const { return *database_; }
    db::Database& operator*() const { return *database_; }
    db::Database* operator->() const { return database_.get(); }

    /// To open it once more, as another node does.
    db::Settings const& settings() const { return settings_; }
    /// Closes and opens it, as after a restart of the program.
    void reopen();

private:
    db::Settings settings_;
    std::string name_; ///< on the server
    std::unique_ptr<db::Database> database_;
};

/// With the whole schema and nothing in it.
std::unique_ptr<FreshDatabase> fresh_database(db::Engine);

/// For test bodies that run on both engines:
///
///     class NotesTest : public support::DbTest {};
///     PASSERELLE_ON_BOTH_ENGINES(NotesTest);
///     TEST_P(NotesTest, are_found_again) { database().write(…); }
class DbTest : public ::testing::TestWithParam<db::Engine> {
protected:
    db::Database& database() { return fresh_; }
    FreshDatabase& fresh() { return fresh_; }

private:
    FreshDatabase fresh_ { GetParam() };
};

inline std::string name_of_engine(::testing::TestParamInfo<db::Engine> const& engine)
{
    return std::string(db::name(engine.param));
}

} // namespace passerelle::support

#define PASSERELLE_ON_BOTH_ENGINES(suite) \
    INSTANTIATE_TEST_SUITE_P(on, suite, \
        ::testing::Values(::passerelle::db::Engine::Sqlite, ::passerelle::db::Engine::Postgres), \
        ::passerelle::support::name_of_engine)
