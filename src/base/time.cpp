#include "base/time.hpp"

#include <fmt/format.h>

#include <charconv>

namespace passerelle {
namespace {

std::optional<int> digits(std::string_view text)
{
    int value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.front() == '-')
        return std::nullopt;
    return value;
}

} // namespace

std::string Instant::text() const
{
    using namespace std::chrono;
    auto const since = sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(milliseconds));
    auto const day = floor<days>(since);
    auto const date = year_month_day(day);
    auto const time = hh_mm_ss(since - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
        time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

std::optional<LocalDate> LocalDate::of(int year, unsigned month, unsigned day)
{
    auto const ymd = std::chrono::year_month_day(
        std::chrono::year(year), std::chrono::month(month), std::chrono::day(day));
    if (!ymd.ok() || year < 1 || year > 9999)
        return std::nullopt;
    return LocalDate(ymd);
}

std::optional<LocalDate> LocalDate::parse(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    auto const year = digits(text.substr(0, 4));
    auto const month = digits(text.substr(5, 2));
    auto const day = digits(text.substr(8, 2));
    if (!year || !month || !day)
        return std::nullopt;
    return of(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::string LocalDate::text() const
{
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd_.year()),
        static_cast<unsigned>(ymd_.month()), static_cast<unsigned>(ymd_.day()));
}

LocalDate LocalDate::plus_days(int days) const
{
    return LocalDate(std::chrono::year_month_day(std::chrono::sys_days(ymd_) + std::chrono::days(days)));
}

} // namespace passerelle
