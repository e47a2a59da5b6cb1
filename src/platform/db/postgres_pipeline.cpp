#include "platform/db/postgres_connection.hpp"
#include "platform/db/postgres_values.hpp"

#include <libpq-fe.h>

#include <algorithm>

namespace passerelle::db {
namespace {

/// Statements on their way at once. Their short answers fit into the socket's buffers, so that neither side
/// waits for the other to read.
constexpr std::size_t sent_max = 200;

} // namespace

void PostgresConnection::send(Statement const& statement, Parameters const& parameters)
{
    if (!prepared_.contains(prepared_key(statement, parameters)))
        sync_pipeline(); // preparing waits for its answer, which it cannot inside a pipeline
    auto const& name = prepare(statement, parameters);
    if (!pipelining_ && PQenterPipelineMode(session_) != 1)
        throw_fault(nullptr, statement.name());
    pipelining_ = true;
    PostgresValues const values(parameters);
    sent_.push_back(statement.name());
    if (PQsendQueryPrepared(
            session_, name.c_str(), values.count(), values.pointers(), values.lengths(), values.formats(), 0)
        != 1)
        throw_fault(nullptr, statement.name());
    if (sent_.size() >= sent_max)
        sync_pipeline();
}

std::int64_t PostgresConnection::finish_sending()
{
    sync_pipeline();
    return std::exchange(sent_rows_, 0);
}

void PostgresConnection::abandon_sending() noexcept
{
    try {
        sync_pipeline();
    } catch (Fault const&) {
        // The exception that is already on its way says more.
    }
    sent_rows_ = 0;
}

void PostgresConnection::sync_pipeline()
{
    if (!pipelining_)
        return;
    auto const failure = PQpipelineSync(session_) == 1 ? collect_answers() : fault_of(nullptr, "pipeline");
    sent_.clear();
    pipelining_ = PQexitPipelineMode(session_) != 1;
    lost_ = lost_ || pipelining_;
    if (failure)
        std::rethrow_exception(failure);
}

std::exception_ptr PostgresConnection::collect_answers()
{
    std::exception_ptr failure;
    // Each statement answers with results and then none; at the end stands the answer to the sync. A lost
    // session answers with none for ever.
    for (std::size_t finished = 0; finished <= sent_.size();) {
        Answer const answer(PQgetResult(session_));
        if (!answer.result) {
            ++finished;
            continue;
        }
        auto const status = PQresultStatus(answer.result);
        if (status == PGRES_PIPELINE_SYNC)
            break;
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
            sent_rows_ += rows_changed(answer.result);
        else if (status != PGRES_PIPELINE_ABORTED && !failure)
            failure = fault_of(answer.result, sent_[std::min(finished, sent_.size() - 1)]);
    }
    return failure;
}

} // namespace passerelle::db
