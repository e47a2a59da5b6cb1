#include "base/id.hpp"
#include "base/localised_text.hpp"
#include "base/money.hpp"
#include "base/text.hpp"

#include <gtest/gtest.h>

namespace passerelle {
namespace {

struct Thing;

class CountingRandom : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes)
            byte = next_++;
    }

private:
    std::uint8_t next_ = 0;
};

TEST(Id, sorts_by_the_instant_of_its_creation_and_reads_back)
{
    CountingRandom random;
    auto const earlier = Id<Thing>::fresh({ 1'700'000'000'000 }, random);
    auto const later = Id<Thing>::fresh({ 1'700'000'000'001 }, random);
    EXPECT_LT(earlier, later);
    EXPECT_EQ(earlier.text()[14], '7');
    EXPECT_EQ(Id<Thing>::parse(earlier.text()), earlier);
    EXPECT_FALSE(Id<Thing>::parse("0192c5e0-0000-7000-8000-00000000000"));
    EXPECT_FALSE(Id<Thing>::parse("0192c5e0-0000-7000-8000-00000000000g"));
}

TEST(LocalDate, knows_the_days_that_exist)
{
    EXPECT_TRUE(LocalDate::parse("2028-02-29"));
    EXPECT_FALSE(LocalDate::parse("2027-02-29"));
    EXPECT_FALSE(LocalDate::parse("2027-2-9"));
    EXPECT_EQ(LocalDate::parse("2026-12-31")->plus_days(1).text(), "2027-01-01");
}

TEST(Instant, prints_as_rfc_3339)
{
    EXPECT_EQ(Instant { 1'795'380'767'123 }.text(), "2026-11-22T20:52:47.123Z");
}

TEST(LocalisedText, marks_the_versions_that_a_change_of_meaning_left_behind)
{
    LocalisedText text;
    text.set(Lang::fr, "décolletage", LocalisedText::Edit::SmallCorrection);
    text.set(Lang::de, "Décolletage", LocalisedText::Edit::SmallCorrection);
    EXPECT_TRUE(text.outdated().empty());
    text.set(Lang::fr, "décolletage et taillage", LocalisedText::Edit::MeaningChanged);
    EXPECT_EQ(text.outdated(), Langs { Lang::de });
    EXPECT_TRUE(text.in(Lang::de).outdated);
    text.set(Lang::fr, "décolletage et taillage.", LocalisedText::Edit::SmallCorrection);
    EXPECT_EQ(text.meaning(), 2);
    EXPECT_EQ(text.missing({ Lang::fr, Lang::en }), Langs { Lang::en });
}

TEST(LocalisedText, never_substitutes_silently)
{
    LocalisedText text;
    text.set(Lang::de, "Drehteile", LocalisedText::Edit::SmallCorrection);
    auto const shown = text.in(Lang::fr);
    EXPECT_EQ(shown.lang, Lang::de);
    EXPECT_TRUE(shown.fallback);
}

TEST(Money, splits_without_losing_a_rappen)
{
    auto const parts = split_evenly({ 1000 }, 3);
    EXPECT_EQ(parts[0].minor, 334);
    EXPECT_EQ(parts[0] + parts[1] + parts[2], Money { 1000 });
}

TEST(Text, refuses_what_is_not_utf_8)
{
    EXPECT_TRUE(is_valid_utf8("Bözingen – œ 🙂"));
    for (auto const* bad : { "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xC3", "\xE2\x82" })
        EXPECT_FALSE(is_valid_utf8(bad));
}

TEST(Text, trims_the_blanks_that_spreadsheets_leave)
{
    EXPECT_EQ(trim("\xEF\xBB\xBF \xC2\xA0 Sàrl\xE2\x80\xAF\t\r\n"), "Sàrl");
    EXPECT_EQ(split_values(" a | |b|", '|'), (std::vector<std::string> { "a", "b" }));
}

} // namespace
} // namespace passerelle
