#include "platform/db/sqlite_connection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>

namespace passerelle::db {
namespace {

/// `UNIQUE constraint failed: users.email` names what was violated; only table and columns, no value.
std::string constraint_of(std::string_view message)
{
    auto const colon = message.rfind(": ");
    return std::string(colon == std::string_view::npos ? message : message.substr(colon + 2));
}

[[noreturn]] void throw_constraint(int extended_code, std::string const& what, std::string_view message)
{
    auto const constraint = constraint_of(message);
    switch (extended_code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        throw UniqueViolation(what, constraint);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        throw ForeignKeyViolation(what, constraint);
    default:
        throw CheckViolation(what, constraint);
    }
}

} // namespace

void throw_sqlite_fault(sqlite3* handle, std::string_view statement_name)
{
    auto const code = sqlite3_extended_errcode(handle);
    std::string_view const message = sqlite3_errmsg(handle);
    auto const what = fmt::format("{}: {} (SQLite {})", statement_name, message, code);
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
        if (code == SQLITE_CONSTRAINT_TRIGGER)
            throw Fault(what);
        throw_constraint(code, what, message);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw Busy(what);
    case SQLITE_FULL:
        throw Full(what);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_MISMATCH:
        throw Malformed(what);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        // Growing the shared-memory file on a full disk is reported as an input/output error.
        if (sqlite3_system_errno(handle) == ENOSPC || sqlite3_system_errno(handle) == EDQUOT)
            throw Full(what);
        throw Fault(what);
    default:
        throw Fault(what);
    }
}

} // namespace passerelle::db
