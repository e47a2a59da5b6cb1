#include "base/id.hpp"
#include "base/time.hpp"
#include "platform/html/json_ld.hpp"
#include "platform/html/page.hpp"
#include "platform/html/prose.hpp"

#include <gtest/gtest.h>

namespace passerelle::html {
namespace {

template<class Write>
std::string written(Write write)
{
    Out out;
    write(out);
    return std::move(out).html().markup();
}

std::string text(std::string_view value)
{
    return written([&](Out& out) { out.text(value); });
}
std::string attribute(std::string_view value)
{
    return written([&](Out& out) { out.attribute(value); });
}
std::string address(std::string_view value)
{
    return written([&](Out& out) { out.address(value); });
}

struct Row {
    std::string_view in;
    std::string_view out;
};

TEST(Text, cannot_become_markup)
{
    Row const rows[] = {
        { "", "" },
        { "Zahnräder & Söhne", "Zahnräder &amp; Söhne" },
        { "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;" },
        { "\"'", "\"'" },
        { "a\tb\nc\r\nd", "a\tb\nc\nd" },
        { std::string_view("a\0b", 3),
            "a\xEF\xBF\xBD"
            "b" },
        { "a\x1B[31mb\x7F", "a\xEF\xBF\xBD[31mb\xEF\xBF\xBD" },
        { "\xC3", "\xEF\xBF\xBD" },
        { "\xC3<", "\xEF\xBF\xBD&lt;" },
        { "\xC0\xBC", "\xEF\xBF\xBD\xEF\xBF\xBD" },
        { "\xE0\x80\xBC", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
        { "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
        { "\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
        { "\xF0\x9F\x94\xA7 \xE2\x80\xAF", "\xF0\x9F\x94\xA7 \xE2\x80\xAF" },
    };
    for (auto const& row : rows)
        EXPECT_EQ(text(row.in), row.out);
}

TEST(Attributes, cannot_be_left)
{
    Row const rows[] = {
        { "\" onload=\"f()", "&#34; onload=&#34;f()" },
        { "' x='", "&#39; x=&#39;" },
        { "<>&", "&lt;&gt;&amp;" },
        { "a\xFF", "a\xEF\xBF\xBD" },
    };
    for (auto const& row : rows)
        EXPECT_EQ(attribute(row.in), row.out);
}

TEST(Attributes, take_numbers_languages_and_values_with_one_spelling)
{
    EXPECT_EQ(written([](Out& out) { out.attribute(Lang::de); }), "de");
    EXPECT_EQ(written([](Out& out) { out.attribute(-3); }), "-3");
    EXPECT_EQ(
        written([](Out& out) { out.attribute(18'446'744'073'709'551'615ULL); }), "18446744073709551615");
    EXPECT_EQ(written([](Out& out) { out.attribute(12.5); }), "12.5");
    EXPECT_EQ(written([](Out& out) { out.attribute(12.0); }), "12");
    EXPECT_EQ(written([](Out& out) { out.attribute(0.001); }), "0");
    EXPECT_EQ(written([](Out& out) { out.attribute(*LocalDate::of(2026, 11, 22)); }), "2026-11-22");
    EXPECT_EQ(written([](Out& out) { out.text(42U); }), "42");
}

TEST(Addresses, with_another_scheme_than_four_lead_nowhere)
{
    Row const rows[] = {
        { "/fr/organisations?a=1&b=2#c", "/fr/organisations?a=1&amp;b=2#c" },
        { "https://example.org/a b", "https://example.org/a%20b" },
        { "HTTPS://example.org", "HTTPS://example.org" },
        { "mailto:a@example.org", "mailto:a@example.org" },
        { "tel:+41320000000", "tel:+41320000000" },
        { "javascript:alert(1)", "#" },
        { "JaVaScRiPt:alert(1)", "#" },
        { " javascript:alert(1)", "#" },
        { "java\tscript:alert(1)", "#" },
        { "java\nscript:alert(1)", "#" },
        { "\x01javascript:alert(1)", "#" },
        { "data:text/html,x", "#" },
        { "vbscript:x", "#" },
        { "a:b", "#" },
        { "a/b:c", "a/b:c" },
        { "?x=javascript:1", "?x=javascript:1" },
        { "\"><script>", "%22%3E%3Cscript%3E" },
        { "/\\example.org", "/%5Cexample.org" },
        { "/caf\xC3\xA9/\xFF", "/caf\xC3\xA9/%EF%BF%BD" },
        { "", "" },
    };
    for (auto const& row : rows)
        EXPECT_EQ(address(row.in), row.out) << row.in;
}

TEST(Addresses, are_made_from_parts_that_cannot_leave_their_place)
{
    auto const part
        = [](std::string_view value) { return written([&](Out& out) { out.address_part(value); }); };
    EXPECT_EQ(part("a/b?c#d&e=f"), "a%2Fb%3Fc%23d%26e%3Df");
    EXPECT_EQ(part("javascript:"), "javascript%3A");
    EXPECT_EQ(part("Sàrl \"x\""), "S%C3%A0rl%20%22x%22");
    EXPECT_EQ(part("\xFF"), "%EF%BF%BD");
    EXPECT_EQ(part("noemie@example.org"), "noemie@example.org");
    EXPECT_EQ(Url("/fr").with("q", "a&b").with("n", 3).text(), "/fr?q=a%26b&n=3");
    EXPECT_EQ(Url("/fr#top").with("q", "a").text(), "/fr?q=a#top");
    EXPECT_EQ(Url("/fr#top").at("e 1").text(), "/fr#e%201");
    EXPECT_EQ(Url::mailto("a?b@example.org").text(), "mailto:a%3Fb@example.org");
    EXPECT_EQ(Url::tel("+41 32 000 00 00").text(), "tel:+41320000000");
}

TEST(JsonLd, cannot_end_its_element)
{
    auto const element = JsonLd("{\"name\":\"</script><!--&\xE2\x80\xA8\"}").element().markup();
    EXPECT_EQ(element,
        "<script "
        "type=\"application/ld+json\">{\"name\":\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\"}</script>");
}

TEST(Prose, has_paragraphs_and_line_ends)
{
    EXPECT_EQ(paragraphs("a <b>\r\nb\n\n\n c ").markup(), "<p>a &lt;b&gt;<br>b</p><p>c</p>");
    EXPECT_EQ(paragraphs(" \n").markup(), "");
}

TEST(Words, fill_placeholders_with_text_numbers_and_markup)
{
    Page const page(Lang::en);
    EXPECT_EQ(Tr(page)("{what} of {all}", { { "what", "<3>" }, { "all", 12345 } }), "<3> of 12'345");
    EXPECT_EQ(Tr(page)("{unknown}", {}), "{unknown}");
    EXPECT_EQ(Trn(page)("{n} zebra", "{n} zebras", 1), "1 zebra");
    EXPECT_EQ(Trn(page)("{n} zebra", "{n} zebras", 1500), "1'500 zebras");
    auto const linked = TrHtml(page)(
        "Read <the> {link}, {name}.", { { "link", link(Url("/a?b&c"), "<rules>") }, { "name", "A&B" } });
    EXPECT_EQ(linked.markup(), "Read &lt;the&gt; <a href=\"/a?b&amp;c\">&lt;rules&gt;</a>, A&amp;B.");
}

} // namespace
} // namespace passerelle::html
