#include "platform/i18n/format.hpp"

#include <gtest/gtest.h>

namespace passerelle::i18n {
namespace {

LocalDate day(std::string_view text) { return LocalDate::parse(text).value(); }

// Golden strings: CLDR 48, which Swiss texts of today follow.

TEST(Numbers, are_grouped_as_each_side_groups_them)
{
    EXPECT_EQ(number(1234567.89, Lang::fr), "1\u202F234\u202F567,89");
    EXPECT_EQ(number(1234567.89, Lang::de), "1'234'567.89");
    EXPECT_EQ(number(1234567.89, Lang::en), "1'234'567.89");
    EXPECT_EQ(number(std::int64_t(1'234'567), Lang::fr), "1\u202F234\u202F567");
    EXPECT_EQ(number(std::int64_t(1'234'567), Lang::de), "1'234'567");
    EXPECT_EQ(number(std::int64_t(-42), Lang::de), "-42");
    EXPECT_EQ(number(std::int64_t(0), Lang::fr), "0");
}

TEST(Numbers, show_no_more_decimals_than_asked_and_no_zeros)
{
    EXPECT_EQ(number(2.0, Lang::fr), "2");
    EXPECT_EQ(number(2.5, Lang::fr, 2), "2,5");
    EXPECT_EQ(number(2.345678, Lang::de, 3), "2.346");
    EXPECT_EQ(number(2.5, Lang::de, 0), "2");
}

TEST(Numbers, of_percent_follow_the_language)
{
    EXPECT_EQ(percent(0.125, Lang::fr), "12,5%");
    EXPECT_EQ(percent(0.125, Lang::de), "12.5%");
    EXPECT_EQ(percent(1, Lang::en), "100%");
}

TEST(Amounts, of_money_have_a_point_in_french_too)
{
    Money const fortune { 123'456'789 };
    EXPECT_EQ(amount(fortune, Lang::fr), "1\u202F234\u202F567.89\u00A0CHF");
    EXPECT_EQ(amount(fortune, Lang::de), "CHF\u00A01'234'567.89");
    EXPECT_EQ(amount(fortune, Lang::en), "CHF\u00A01'234'567.89");
}

TEST(Amounts, are_exact_and_have_the_digits_of_their_currency)
{
    EXPECT_EQ(amount({ 125'050 }, Lang::de), "CHF\u00A01'250.50");
    EXPECT_EQ(amount({ 5 }, Lang::de), "CHF\u00A00.05");
    EXPECT_EQ(amount({ 0 }, Lang::fr), "0.00\u00A0CHF");
    EXPECT_EQ(amount({ 9'007'199'254'740'993 }, Lang::de), "CHF\u00A090'071'992'547'409.93");
    EXPECT_EQ(amount({ 1250, { 'J', 'P', 'Y' } }, Lang::de), "JPY\u00A01'250");
    EXPECT_EQ(amount({ 1250, { 'E', 'U', 'R' } }, Lang::fr), "12.50\u00A0EUR");
    EXPECT_EQ(amount({ -500 }, Lang::fr), "-5.00\u00A0CHF");
}

TEST(Dates, of_the_first_of_a_month_are_ordinal_in_french_alone)
{
    EXPECT_EQ(long_date(day("2026-11-01"), Lang::fr), "1er novembre 2026");
    EXPECT_EQ(long_date(day("2026-11-11"), Lang::fr), "11 novembre 2026");
    EXPECT_EQ(long_date(day("2026-11-21"), Lang::fr), "21 novembre 2026");
    EXPECT_EQ(long_date(day("2026-11-01"), Lang::de), "1. November 2026");
    EXPECT_EQ(long_date(day("2026-11-01"), Lang::en), "1 November 2026");
    EXPECT_EQ(full_date(day("2026-11-01"), Lang::fr), "dimanche, 1er novembre 2026");
    EXPECT_EQ(full_date(day("2026-11-01"), Lang::de), "Sonntag, 1. November 2026");
    EXPECT_EQ(full_date(day("2026-11-01"), Lang::en), "Sunday, 1 November 2026");
}

TEST(Dates, in_short_are_the_same_everywhere)
{
    EXPECT_EQ(short_date(day("2026-03-29")), "29.03.2026");
    EXPECT_EQ(month_and_year(day("2026-03-29"), Lang::fr), "mars 2026");
    EXPECT_EQ(month_and_year(day("2026-03-01"), Lang::de), "März 2026");
}

TEST(Dates, with_a_time_are_of_the_zone)
{
    // 2026-03-29T00:30Z is half an hour before clocks change
    Instant const instant { 1'774'744'200'000 };
    ASSERT_EQ(instant.text().substr(0, 16), "2026-03-29T00:30");
    auto const zurich = Zone::zurich();
    EXPECT_EQ(date_time(instant, zurich, Lang::fr), "29 mars 2026 à 01:30");
    EXPECT_EQ(date_time(instant, zurich, Lang::de), "29. März 2026 um 01:30");
    EXPECT_EQ(date_time(instant, zurich, Lang::en), "29 March 2026 at 01:30");
    EXPECT_EQ(date_time(instant + Duration::hours(1), zurich, Lang::de), "29. März 2026 um 03:30");
    EXPECT_EQ(date_time(*LocalDateTime::parse("2026-12-01T15:05"), Lang::fr), "1er décembre 2026 à 15:05");
    EXPECT_EQ(time_of_day(to_local(instant, zurich)), "01:30");
}

TEST(FileSizes, are_in_the_units_of_the_language)
{
    EXPECT_EQ(file_size(1'234'567, Lang::fr), "1,2\u202FMo");
    EXPECT_EQ(file_size(1'234'567, Lang::de), "1.2 MB");
    EXPECT_EQ(file_size(1'234'567, Lang::en), "1.2 MB");
    EXPECT_EQ(file_size(999, Lang::fr), "999\u202Fo");
    EXPECT_EQ(file_size(999'999, Lang::en), "1 MB");
    EXPECT_EQ(file_size(2'000'000'000, Lang::en), "2 GB");
}

TEST(Lists, end_with_the_word_of_the_language)
{
    std::vector<std::string> const three { "Bienne", "Moutier", "Soleure" };
    EXPECT_EQ(list(three, Lang::fr), "Bienne, Moutier et Soleure");
    EXPECT_EQ(list(three, Lang::de), "Bienne, Moutier und Soleure");
    EXPECT_EQ(list(three, Lang::en), "Bienne, Moutier and Soleure");
    EXPECT_EQ(list({ "a", "b" }, Lang::fr, ListWord::Or), "a ou b");
    EXPECT_EQ(list({ "a", "b" }, Lang::de, ListWord::Or), "a oder b");
    EXPECT_EQ(list({ "a" }, Lang::de), "a");
    EXPECT_EQ(list({}, Lang::de), "");
}

TEST(NamesOfLanguages, are_those_of_the_reader)
{
    EXPECT_EQ(lang_name(Lang::de, Lang::fr), "allemand");
    EXPECT_EQ(lang_name(Lang::fr, Lang::de), "Französisch");
    EXPECT_EQ(lang_name(Lang::parse("it").value(), Lang::en), "Italian");
    EXPECT_EQ(lang_name(Lang::parse("xx").value(), Lang::en), "xx");
    EXPECT_EQ(own_name(Lang::fr), "Français");
    EXPECT_EQ(own_name(Lang::de), "Deutsch");
    EXPECT_EQ(own_name(Lang::en), "English");
}

TEST(NamesOfCountries, are_found_from_code_and_from_name)
{
    EXPECT_EQ(country_name("CH", Lang::fr), "Suisse");
    EXPECT_EQ(country_name("CH", Lang::de), "Schweiz");
    EXPECT_EQ(country_name("DE", Lang::fr), "Allemagne");
    EXPECT_EQ(country_name("??", Lang::fr), "??");
    EXPECT_EQ(country_code("Suisse"), "CH");
    EXPECT_EQ(country_code("SCHWEIZ"), "CH");
    EXPECT_EQ(country_code("Österreich"), "AT");
    EXPECT_EQ(country_code("oesterreich"), "AT");
    EXPECT_EQ(country_code("fr"), "FR");
    EXPECT_EQ(country_code("Helvetia"), "");
}

} // namespace
} // namespace passerelle::i18n
