#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace passerelle {

/// A span of time in milliseconds.
struct Duration {
    std::int64_t milliseconds = 0;

    static constexpr Duration seconds(std::int64_t n) { return { n * 1000 }; }
    static constexpr Duration minutes(std::int64_t n) { return seconds(n * 60); }
    static constexpr Duration hours(std::int64_t n) { return minutes(n * 60); }
    static constexpr Duration days(std::int64_t n) { return hours(n * 24); }

    constexpr auto operator<=>(Duration const&) const = default;
};

/// A point of time: milliseconds since 1970-01-01T00:00:00Z. Which day that is depends on a zone
/// (`platform/i18n/zone.hpp`). Only http, the command line and the job runner read the clock.
struct Instant {
    std::int64_t milliseconds = 0;

    constexpr auto operator<=>(Instant const&) const = default;
    constexpr Instant operator+(Duration d) const { return { milliseconds + d.milliseconds }; }
    constexpr Instant operator-(Duration d) const { return { milliseconds - d.milliseconds }; }
    constexpr Duration operator-(Instant other) const { return { milliseconds - other.milliseconds }; }

    /// `2026-11-22T20:52:47.123Z` (RFC 3339).
    std::string text() const;
};

/// A day of the Gregorian calendar without a zone. Always a day that exists.
class LocalDate {
public:
    /// 1970-01-01
    constexpr LocalDate() = default;

    /// Nothing for a day that does not exist (29 February 2027).
    static std::optional<LocalDate> of(int year, unsigned month, unsigned day);

    /// `YYYY-MM-DD` (RFC 3339) only.
    static std::optional<LocalDate> parse(std::string_view text);

    std::string text() const;
    std::chrono::year_month_day ymd() const { return ymd_; }

    /// Calendar arithmetic in days, over months and years.
    LocalDate plus_days(int days) const;

    constexpr auto operator<=>(LocalDate const&) const = default;

private:
    constexpr explicit LocalDate(std::chrono::year_month_day ymd) : ymd_(ymd) {}
    std::chrono::year_month_day ymd_ { std::chrono::year(1970), std::chrono::month(1), std::chrono::day(1) };
};

} // namespace passerelle
