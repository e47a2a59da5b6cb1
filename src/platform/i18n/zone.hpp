#pragma once

#include "base/time.hpp"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace passerelle::i18n {

/// A day and a time of that day, as a clock on a wall shows it. Which instant that is depends on a `Zone`.
struct LocalDateTime {
    LocalDate date;
    Duration time_of_day; ///< since midnight as the clock shows it: 0 up to, not including, 24 hours

    int hour() const { return static_cast<int>(time_of_day.milliseconds / 3'600'000); }
    int minute() const { return static_cast<int>(time_of_day.milliseconds / 60'000 % 60); }

    /// `2027-03-28T02:30`, seconds only where there are any.
    std::string text() const;

    /// `YYYY-MM-DDThh:mm` or with `:ss`, as an HTML field of type datetime-local sends it.
    static std::optional<LocalDateTime> parse(std::string_view text);

    auto operator<=>(LocalDateTime const&) const = default;
};

struct ZoneRules;

/// A time zone of the IANA database, which comes from the system (package tzdata). Cheap to copy.
class Zone {
public:
    /// `Europe/Zurich`; nothing for an unknown name.
    static std::optional<Zone> find(std::string_view name);

    /// Europe/Zurich, the default of the platform.
    static Zone zurich();

    std::string_view name() const;

    bool operator==(Zone const&) const = default;

private:
    friend ZoneRules const& rules_of(Zone const& zone);
    explicit Zone(ZoneRules const& rules) : rules_(&rules) {}
    ZoneRules const* rules_; ///< one for each name, as long as the program lives
};

LocalDateTime to_local(Instant instant, Zone const& zone);

/// The day that the calendar on the wall shows.
LocalDate today(Instant now, Zone const& zone);

/// How often a local time comes up: on the days on which clocks change it may be skipped, or come twice.
enum class Occurs { Once, Never, Twice };

struct Placed {
    Occurs occurs = Occurs::Once;
    /// Once: both the same. Twice: both of them. Never: both the time read with the offset from before the
    /// change (02:30 becomes 03:30), as RFC 5545, 3.3.5 reads it.
    Instant earlier;
    Instant later;

    bool operator==(Placed const&) const = default;
};

Placed place(LocalDateTime const& local, Zone const& zone);

enum class Choose { Earlier, Later };

/// One instant in every case; ask `place` where a person should decide or be told.
Instant to_instant(LocalDateTime const& local, Zone const& zone, Choose choose = Choose::Earlier);

/// First instant of a day, which is not midnight everywhere.
Instant start_of(LocalDate day, Zone const& zone);

} // namespace passerelle::i18n
