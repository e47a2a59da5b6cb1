#pragma once

#include "platform/db/pool.hpp"
#include "platform/db/postgres_connection.hpp"

namespace passerelle::db {

class PostgresDatabase final : public Database {
public:
    explicit PostgresDatabase(Settings const&);

    Engine engine() const override { return Engine::Postgres; }
    bool healthy() noexcept override;
    void backup_to(std::string const& file) override;
    void analyze() override;
    std::string problem_of(Statement const&) override;
    std::vector<std::string> integrity_problems() override { return {}; }

private:
    void read_erased(Consistency, Borrowed<void(Reader&)>) override;
    void write_erased(Borrowed<bool(Transaction&)>) override;
    bool write_attempt(PostgresConnection&, Borrowed<bool(Transaction&)>);

    Settings const settings_;
    Pool<PostgresConnection> connections_;
};

} // namespace passerelle::db
