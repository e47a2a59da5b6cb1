#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace passerelle::http {

/// `Not Found`; `Unknown` for a number that RFC 9110 and its kin do not have.
std::string_view reason_of(int status);

/// The one exception that has an HTTP meaning: thrown by the gates (404, 403) and where text is read at the
/// border (400), turned into the error page of that status by `guarded` (failure.hpp). `what` is for logs
/// only.
class StatusError : public std::runtime_error {
public:
    explicit StatusError(int status, std::string const& reason = {})
        : std::runtime_error(reason),
          status_(status)
    {
    }
    int status() const { return status_; }

private:
    int status_;
};

} // namespace passerelle::http
