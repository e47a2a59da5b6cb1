#pragma once

#include "platform/http/message.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace passerelle::http {

/// Why a request gets an error page.
struct Failure {
    int status = 500;
    std::string incident; ///< for 5xx: the number that the page shows and the log has; empty otherwise
    std::string what;     ///< for the log, never for the page
};

/// A handler answers a request. It may throw.
using Handler = std::function<Response(Request&)>;

/// Makes the error page and writes the log line. The request may be half read (the transport refuses with it
/// too): only peer and received are sure to be set. Should not throw; if it does, a plain text page is sent.
using FailureHandler = std::function<Response(Request const&, Failure const&)>;

/// The answer of `handler`; what it throws goes to `on_failure`: StatusError with its status, everything else
/// as 500.
Response guarded(Handler const& handler, Request& request, FailureHandler const& on_failure);

/// The page for a failure; a plain text one if `on_failure` is empty or throws.
Response failure_response(Request const&, Failure const&, FailureHandler const& on_failure);

/// Ten letters and digits, different each time; no secret.
std::string incident_number(Instant now);

} // namespace passerelle::http
