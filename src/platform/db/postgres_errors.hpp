#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace passerelle::db {

/// The exception for a SQLSTATE (PostgreSQL 15, appendix A). `what` without any value of a row.
std::exception_ptr postgres_fault(
    std::string_view sqlstate, std::string const& what, std::string const& constraint);

/// The session is of no use any more: shut down, or on a server that has become a standby.
bool means_lost_session(std::string_view sqlstate);

} // namespace passerelle::db
