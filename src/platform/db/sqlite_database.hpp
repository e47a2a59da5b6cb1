#pragma once

#include "platform/db/pool.hpp"
#include "platform/db/write_queue.hpp"

namespace passerelle::db {

class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(Settings const&);

    Engine engine() const override { return Engine::Sqlite; }
    bool healthy() noexcept override;
    void backup_to(std::string const& file) override;
    void analyze() override;
    std::string problem_of(Statement const&) override;
    std::vector<std::string> integrity_problems() override;

private:
    void read_erased(Consistency, Borrowed<void(Reader&)>) override;
    void write_erased(Borrowed<bool(Transaction&)>) override;

    Settings const settings_;
    std::string const file_;
    SqliteConnection writer_;
    WriteQueue queue_;
    Pool<SqliteConnection> readers_;
};

} // namespace passerelle::db
