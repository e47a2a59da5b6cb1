#include "platform/i18n/catalogue.hpp"

#include "base/lang.hpp"
#include "base/text.hpp"
#include "platform/i18n/words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace passerelle::i18n {
namespace {

using Text = std::string_view;

std::set<Text> placeholders_of(Text text)
{
    std::set<Text> names;
    for (auto const& piece : pieces(text))
        if (piece.placeholder)
            names.insert(piece.text);
    return names;
}

/// The places where `mark` stands in `text`.
std::vector<std::size_t> places_of(Text mark, Text text)
{
    std::vector<std::size_t> places;
    for (auto at = text.find(mark); at != Text::npos; at = text.find(mark, at + mark.size()))
        places.push_back(at);
    return places;
}

bool ends_with_no_break_space(Text text) { return text.ends_with("\u00A0") || text.ends_with("\u202F"); }
bool starts_with_no_break_space(Text text)
{
    return text.starts_with("\u00A0") || text.starts_with("\u202F");
}

/// A colon inside an address or a time of day has no space.
bool ends_a_clause(Text rest) { return rest.empty() || rest.front() == ' ' || rest.front() == '{'; }

/// An object of JSON that a text shows, as it has to be typed, is no prose: `{"id": "q1"}`.
std::string without_samples(Text text)
{
    std::string prose(text);
    for (auto begin = prose.find("{\""); begin != std::string::npos; begin = prose.find("{\"", begin))
        prose.erase(begin, prose.find('}', begin) - begin + 1);
    return prose;
}

bool is_french_typography(Text text)
{
    for (Text const mark : { ":", ";", "!", "?", "»" }) {
        for (auto const at : places_of(mark, text)) {
            auto const before = text.substr(0, at);
            auto const after = text.substr(at + mark.size());
            auto const follows_another = before.ends_with('!') || before.ends_with('?');
            auto const alone = before.empty() || (mark == ":" && !ends_a_clause(after));
            if (!alone && !follows_another && !ends_with_no_break_space(before))
                return false;
        }
    }
    auto const openings = places_of("«", text);
    return std::all_of(openings.begin(), openings.end(),
               [&](std::size_t at) { return starts_with_no_break_space(text.substr(at + Text("«").size())); })
        && text.find("“") == Text::npos && text.find('"') == Text::npos;
}

bool is_swiss_german_typography(Text text)
{
    for (Text const mark :
        { "ß", "ẞ", "„", "“", "\"", "« ", " »", "«\u00A0", "«\u202F", "\u00A0»", "\u202F»" })
        if (text.find(mark) != Text::npos)
            return false;
    return true;
}

TEST(Typography, of_french_sets_no_break_spaces)
{
    for (Text const text : { "Qui\u202F?", "Adresse\u00A0:", "«\u202FPrécision\u202F»", "Quoi\u202F?!",
             "à 09:30", "https://example.ch", "Bonjour {name}\u202F!", "", "Rien" })
        EXPECT_TRUE(is_french_typography(text)) << text;
    for (Text const text : { "Qui ?", "Qui?", "Adresse :", "Adresse:", "« Précision »", "«Précision»",
             "“Précision”", "\"Précision\"", "{name}!" })
        EXPECT_FALSE(is_french_typography(text)) << text;
}

TEST(Typography, of_swiss_german_knows_no_sharp_s)
{
    EXPECT_TRUE(is_swiss_german_typography("Die «Strasse»: wohin?"));
    for (Text const text : { "Straße", "„Weg“", "« Weg »", "\"Weg\"" })
        EXPECT_FALSE(is_swiss_german_typography(text)) << text;
}

class CatalogueOf : public testing::TestWithParam<Lang> {
protected:
    std::vector<CatalogueEntry> entries_ = read_catalogue(catalogue_bytes(GetParam().code()));
};

TEST_P(CatalogueOf, the_language_has_the_placeholders_of_the_source)
{
    for (auto const& entry : entries_) {
        for (auto const text : entry.texts)
            EXPECT_TRUE(placeholders_known(text, entry.source)) << entry.key << " -> " << text;
        EXPECT_EQ(placeholders_of(entry.texts.back()), placeholders_of(entry.source.back())) << entry.key;
    }
}

TEST_P(CatalogueOf, the_language_has_no_stray_blanks_and_no_empty_text)
{
    for (auto const& entry : entries_) {
        for (auto const text : entry.texts) {
            EXPECT_FALSE(trim(text).empty()) << entry.key;
            EXPECT_TRUE(is_valid_utf8(text)) << entry.key;
            auto const& source = entry.source.front();
            EXPECT_EQ(source.starts_with(' '), text.starts_with(' ')) << entry.key;
            EXPECT_EQ(source.ends_with(' '), text.ends_with(' ')) << entry.key;
            EXPECT_EQ(source.find('\n') == Text::npos, text.find('\n') == Text::npos) << entry.key;
        }
    }
}

TEST_P(CatalogueOf, the_language_keeps_its_typography)
{
    for (auto const& entry : entries_) {
        for (auto const whole : entry.texts) {
            auto const prose = without_samples(whole);
            auto const text = Text(prose);
            auto const identical = whole == entry.source.front() || whole == entry.source.back();
            EXPECT_TRUE(GetParam() == Lang::fr ? is_french_typography(text)
                    : GetParam() == Lang::de   ? is_swiss_german_typography(text)
                                               : identical)
                << text;
        }
    }
}

TEST_P(CatalogueOf, the_language_is_read_as_its_file_says)
{
    auto const& texts = words(GetParam());
    for (auto const& entry : entries_) {
        auto const mark = entry.key.find('\4');
        if (entry.source.size() == 2) {
            EXPECT_EQ(texts.trn(entry.source[0], entry.source[1], 1'000), entry.texts.back());
        } else if (mark != Text::npos) {
            EXPECT_EQ(
                texts.tr_in(entry.key.substr(0, mark), entry.key.substr(mark + 1)), entry.texts.front());
        } else {
            EXPECT_EQ(texts.tr(entry.key), entry.texts.front());
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Each, CatalogueOf, testing::ValuesIn(interface_langs),
    [](testing::TestParamInfo<Lang> const& info) { return std::string(info.param.code()); });

/// A compiled catalogue, laid out as the gettext manual says. Keys in byte order.
std::string catalogue_with(std::vector<std::pair<std::string, std::string>> const& entries)
{
    std::string tables, texts;
    auto const count = static_cast<std::uint32_t>(entries.size());
    auto const put = [](std::string& bytes, std::uint32_t number) {
        bytes.append(reinterpret_cast<char const*>(&number), 4);
    };
    auto const texts_begin = 28 + 16 * count;
    auto const put_all = [&](auto member) {
        for (auto const& entry : entries) {
            put(tables, static_cast<std::uint32_t>((entry.*member).size()));
            put(tables, texts_begin + static_cast<std::uint32_t>(texts.size()));
            texts += entry.*member + '\0';
        }
    };
    using Entry = std::pair<std::string, std::string>;
    put_all(&Entry::first);
    put_all(&Entry::second);
    std::string head;
    for (auto const number : { 0x950412deu, 0u, count, 28u, 28u + 8u * count, 0u, 28u + 16u * count })
        put(head, number);
    return head + tables + texts;
}

std::string header_with(std::string const& plural_forms)
{
    return "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: " + plural_forms + "\n";
}

std::string pair_of(std::string const& one, std::string const& many) { return one + '\0' + many; }

TEST(Plurals, are_chosen_by_the_rule_of_the_catalogue)
{
    auto const plural = pair_of("{n} firm", "{n} firms");
    auto const french = catalogue_with({ { "", header_with("nplurals=2; plural=(n > 1);") },
        { plural, pair_of("{n} entreprise", "{n} entreprises") } });
    auto const german = catalogue_with({ { "", header_with("nplurals=2; plural=(n != 1);") },
        { plural, pair_of("{n} Betrieb", "{n} Betriebe") } });
    auto const fr = make_words(Lang::fr, french), de = make_words(Lang::de, german);
    auto const in = [](Words const& words, std::int64_t n) { return words.trn("{n} firm", "{n} firms", n); };
    EXPECT_EQ(in(*fr, 0), "{n} entreprise");
    EXPECT_EQ(in(*fr, 1), "{n} entreprise");
    EXPECT_EQ(in(*fr, 2), "{n} entreprises");
    EXPECT_EQ(in(*fr, 5'000'000'000), "{n} entreprises");
    EXPECT_EQ(in(*fr, -3), "{n} entreprises");
    EXPECT_EQ(in(*de, 0), "{n} Betriebe");
    EXPECT_EQ(in(*de, 1), "{n} Betrieb");
    EXPECT_EQ(in(*de, 4'294'967'297), "{n} Betriebe");
}

TEST(Words, with_an_unknown_placeholder_stay_those_of_the_source)
{
    auto const bytes = catalogue_with({ { "", header_with("nplurals=2; plural=(n != 1);") },
        { "Hello {name}", "Bonjour {nom}" }, { "Place", "Lieu" }, { "ranking\4Place", "Rang" },
        { pair_of("{n} firm", "{n} firms"), pair_of("une entreprise", "{nombre} entreprises") } });
    auto const texts = make_words(Lang::fr, bytes);
    EXPECT_EQ(texts->tr("Hello {name}"), "Hello {name}");
    EXPECT_EQ(texts->trn("{n} firm", "{n} firms", 2), "{n} firms");
    EXPECT_EQ(texts->tr("Place"), "Lieu");
    EXPECT_EQ(texts->tr_in("ranking", "Place"), "Rang");
    EXPECT_EQ(texts->tr_in("seating", "Place"), "Place");
}

} // namespace
} // namespace passerelle::i18n
