#include "platform/db/postgres_errors.hpp"

#include "platform/db/postgres_connection.hpp"

namespace passerelle::db {

bool means_lost_session(std::string_view sqlstate)
{
    // 08P01, a protocol violation, is our own mistake (a wrong number of values), not the network's.
    return (sqlstate.starts_with("08") && sqlstate != "08P01") || sqlstate == "57P01" || sqlstate == "57P02"
        || sqlstate == "57P03" || sqlstate == "57P05" || sqlstate == "25006" || sqlstate == "25P03";
}

std::exception_ptr postgres_fault(
    std::string_view sqlstate, std::string const& what, std::string const& constraint)
{
    if (means_lost_session(sqlstate))
        return std::make_exception_ptr(Disconnected(what));
    if (sqlstate == "23505")
        return std::make_exception_ptr(UniqueViolation(what, constraint));
    if (sqlstate == "23503")
        return std::make_exception_ptr(ForeignKeyViolation(what, constraint));
    if (sqlstate.starts_with("23"))
        return std::make_exception_ptr(CheckViolation(what, constraint));
    if (sqlstate == "40001" || sqlstate == "40P01")
        return std::make_exception_ptr(TryAgain(what));
    if (sqlstate == "55P03" || sqlstate == "57014" || sqlstate == "53300")
        return std::make_exception_ptr(Busy(what));
    if (sqlstate == "53100")
        return std::make_exception_ptr(Full(what));
    if (sqlstate.starts_with("XX0"))
        return std::make_exception_ptr(Malformed(what));
    return std::make_exception_ptr(Fault(what));
}

} // namespace passerelle::db
