#include "platform/i18n/zone.hpp"

#include <gtest/gtest.h>
#include <unicode/calendar.h>
#include <unicode/timezone.h>

#include <memory>
#include <random>

namespace passerelle::i18n {
namespace {

LocalDateTime local(std::string_view text) { return LocalDateTime::parse(text).value(); }
std::string at(Instant instant) { return instant.text().substr(0, 16); }

TEST(Zone, is_found_by_its_name_and_by_nothing_else)
{
    EXPECT_EQ(Zone::find("Europe/Zurich"), Zone::zurich());
    EXPECT_EQ(Zone::zurich().name(), "Europe/Zurich");
    for (auto const* name : { "", "Europe/Bienne", "europe/zurich", "../../etc/passwd", "/etc/localtime" })
        EXPECT_FALSE(Zone::find(name)) << name;
}

TEST(LocalDateTime, reads_what_a_form_sends)
{
    EXPECT_EQ(local("2027-03-28T02:30").text(), "2027-03-28T02:30");
    EXPECT_EQ(local("2027-03-28T02:30:00").text(), "2027-03-28T02:30");
    EXPECT_EQ(local("2027-03-28T23:59:59").text(), "2027-03-28T23:59:59");
    EXPECT_EQ(local("2027-03-28T23:59").hour(), 23);
    EXPECT_EQ(local("2027-03-28T23:59").minute(), 59);
    for (auto const* text :
        { "", "2027-03-28", "2027-03-28 02:30", "2027-02-29T02:30", "2027-03-28T24:00", "2027-03-28T02:60",
            "2027-03-28T02:30:60", "2027-03-28T2:30", "2027-03-28T02:30Z", "2027-03-28T-1:30" })
        EXPECT_FALSE(LocalDateTime::parse(text)) << text;
}

struct ClockChange {
    char const* local;
    Occurs occurs;
    char const* earlier;
    char const* later;
};

TEST(Place, knows_the_days_on_which_clocks_change)
{
    constexpr ClockChange cases[] {
        { "2027-03-28T01:59", Occurs::Once, "2027-03-28T00:59", "2027-03-28T00:59" },
        { "2027-03-28T02:00", Occurs::Never, "2027-03-28T01:00", "2027-03-28T01:00" },
        { "2027-03-28T02:30", Occurs::Never, "2027-03-28T01:30", "2027-03-28T01:30" },
        { "2027-03-28T03:00", Occurs::Once, "2027-03-28T01:00", "2027-03-28T01:00" },
        { "2027-10-31T01:59", Occurs::Once, "2027-10-30T23:59", "2027-10-30T23:59" },
        { "2027-10-31T02:00", Occurs::Twice, "2027-10-31T00:00", "2027-10-31T01:00" },
        { "2027-10-31T02:30", Occurs::Twice, "2027-10-31T00:30", "2027-10-31T01:30" },
        { "2027-10-31T03:00", Occurs::Once, "2027-10-31T02:00", "2027-10-31T02:00" },
        { "2028-02-29T12:00", Occurs::Once, "2028-02-29T11:00", "2028-02-29T11:00" },
        { "2038-01-19T04:14", Occurs::Once, "2038-01-19T03:14", "2038-01-19T03:14" },
    };
    for (auto const& c : cases) {
        auto const placed = place(local(c.local), Zone::zurich());
        EXPECT_EQ(placed.occurs, c.occurs) << c.local;
        EXPECT_EQ(at(placed.earlier), c.earlier) << c.local;
        EXPECT_EQ(at(placed.later), c.later) << c.local;
    }
}

TEST(Place, moves_a_time_that_is_skipped_past_the_change)
{
    auto const moved = to_instant(local("2027-03-28T02:30"), Zone::zurich());
    EXPECT_EQ(to_local(moved, Zone::zurich()), local("2027-03-28T03:30"));
}

TEST(ToInstant, chooses_one_of_two)
{
    auto const twice = local("2027-10-31T02:30");
    EXPECT_EQ(at(to_instant(twice, Zone::zurich())), "2027-10-31T00:30");
    EXPECT_EQ(at(to_instant(twice, Zone::zurich(), Choose::Later)), "2027-10-31T01:30");
}

TEST(ToInstant, keeps_a_weekly_event_at_nine)
{
    for (auto const* day :
        { "2027-03-21", "2027-03-28", "2027-04-04", "2027-10-24", "2027-10-31", "2027-11-07" }) {
        auto const nine = local(std::string(day) + "T09:00");
        EXPECT_EQ(to_local(to_instant(nine, Zone::zurich()), Zone::zurich()), nine) << day;
    }
}

TEST(Today, is_the_day_on_the_wall)
{
    Instant const late { 1'798'756'200'000 }; // 2026-12-31T22:30Z
    ASSERT_EQ(at(late), "2026-12-31T22:30");
    EXPECT_EQ(today(late, Zone::zurich()).text(), "2026-12-31");
    EXPECT_EQ(today(late + Duration::minutes(30), Zone::zurich()).text(), "2027-01-01");
    EXPECT_EQ(today(late, Zone::find("Asia/Tokyo").value()).text(), "2027-01-01");
}

TEST(StartOf, is_not_midnight_where_clocks_change_at_midnight)
{
    auto const beirut = Zone::find("Asia/Beirut").value(); // 2027-03-28 begins at 01:00
    auto const day = LocalDate::parse("2027-03-28").value();
    auto const start = start_of(day, beirut);
    EXPECT_EQ(to_local(start, beirut).date, day);
    EXPECT_LT(to_local(start - Duration { 1 }, beirut).date, day);
    EXPECT_EQ(at(start_of(day, Zone::zurich())), "2027-03-27T23:00");
}

/// The other implementation of the same tables.
class IcuZone {
public:
    explicit IcuZone(char const* name) : zone_(icu::TimeZone::createTimeZone(name)) {}

    std::int64_t offset_at(Instant instant) const
    {
        std::int32_t raw = 0, summer = 0;
        UErrorCode status = U_ZERO_ERROR;
        zone_->getOffset(static_cast<UDate>(instant.milliseconds), false, raw, summer, status);
        return raw + summer;
    }

private:
    std::unique_ptr<icu::TimeZone> zone_;
};

TEST(Zone, agrees_with_icu_from_2000_to_2100)
{
    std::mt19937_64 random(20261122);
    std::uniform_int_distribution<std::int64_t> instants(946'684'800'000, 4'102'444'800'000);
    for (auto const* name : { "Europe/Zurich", "Europe/Berlin", "Europe/London", "America/New_York" }) {
        auto const zone = Zone::find(name).value();
        IcuZone const other(name);
        for (int i = 0; i < 20'000; ++i) {
            Instant const instant { instants(random) };
            auto const shown = to_local(instant, zone);
            auto const day = std::chrono::sys_days(shown.date.ymd()).time_since_epoch();
            auto const wall = std::chrono::milliseconds(day).count() + shown.time_of_day.milliseconds;
            ASSERT_EQ(wall - instant.milliseconds, other.offset_at(instant)) << name << " " << instant.text();
            auto const placed = place(shown, zone);
            ASSERT_TRUE(placed.earlier == instant || placed.later == instant)
                << name << " " << instant.text();
        }
    }
}

TEST(LocalDate, agrees_with_icu_on_every_day_from_2000_to_2100)
{
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Calendar> calendar(
        icu::Calendar::createInstance(icu::TimeZone::getGMT()->clone(), icu::Locale("de", "CH"), status));
    ASSERT_TRUE(U_SUCCESS(status));
    auto date = LocalDate::of(2000, 1, 1).value();
    for (std::int64_t days = 10'957; date < LocalDate::of(2101, 1, 1).value();
         ++days, date = date.plus_days(1)) {
        calendar->setTime(static_cast<UDate>(days * 86'400'000), status);
        ASSERT_EQ(int(date.ymd().year()), calendar->get(UCAL_YEAR, status)) << date.text();
        ASSERT_EQ(int(unsigned(date.ymd().month())), calendar->get(UCAL_MONTH, status) + 1) << date.text();
        ASSERT_EQ(int(unsigned(date.ymd().day())), calendar->get(UCAL_DATE, status)) << date.text();
    }
}

} // namespace
} // namespace passerelle::i18n
