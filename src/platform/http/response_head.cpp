#include "platform/http/response_head.hpp"

#include <fmt/format.h>

#include <chrono>
#include <iterator>

namespace passerelle::http {
namespace {

bool is_framing_field(std::string_view name)
{
    for (std::string_view const ours : { "Content-Length", "Transfer-Encoding", "Connection", "Date" })
        if (equal_ignoring_case(name, ours))
            return true;
    return false;
}

/// Formatting a date costs more than the rest of the head, and it changes once a second.
std::string const& date_of(Instant now)
{
    thread_local std::int64_t second = -1;
    thread_local std::string text;
    if (auto const wanted = now.milliseconds / 1000; wanted != second) {
        second = wanted;
        text = http_date(now);
    }
    return text;
}

std::optional<std::uint64_t> length_of(Response const& response)
{
    if (!response.body.is_stream())
        return response.body.size();
    return response.body.stream().length;
}

} // namespace

Framing framing_of(Response const& response, HeadStyle style)
{
    if (style.is_head_request || response.status == 204 || response.status == 304)
        return Framing::None;
    if (length_of(response))
        return Framing::Length;
    return style.http_1_1 ? Framing::Chunked : Framing::UntilClose;
}

std::string head_of(Response const& response, HeadStyle style, Instant now)
{
    fmt::memory_buffer out;
    auto const append = [&](std::string_view text) { out.append(text.data(), text.data() + text.size()); };
    fmt::format_to(
        std::back_inserter(out), "HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
    for (std::size_t place = 0; place < response.headers.size(); ++place) {
        auto const [name, value] = response.headers[place];
        if (is_framing_field(name))
            continue;
        append(name);
        append(": ");
        append(value);
        append("\r\n");
    }
    append("Date: ");
    append(date_of(now));
    append("\r\n");
    auto const length = length_of(response);
    auto const may_have_length = response.status != 204 && response.status != 304;
    if (may_have_length && length)
        fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", *length);
    if (framing_of(response, style) == Framing::Chunked)
        append("Transfer-Encoding: chunked\r\n");
    if (!style.keep_alive || framing_of(response, style) == Framing::UntilClose)
        append("Connection: close\r\n");
    else if (!style.http_1_1)
        append("Connection: keep-alive\r\n");
    append("\r\n");
    return { out.data(), out.size() };
}

std::string http_date(Instant instant)
{
    constexpr std::string_view weekdays[] { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    constexpr std::string_view months[] { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
        "Oct", "Nov", "Dec" };
    auto const time
        = std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(instant.milliseconds));
    auto const day = std::chrono::floor<std::chrono::days>(time);
    std::chrono::year_month_day const date { day };
    std::chrono::hh_mm_ss const clock { std::chrono::floor<std::chrono::seconds>(time - day) };
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        weekdays[std::chrono::weekday(day).c_encoding()], unsigned(date.day()),
        months[unsigned(date.month()) - 1], int(date.year()), clock.hours().count(), clock.minutes().count(),
        clock.seconds().count());
}

std::string chunk_of(std::string_view piece)
{
    if (piece.empty())
        return {};
    return fmt::format("{:x}\r\n{}\r\n", piece.size(), piece);
}

} // namespace passerelle::http
