#pragma once

#include "base/lang.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "platform/i18n/zone.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Values as Switzerland writes them (fr-CH, de-CH, English as in en-CH), after CLDR 48 where the system's
/// ICU is older. Results contain no-break spaces (U+00A0, U+202F). Safe to call from any thread; formatters
/// are kept.
namespace passerelle::i18n {

/// `1er novembre 2026`, `1. November 2026`, `1 November 2026`
std::string long_date(LocalDate date, Lang lang);

/// `dimanche, 1er novembre 2026`, `Sonntag, 1. November 2026`
std::string full_date(LocalDate date, Lang lang);

/// `01.11.2026`, in every language.
std::string short_date(LocalDate date);

/// `novembre 2026`
std::string month_and_year(LocalDate date, Lang lang);

/// `29 mars 2026 à 01:30`, `29. März 2026 um 01:30`, `29 March 2026 at 01:30`
std::string date_time(Instant instant, Zone const& zone, Lang lang);
std::string date_time(LocalDateTime const& local, Lang lang);

/// `01:30`, 24 hours, in every language.
std::string time_of_day(LocalDateTime const& local);

/// Grouped by thousands: `1 234 567` with U+202F in French, `1'234'567` elsewhere.
std::string number(std::int64_t value, Lang lang);

/// At most `decimals` digits after the point (in French, the comma); none that are zero.
std::string number(double value, Lang lang, int decimals = 2);

/// `0.125` is `12,5%` in French, `12.5%` elsewhere.
std::string percent(double ratio, Lang lang, int decimals = 1);

/// `1 250.50 CHF` in French (with a point, as money is written here), `CHF 1'250.50` elsewhere. Two digits
/// for the smaller unit, or as many as the currency has.
std::string amount(Money money, Lang lang);

/// `1,2 Mo`, `1.2 MB`, in steps of 1000.
std::string file_size(std::int64_t bytes, Lang lang);

enum class ListWord { And, Or };

/// `a, b et c`, `a, b und c`, `a, b and c`
std::string list(std::vector<std::string> const& items, Lang lang, ListWord word = ListWord::And);

/// The name of `named` in the language `in`, as inside a sentence: `allemand`, `Deutsch`, `German`. Its code
/// where it has none.
std::string lang_name(Lang named, Lang in);

/// The name of a language in itself, to choose it by: `Français`, `Deutsch`, `English`.
std::string own_name(Lang lang);

/// `CH` is `Suisse`, `Schweiz`, `Switzerland`. An unknown ISO 3166 code stays as it is.
std::string country_name(std::string_view code, Lang in);

/// The code of a country by its code or its name in any language of the interface (`France`, `Frankreich`,
/// `FR`); empty where unknown.
std::string country_code(std::string_view name);

} // namespace passerelle::i18n
