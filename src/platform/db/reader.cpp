#include "platform/db/reader.hpp"

#include "platform/db/connection.hpp"

namespace passerelle::db {
namespace {

void ignore_row(Row const&) {}

} // namespace

Engine Reader::engine() const { return connection_.engine(); }

std::int64_t Reader::query(
    Statement const& statement, Parameters const& parameters, Borrowed<void(Row const&)> on_row)
{
    return connection_.run(statement, parameters, on_row);
}

std::int64_t Transaction::execute(Statement const& statement, Parameters const& parameters)
{
    return query(statement, parameters, ignore_row);
}

bool Transaction::try_execute(Statement const& statement, Parameters const& parameters)
{
    // SQLite undoes a failed statement by itself; PostgreSQL gives up the transaction.
    auto const needs_savepoint = engine() == Engine::Postgres;
    if (needs_savepoint)
        connection().script("savepoint try_run");
    try {
        execute(statement, parameters);
    } catch (UniqueViolation const&) {
        if (needs_savepoint)
            connection().script("rollback to savepoint try_run; release savepoint try_run");
        return false;
    }
    if (needs_savepoint)
        connection().script("release savepoint try_run");
    return true;
}

std::shared_ptr<void>& Transaction::keep(std::type_index type)
{
    for (auto& [known, place] : kept_)
        if (known == type)
            return place;
    return kept_.emplace_back(type, nullptr).second;
}

void Transaction::script(std::string const& sql) { connection().script(sql); }

void Transaction::run_before_commit()
{
    // A function may register another one, which moves the vector.
    for (std::size_t i = 0; i < before_.size(); ++i) {
        auto const function = std::move(before_[i]);
        function(*this);
    }
}

Batch::Batch(Transaction& transaction) : transaction_(transaction) {}

Batch::~Batch()
{
    if (open_)
        transaction_.connection().abandon_sending();
}

void Batch::send(Statement const& statement, Parameters const& parameters)
{
    ensure(open_);
    transaction_.connection().send(statement, parameters);
}

std::int64_t Batch::finish()
{
    ensure(open_);
    open_ = false;
    return transaction_.connection().finish_sending();
}

} // namespace passerelle::db
