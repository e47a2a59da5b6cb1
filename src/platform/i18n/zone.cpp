#include "platform/i18n/zone.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"

#include <date/tz.h>
// ptz.h of date 3.0.1 means this hh_mm_ss; C++20 has another.
namespace Posix {
using date::hh_mm_ss;
}
#include <date/ptz.h>
#include <fmt/format.h>

#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace passerelle::i18n {

/// The system's tables end in 2037; what follows is a rule in the last line of the file (RFC 8536, 3.3),
/// which the library does not read.
struct ZoneRules {
    date::time_zone const* table;
    std::optional<Posix::time_zone> afterwards;
};

ZoneRules const& rules_of(Zone const& zone) { return *zone.rules_; }

namespace {

using Milliseconds = std::chrono::milliseconds;
using SystemTime = date::sys_time<Milliseconds>;
using LocalTime = date::local_time<Milliseconds>;

LocalTime read_as_local_time(LocalDateTime const& local)
{
    auto const days = std::chrono::sys_days(local.date.ymd()).time_since_epoch();
    return LocalTime(Milliseconds(days) + Milliseconds(local.time_of_day.milliseconds));
}

LocalDateTime from_local_time(LocalTime time)
{
    auto const day = std::chrono::floor<date::days>(time);
    auto const ymd = date::year_month_day(day);
    auto const found = LocalDate::of(int(ymd.year()), unsigned(ymd.month()), unsigned(ymd.day()));
    ensure(found);
    return { *found, { (time - day).count() } };
}

Instant instant_of(LocalTime time, std::chrono::seconds offset)
{
    return { (time.time_since_epoch() - offset).count() };
}

std::optional<Posix::time_zone> rule_after_table(std::string_view name)
{
    std::ifstream file("/usr/share/zoneinfo/" + std::string(name), std::ios::binary);
    std::string const content { std::istreambuf_iterator<char>(file), {} };
    auto const end = content.rfind('\n');
    auto const begin = end == std::string::npos || end == 0 ? end : content.rfind('\n', end - 1);
    if (begin == std::string::npos || end != content.size() - 1 || end - begin < 2)
        return std::nullopt;
    return Posix::time_zone(content.substr(begin + 1, end - begin - 1));
}

/// No transition follows in the table.
bool is_last(date::sys_info const& info) { return info.end > date::sys_days(date::year(9999) / 1 / 1); }

date::sys_info info_at(ZoneRules const& rules, SystemTime time)
{
    auto const info = rules.table->get_info(time);
    return rules.afterwards && is_last(info) ? rules.afterwards->get_info(time) : info;
}

date::local_info info_at(ZoneRules const& rules, LocalTime time)
{
    auto const info = rules.table->get_info(time);
    auto const past_table = info.result == date::local_info::unique && is_last(info.first);
    return rules.afterwards && past_table ? rules.afterwards->get_info(time) : info;
}

std::optional<int> two_digits(std::string_view text)
{
    auto const both
        = text.size() == 2 && text[0] >= '0' && text[0] <= '9' && text[1] >= '0' && text[1] <= '9';
    return both ? std::optional((text[0] - '0') * 10 + (text[1] - '0')) : std::nullopt;
}

} // namespace

std::string LocalDateTime::text() const
{
    auto const second = time_of_day.milliseconds / 1000 % 60;
    auto const minutes = fmt::format("{}T{:02}:{:02}", date.text(), hour(), minute());
    return second == 0 ? minutes : fmt::format("{}:{:02}", minutes, second);
}

std::optional<LocalDateTime> LocalDateTime::parse(std::string_view text)
{
    auto const with_seconds = text.size() == 19 && text[16] == ':';
    if ((text.size() != 16 && !with_seconds) || text[10] != 'T' || text[13] != ':')
        return std::nullopt;
    auto const date = LocalDate::parse(text.substr(0, 10));
    auto const hour = two_digits(text.substr(11, 2));
    auto const minute = two_digits(text.substr(14, 2));
    auto const second = with_seconds ? two_digits(text.substr(17, 2)) : 0;
    if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59)
        return std::nullopt;
    return LocalDateTime { *date, Duration::seconds((*hour * 60 + *minute) * 60 + *second) };
}

std::optional<Zone> Zone::find(std::string_view name)
{
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<ZoneRules const>, std::less<>> zones;
    std::lock_guard const lock(mutex);
    if (auto const found = zones.find(name); found != zones.end())
        return Zone(*found->second);
    try {
        auto rules = std::make_unique<ZoneRules const>(date::locate_zone(name), rule_after_table(name));
        return Zone(*zones.emplace(name, std::move(rules)).first->second);
    } catch (std::runtime_error const&) { // how the library says that there is no such zone
        return std::nullopt;
    }
}

Zone Zone::zurich()
{
    static auto const zone = find("Europe/Zurich");
    if (!zone)
        throw std::runtime_error("no time zone database: the package tzdata is missing");
    return *zone;
}

std::string_view Zone::name() const { return rules_->table->name(); }

LocalDateTime to_local(Instant instant, Zone const& zone)
{
    auto const time = SystemTime(Milliseconds(instant.milliseconds));
    return from_local_time(LocalTime(time.time_since_epoch() + info_at(rules_of(zone), time).offset));
}

LocalDate today(Instant now, Zone const& zone) { return to_local(now, zone).date; }

Placed place(LocalDateTime const& local, Zone const& zone)
{
    auto const time = read_as_local_time(local);
    auto const info = info_at(rules_of(zone), time);
    auto const first = instant_of(time, info.first.offset);
    switch (info.result) {
    case date::local_info::nonexistent:
        return { Occurs::Never, first, first };
    case date::local_info::ambiguous:
        return { Occurs::Twice, first, instant_of(time, info.second.offset) };
    default:
        return { Occurs::Once, first, first };
    }
}

Instant to_instant(LocalDateTime const& local, Zone const& zone, Choose choose)
{
    auto const placed = place(local, zone);
    return choose == Choose::Earlier ? placed.earlier : placed.later;
}

Instant start_of(LocalDate day, Zone const& zone) { return to_instant({ day, {} }, zone); }

} // namespace passerelle::i18n
