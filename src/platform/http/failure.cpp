#include "platform/http/failure.hpp"

#include <atomic>

namespace passerelle::http {
namespace {

Response plain_page(Failure const& failure)
{
    auto text = std::to_string(failure.status) + " " + std::string(reason_of(failure.status)) + "\n";
    if (!failure.incident.empty())
        text += failure.incident + "\n";
    return Response::text(std::move(text), failure.status)
        .with("X-Content-Type-Options", "nosniff")
        .with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .with("Cache-Control", "no-store");
}

Failure failure_of(int status, std::string what, Instant now)
{
    return { status, status >= 500 ? incident_number(now) : std::string(), std::move(what) };
}

} // namespace

std::string incident_number(Instant now)
{
    static std::atomic<std::uint64_t> count { 0 };
    // Without letters that look like digits: people read these out on the telephone.
    constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    auto const seconds = static_cast<std::uint64_t>(now.milliseconds / 1000);
    auto bits = (seconds << 14 | (count++ & 0x3FFF)) & ((std::uint64_t { 1 } << 50) - 1);
    std::string text(10, '0');
    for (auto place = text.rbegin(); place != text.rend(); ++place, bits >>= 5)
        *place = alphabet[bits & 31];
    return text;
}

Response failure_response(Request const& request, Failure const& failure, FailureHandler const& on_failure)
{
    if (!on_failure)
        return plain_page(failure);
    try {
        return on_failure(request, failure);
    } catch (...) {
        return plain_page(failure);
    }
}

Response guarded(Handler const& handler, Request& request, FailureHandler const& on_failure)
{
    Failure failure;
    try {
        return handler(request);
    } catch (StatusError const& error) {
        failure = failure_of(error.status(), error.what(), request.received);
    } catch (std::exception const& error) {
        failure = failure_of(500, error.what(), request.received);
    } catch (...) {
        failure = failure_of(500, "not a std::exception", request.received);
    }
    return failure_response(request, failure, on_failure);
}

} // namespace passerelle::http
