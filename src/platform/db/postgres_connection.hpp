#pragma once

#include "platform/db/connection.hpp"
#include "platform/db/database.hpp"

#include <exception>
#include <unordered_map>

struct pg_conn;
struct pg_result;

namespace passerelle::db {

/// A serialization failure or deadlock: the whole transaction may be run again. Never leaves the part.
class TryAgain : public Busy {
    using Busy::Busy;
};

/// One session of the server. Outside a transaction, a statement that finds the session lost is repeated once
/// on a new one.
class PostgresConnection final : public Connection {
public:
    explicit PostgresConnection(Settings const&);
    ~PostgresConnection() override;
    PostgresConnection(PostgresConnection const&) = delete;
    PostgresConnection& operator=(PostgresConnection const&) = delete;

    Engine engine() const override { return Engine::Postgres; }
    std::int64_t run(Statement const&, Parameters const&, Borrowed<void(Row const&)> on_row) override;
    void check(Statement const&) override;
    void script(std::string const& sql) override;
    void send(Statement const&, Parameters const&) override;
    std::int64_t finish_sending() override;
    void abandon_sending() noexcept override;
    bool usable() const override;

    /// Throws where the server does not answer.
    void ping();
    /// `begin …`; connects again where the session was lost since its last use.
    void begin(std::string const& statement);
    /// Throws CommitUnknown where it cannot be told whether the commit lasts.
    void commit();
    /// Whatever state the session is in.
    void roll_back() noexcept;

    struct Answer {
        explicit Answer(pg_result* result) : result(result) {}
        Answer(Answer&& other) noexcept : result(std::exchange(other.result, nullptr)) {}
        Answer& operator=(Answer&&) = delete;
        ~Answer();
        pg_result* result;
    };

private:
    void connect();
    void disconnect() noexcept;
    Answer execute_once(Statement const&, Parameters const&);
    std::string const& prepare(Statement const&, Parameters const&);
    void expect_success(Answer const&, std::string_view statement_name);
    [[noreturn]] void throw_fault(pg_result const*, std::string_view statement_name);
    void sync_pipeline();
    std::exception_ptr collect_answers();
    std::exception_ptr fault_of(pg_result const*, std::string_view statement_name);

    Settings const settings_;
    pg_conn* session_ = nullptr;
    bool in_transaction_ = false;
    bool lost_ = false;   ///< the session must not be used any more
    bool warned_ = false; ///< the server sent a warning
    std::unordered_map<std::uint64_t, std::string> prepared_;

    bool pipelining_ = false;
    std::vector<std::string_view> sent_; ///< names of the statements on their way
    std::int64_t sent_rows_ = 0;
};

} // namespace passerelle::db
