#include "platform/db/postgres_connection.hpp"

#include "platform/db/postgres_errors.hpp"
#include "platform/db/postgres_row.hpp"
#include "platform/db/postgres_values.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

namespace passerelle::db {
namespace {

constexpr int connect_seconds_max = 5;

/// What every session begins with. Writing needs `begin read write`: a reader cannot write by mistake.
std::string session_settings(Settings const& settings)
{
    return fmt::format("set default_transaction_read_only = on; set lock_timeout = {}; set timezone = 'UTC';"
                       "set bytea_output = 'hex'; set client_min_messages = warning;"
                       "set idle_in_transaction_session_timeout = '5min'",
        settings.wait_max.milliseconds);
}

std::string_view field_of(PGresult const* result, int field)
{
    auto const* text = PQresultErrorField(result, field);
    return text ? text : "";
}

} // namespace

PostgresConnection::Answer::~Answer() { PQclear(result); }

PostgresConnection::PostgresConnection(Settings const& settings) : settings_(settings)
{
    try {
        connect();
    } catch (...) {
        disconnect();
        throw;
    }
}

PostgresConnection::~PostgresConnection() { disconnect(); }

void PostgresConnection::connect()
{
    disconnect();
    auto const seconds = std::to_string(connect_seconds_max);
    // The address comes last, so that what it says wins.
    char const* const keywords[] = { "application_name", "connect_timeout", "tcp_user_timeout",
        "keepalives_idle", "client_encoding", "dbname", nullptr };
    char const* const values[]
        = { "passerelle", seconds.c_str(), "15000", "30", "UTF8", settings_.postgres_url.c_str(), nullptr };
    session_ = PQconnectdbParams(keywords, values, 1);
    if (!session_ || PQstatus(session_) != CONNECTION_OK)
        throw Disconnected(fmt::format("PostgreSQL: {}", session_ ? PQerrorMessage(session_) : "no memory"));
    PQsetNoticeReceiver(
        session_, [](void* self, PGresult const*) { static_cast<PostgresConnection*>(self)->warned_ = true; },
        this);
    lost_ = false;
    Answer const answer(PQexec(session_, session_settings(settings_).c_str()));
    expect_success(answer, "session settings");
}

void PostgresConnection::disconnect() noexcept
{
    PQfinish(session_);
    session_ = nullptr;
    lost_ = true;
    in_transaction_ = false;
    pipelining_ = false;
    prepared_.clear();
    sent_.clear();
}

bool PostgresConnection::usable() const
{
    return !lost_ && !in_transaction_ && !pipelining_ && PQstatus(session_) == CONNECTION_OK;
}

std::exception_ptr PostgresConnection::fault_of(PGresult const* result, std::string_view statement_name)
{
    auto const state = field_of(result, PG_DIAG_SQLSTATE);
    // Without a state the error is the client's: the server is not there any more. PQstatus need not know
    // yet, where writing failed while a last notice of the server was still to be read.
    if (means_lost_session(state) || state.empty() || PQstatus(session_) == CONNECTION_BAD) {
        lost_ = true;
        return std::make_exception_ptr(
            Disconnected(fmt::format("{}: {}", statement_name, PQerrorMessage(session_))));
    }
    auto const what = fmt::format(
        "{}: {} (PostgreSQL {})", statement_name, field_of(result, PG_DIAG_MESSAGE_PRIMARY), state);
    return postgres_fault(state, what, std::string(field_of(result, PG_DIAG_CONSTRAINT_NAME)));
}

void PostgresConnection::throw_fault(PGresult const* result, std::string_view statement_name)
{
    std::rethrow_exception(fault_of(result, statement_name));
}

void PostgresConnection::expect_success(Answer const& answer, std::string_view statement_name)
{
    auto const status = PQresultStatus(answer.result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
        throw_fault(answer.result, statement_name);
}

std::string const& PostgresConnection::prepare(Statement const& statement, Parameters const& parameters)
{
    auto const key = prepared_key(statement, parameters);
    if (auto const known = prepared_.find(key); known != prepared_.end())
        return known->second;
    auto const name = fmt::format("s{}", key);
    auto const sql
        = native_sql(statement.sql(Engine::Postgres), Engine::Postgres, parameters.padded_list_length());
    Answer const answer(PQprepare(session_, name.c_str(), sql.c_str(), 0, nullptr));
    expect_success(answer, statement.name());
    return prepared_.emplace(key, name).first->second;
}

PostgresConnection::Answer PostgresConnection::execute_once(
    Statement const& statement, Parameters const& parameters)
{
    auto const& name = prepare(statement, parameters);
    PostgresValues const values(parameters);
    Answer answer(PQexecPrepared(
        session_, name.c_str(), values.count(), values.pointers(), values.lengths(), values.formats(), 0));
    expect_success(answer, statement.name());
    return answer;
}

std::int64_t PostgresConnection::run(
    Statement const& statement, Parameters const& parameters, Borrowed<void(Row const&)> on_row)
{
    ensure(!pipelining_);
    auto const answer = [&] {
        try {
            if (lost_ && !in_transaction_)
                connect();
            return execute_once(statement, parameters);
        } catch (Disconnected const&) {
            if (in_transaction_)
                throw;
            connect();
            return execute_once(statement, parameters);
        }
    }();
    PostgresRow row(answer.result, statement.name());
    for (int i = 0; i < PQntuples(answer.result); ++i) {
        row.move_to(i);
        on_row(row);
    }
    return rows_changed(answer.result);
}

void PostgresConnection::check(Statement const& statement)
{
    // The unnamed statement: the next one takes its place.
    auto const sql = native_sql(statement.sql(Engine::Postgres), Engine::Postgres, 1);
    Answer const answer(PQprepare(session_, "", sql.c_str(), 0, nullptr));
    expect_success(answer, statement.name());
}

void PostgresConnection::script(std::string const& sql)
{
    Answer const answer(PQexec(session_, sql.c_str()));
    expect_success(answer, std::string_view(sql).substr(0, sql.find('\n')));
}

void PostgresConnection::ping()
{
    begin("begin read only");
    roll_back();
}

void PostgresConnection::begin(std::string const& statement)
{
    try {
        if (lost_)
            connect();
        script(statement);
    } catch (Disconnected const&) {
        connect();
        script(statement);
    }
    in_transaction_ = true;
}

void PostgresConnection::commit()
{
    warned_ = false;
    Answer const answer(PQexec(session_, "commit"));
    in_transaction_ = false;
    try {
        expect_success(answer, "commit");
    } catch (Disconnected const& fault) {
        throw CommitUnknown(fault.what());
    }
    if (std::string_view(PQcmdStatus(answer.result)) != "COMMIT")
        throw Fault("commit: the transaction had failed before and was rolled back");
    // The only warning here: waiting for the standby was cancelled, the commit is local so far.
    if (warned_)
        throw CommitUnknown("commit: not confirmed by a standby");
}

void PostgresConnection::roll_back() noexcept
{
    abandon_sending();
    in_transaction_ = false;
    if (lost_)
        return;
    Answer const answer(PQexec(session_, "rollback"));
    lost_ = PQresultStatus(answer.result) != PGRES_COMMAND_OK;
}

} // namespace passerelle::db
