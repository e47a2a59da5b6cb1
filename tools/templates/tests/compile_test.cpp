#include "templates/compile.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace passerelle::templates {
namespace {

using testing::HasSubstr;
using testing::Not;

Naming naming() { return std::get<Naming>(naming_of("modules/visits/views/visit_page.html", "src")); }

std::variant<Compiled, Problem> compiled(std::string const& body)
{
    return compile("{%@ params Page const& page, Row const& row %}\n" + body, naming());
}

/// The function's body, or the problem.
std::string code(std::string const& body)
{
    auto const result = compiled(body);
    if (auto const* problem = std::get_if<Problem>(&result))
        return "refused: " + problem->message;
    auto const& source = std::get<Compiled>(result).source;
    return source.substr(source.rfind("\n{\n"));
}

std::string refusal(std::string const& body)
{
    auto const result = compiled(body);
    auto const* problem = std::get_if<Problem>(&result);
    return problem ? problem->message : "accepted";
}

std::string place(std::string const& body)
{
    auto const result = compiled(body);
    auto const* problem = std::get_if<Problem>(&result);
    return problem ? std::to_string(problem->at.line) + ":" + std::to_string(problem->at.column) : "accepted";
}

/// All literal pieces in their order, a `|` for what is computed between them.
std::string literals(std::string const& body)
{
    auto const text = code(body);
    std::string result;
    constexpr std::string_view opener = "out.literal(\"";
    for (auto at = text.find(opener); at != std::string::npos; at = text.find(opener, at)) {
        at += opener.size();
        if (!result.empty())
            result += '|';
        for (; text[at] != '"'; ++at) {
            if (text[at] == '\\')
                result += text[++at] == 'n' ? '\n' : text[at];
            else
                result += text[at];
        }
    }
    return result;
}

struct Row {
    char const* body;
    char const* says;
};

TEST(Escaping, follows_the_place_of_the_expression)
{
    Row const rows[] = {
        { "<p>{{ row.x }}</p>", "out.text(" },
        { "<p title=\"{{ row.x }}\">·</p>", "out.attribute(" },
        { "<p title='{{ row.x }}'>·</p>", "out.attribute(" },
        { "<a href=\"{{ row.x }}\">·</a>", "out.address(" },
        { "<a href = \"{{ row.x }}\">·</a>", "out.address(" },
        { "<form action=\"{{ row.x }}\"></form>", "out.address(" },
        { "<button formaction=\"{{ row.x }}\">·</button>", "out.address(" },
        { "<img src=\"{{ row.x }}\" alt=\"\">", "out.address(" },
        { "<a href=\"/fr/{{ row.x }}\">·</a>", "out.address_part(" },
        { "<a href=\"/{{ row.x }}\">·</a>", "out.address_part(" },
        { "<a href=\"?q={{ row.x }}\">·</a>", "out.address_part(" },
        { "<a href=\"#{{ row.x }}\">·</a>", "out.address_part(" },
        { "<a href=\"page-{{ row.x }}\">·</a>", "out.address_part(" },
        { "<a href=\"mailto:{{ row.x }}\">·</a>", "out.address_part(" },
        { "<a href=\"https://example.org/{{ row.x }}\">·</a>", "out.address_part(" },
        { "<a href=\"{{ row.url }}?q={{ row.x }}\">·</a>", "out.address_part(" },
        { "<a href=\"{{ row.a }}{{ row.x }}\">·</a>", "out.address_part(" },
        { "<textarea>{{ row.x }}</textarea>", "out.text_only(" },
        { "<title>{{ row.x }}</title>", "out.text_only(" },
        { "<p class=\"a{% if (row.y) %} {{ row.x }}{% end %}\">·</p>", "out.attribute(" },
        { "<p data-x=\"a>b\" title=\"{{ row.x }}\">·</p>", "out.attribute(" },
        { "<meta name=\"description\" content=\"{{ row.x }}\">", "out.attribute(" },
        { "<svg viewBox=\"0 0 1 1\"><path d=\"{{ row.x }}\"/></svg>", "out.attribute(" },
    };
    for (auto const& row : rows)
        EXPECT_THAT(code(row.body), HasSubstr(row.says)) << row.body;
}

// The first 24 rows are the cases of docs/templates.md, "What is refused".
TEST(Refusals, name_what_could_let_text_become_markup)
{
    Row const rows[] = {
        { "<script>{{ row.x }}</script>", "Inline scripts" },
        { "<SCRIPT>{{ row.x }}</SCRIPT>", "lower case" },
        { "<script src=\"/a.js\">{{ row.x }}</script>", "Nothing is computed inside a script" },
        { "<style>{{ row.x }}</style>", "Styles belong" },
        { "<p onclick=\"{{ row.x }}\">·</p>", "Event handlers" },
        { "<p ONCLICK=\"{{ row.x }}\">·</p>", "lower case" },
        { "<p title=\"a>b\" onclick=\"{{ row.x }}\">·</p>", "Event handlers" },
        { "<p style=\"color: {{ row.x }}\">·</p>", "Inline styles" },
        { "<p title={{ row.x }}>·</p>", "in quotes" },
        { "<p {{ row.x }}=\"a\">·</p>", "An attribute's name is never computed" },
        { "<p {{ row.x }}>·</p>", "An attribute's name is never computed" },
        { "<p data-{{ row.x }}=\"a\">·</p>", "An attribute's name is never computed" },
        { "<{{ row.x }}>", "A tag's name is never computed" },
        { "<h{{ row.x }}>·", "A tag's name is never computed" },
        { "<p>·</{{ row.x }}>", "A tag's name is never computed" },
        { "<a href=\"javascript:f({{ row.x }})\">·</a>", "`javascript:` is refused" },
        { "<a href=\"JavaScript:{{ row.x }}\">·</a>", "`javascript:` is refused" },
        { "<a href=\"java&#115;cript:{{ row.x }}\">·</a>", "character reference" },
        { "<svg><a xlink:href=\"{{ row.x }}\"></a></svg>", "xlink:href" },
        { "<iframe srcdoc=\"{{ row.x }}\"></iframe>", "srcdoc" },
        { "<img alt=\"\" srcset=\"{{ row.x }}\">", "srcset" },
        { "<meta content=\"{{ row.x }}\">", "content of a meta tag" },
        { "<meta http-equiv=\"refresh\" content=\"{{ row.x }}\">", "content of a meta tag" },
        { "<!-- {{ row.x }} -->", "inside a comment" },

        { "<script>alert(1)</script>", "Inline scripts" },
        { "<script src=\"/a.js\">f()</script>", "Scripts belong" },
        { "<svg><script src=\"/a.js\"></script></svg>", "Inline scripts" },
        { "<svg><style></style></svg>", "Styles belong" },
        { "<p onclick=\"f()\">·</p>", "Event handlers" },
        { "<p style=\"color: red\">·</p>", "Inline styles" },
        { "<!-- {% if (row.x) %} --><p>·</p>{% end %}", "inside a comment" },
        { "<a href=\"data:text/html,{{ row.x }}\">·</a>", "`data:` is refused" },
        { "<a href=\" javascript:f()\">·</a>", "no white space" },
        { "<a href=\"https://{{ row.x }}/\">·</a>", "host of an address" },
        { "<a href=\"//{{ row.x }}/\">·</a>", "host of an address" },
        { "<a href=\"{{ row.x }}:80\">·</a>", "could make a scheme" },
        { "<a href=\"{{ row.x }}:{{ row.y }}\">·</a>", "could make a scheme" },
        { "<a href=\"{% if (row.y) %}/a{% end %}{{ row.x }}\">·</a>", "depends on a condition" },
        { "<a href=\"{% if (row.y) %}java{% end %}script:f()\">·</a>", "could make a scheme" },
        { "<base href=\"/\">", "base element" },
        { "<object data=\"{{ row.x }}\"></object>", "No expression in `data`" },
        { "<input type=\"text\" name=\"a\" unknown=\"{{ row.x }}\">", "No expression in `unknown`" },
        { "<link rel=\"stylesheet\" type=\"{{ row.x }}\" href=\"/a\">", "what is loaded" },
        { "<meta name=\"{{ row.x }}\" content=\"a\">", "Of a meta tag" },
        { "<svg><use href=\"{{ row.x }}\"/></svg>", "inside a drawing" },
        { "<svg><set attributeName=\"href\" to=\"{{ row.x }}\"/></svg>", "No expression in `to`" },
        { "<svg><animate attributeName=\"href\"/></svg>", "change addresses" },
        { "<svg><foreignObject></foreignObject></svg>", "can carry markup" },
        { "<textarea><b>·</b></textarea>", "only text" },
        { "<title>{% call other(page) %}</title>", "where an element may stand" },
    };
    for (auto const& row : rows)
        EXPECT_THAT(refusal(row.body), HasSubstr(row.says)) << row.body;
}

TEST(Refusals, name_what_no_parser_reads_as_it_stands)
{
    Row const rows[] = {
        { "<div>", "<div> is never closed" },
        { "</div>", "closes nothing" },
        { "<div><span></div></span>", "while <span> is open" },
        { "<br></br>", "no end tag" },
        { "<div/>", "no `<div/>`" },
        { "<p><div></div></p>", "A <p> ends where" },
        { "<a href=\"/\"><a href=\"/\"></a></a>", "may not stand in <a>" },
        { "<form><form></form></form>", "may not stand in <form>" },
        { "<button type=\"button\"><input name=\"a\"></button>", "may not stand in <button>" },
        { "<ul><p>·</p></ul>", "directly in <ul>" },
        { "<table><td></td></table>", "directly in <table>" },
        { "<p class=a>·</p>", "in quotes" },
        { "<p class=\"a\"id=\"b\">·</p>", "blank is missing" },
        { "<p class=\"a\" class=\"b\">·</p>", "twice" },
        { "<p id=\"a\">·</p><p id=\"a\">·</p>", "already taken" },
        { "<p id=\"a b\">·</p>", "one word" },
        { "{% for (auto x : row.xs) %}<p id=\"a\">·</p>{% end %}", "several times" },
        { "<img src=\"/a.png\">", "alt" },
        { "<p>a & b</p>", "&amp;" },
        { "<p>1 < 2</p>", "&lt;" },
        { "<p title=\"<\">·</p>", "&lt;" },
        { "<p>}}</p>", "closes no expression" },
        { "<p class=\"a", "never ended" },
        { "<p", "never ended" },
        { "<!-- ", "comment is never closed" },
        { "<!doctype html PUBLIC>", "only declaration" },
        { "<Div></Div>", "lower case" },
    };
    for (auto const& row : rows)
        EXPECT_THAT(refusal(row.body), HasSubstr(row.says)) << row.body;
}

TEST(Refusals, cover_words_that_would_be_said_in_one_language_only)
{
    EXPECT_THAT(refusal("<p>Search</p>"), HasSubstr("Words are said in every language"));
    EXPECT_THAT(refusal("<p>été</p>"), HasSubstr("Words are said in every language"));
    EXPECT_THAT(refusal("<img src=\"/a\" alt=\"Logo\">"), HasSubstr("Words are said in every language"));
    EXPECT_THAT(refusal("<p translate=\"no\">CHF <b>IDE</b></p>"), "accepted");
    EXPECT_THAT(refusal("<p>« {{ row.x }} » – 10 &times; a</p>"), "accepted");
    EXPECT_THAT(refusal("<kbd>Ctrl</kbd>"), "accepted");
}

TEST(Refusals, cover_a_form_without_its_token)
{
    EXPECT_THAT(refusal("<form method=\"post\"></form>"), HasSubstr("csrf(page)"));
    EXPECT_EQ(refusal("<form method=\"post\">{{ csrf(page) }}</form>"), "accepted");
    EXPECT_EQ(refusal("<form method=\"get\"></form>"), "accepted");
    EXPECT_THAT(
        refusal("<form method=\"post\">{% if (row.x) %}{{ csrf(page) }}{% end %}</form>"), HasSubstr("csrf"));
}

TEST(Refusals, say_line_and_column_in_characters)
{
    EXPECT_EQ(place("<p>é</p>\n <p>· {{ }}</p>"), "3:7");
    EXPECT_EQ(place("<p>·</p>\n<p onclick=\"\">·</p>"), "3:4");
    EXPECT_EQ(place("<div>\n<b>·</b>\n"), "2:1");
    EXPECT_EQ(place("{% if (row.x) %}\n<p>·</p>"), "2:4");
    EXPECT_EQ(place("{{ f( }}"), "2:7");
}

TEST(Blocks, must_end_where_they_began_in_the_document)
{
    EXPECT_THAT(refusal("{% if (row.x) %}<div>{% end %}</div>"), HasSubstr("<div> is open after one way"));
    EXPECT_THAT(
        refusal("{% for (auto x : row.xs) %}<div>{% end %}"), HasSubstr("<div> is open after one way"));
    EXPECT_EQ(refusal("{% if (row.x) %}<div>{% else %}<div>{% end %}</div>"), "accepted");
}

TEST(Blocks, may_choose_attributes_and_parts_of_values)
{
    EXPECT_EQ(refusal("<input name=\"a\"{% if (row.x) %} checked{% end %}>"), "accepted");
    EXPECT_EQ(refusal("<input{% if (row.x) %} checked{% end %} name=\"a\">"), "accepted");
    EXPECT_EQ(refusal("<p {% if (row.x) %}class=\"a\"{% else %}class=\"b\"{% end %}>·</p>"), "accepted");
    EXPECT_THAT(refusal("<input {% if (row.x) %}checked{% end %}name=\"a\">"), HasSubstr("blank is missing"));
    EXPECT_THAT(refusal("<p title={% if (row.x) %}\"a\"{% end %}>·</p>"), HasSubstr("open them before"));
    EXPECT_THAT(refusal("<br{% if (row.x) %}>{% end %}·"), HasSubstr("ends inside a tag"));
    EXPECT_THAT(refusal("<p class=\"a\"{% if (row.x) %} class=\"b\"{% end %}>·</p>"), HasSubstr("twice"));
    EXPECT_EQ(refusal("{% if (row.x) %}<p id=\"a\">·</p>{% else %}<p id=\"a\">·</p>{% end %}"), "accepted");
    EXPECT_THAT(
        refusal("{% if (row.x) %}<p id=\"a\">·</p>{% end %}<p id=\"a\">·</p>"), HasSubstr("already taken"));
}

TEST(Blocks, are_written_as_cpp)
{
    auto const text = code("{% if (row.a) %}1{% elif (row.b) %}2{% else %}3{% end %}");
    EXPECT_THAT(text,
        HasSubstr("  if\n#line 2 \"src/modules/visits/views/visit_page.html\"\n      (row.a)\n    {\n"));
    EXPECT_THAT(text, HasSubstr("} else if\n#line 2 "));
    EXPECT_THAT(text, HasSubstr("} else {\n"));
    EXPECT_THAT(code("{% for (auto const& x : row.xs) %}{{ x }}{% end %}"),
        HasSubstr("(auto const& x : row.xs)\n    {"));
    EXPECT_THAT(code("{% let n = row.size() %}{{ n }}"), HasSubstr("auto const\n#line"));
    EXPECT_THAT(code("{% let auto const& n = row.name %}{{ n }}"), Not(HasSubstr("auto const\n")));
    EXPECT_THAT(code("{% call registration_row(page, row) %}"), HasSubstr("registration_row(out,\n#line"));
    EXPECT_THAT(code("{% call rule() %}"), HasSubstr("rule(out\n"));
}

TEST(Blocks, refuse_what_has_no_partner_or_no_brackets)
{
    EXPECT_THAT(refusal("{% end %}"), HasSubstr("ends no block"));
    EXPECT_THAT(refusal("{% else %}"), HasSubstr("belongs to no"));
    EXPECT_THAT(refusal("{% for (auto x : row.xs) %}{% else %}{% end %}"), HasSubstr("belongs to no"));
    EXPECT_THAT(refusal("{% if (row.x) %}{% else %}{% elif (row.y) %}{% end %}"), HasSubstr("belongs to no"));
    EXPECT_THAT(refusal("{% if row.x %}{% end %}"), HasSubstr("round brackets"));
    EXPECT_THAT(refusal("{% while (true) %}{% end %}"), HasSubstr("A directive is"));
    EXPECT_THAT(refusal("{% if (row.x) %}"), HasSubstr("{% end %} is missing"));
    EXPECT_THAT(refusal("{{ row.x"), HasSubstr("`}}` is missing"));
    EXPECT_THAT(refusal("{# note"), HasSubstr("`#}` is missing"));
    EXPECT_THAT(refusal("{%@ params Page const& page %}"), HasSubstr("one place"));
}

TEST(Slots, are_whole_and_become_html)
{
    auto const text
        = code("{% slot content %}\n<p>{{ row.x }}</p>\n{% end %}\n{% call layout(page, content) %}");
    EXPECT_THAT(text, HasSubstr("Out slot_content;"));
    EXPECT_THAT(text, HasSubstr("Html const content = std::move(slot_content).html();"));
    EXPECT_THAT(refusal("{% slot content %}<p>{% end %}"), HasSubstr("<p> is never closed"));
    EXPECT_THAT(refusal("<p>{% slot content %}</p>{% end %}"), HasSubstr("closes nothing"));
    EXPECT_THAT(refusal("<p {% slot content %}{% end %}>"), HasSubstr("where an element may stand"));
}

TEST(WhiteSpace, is_sent_once_and_lines_of_directives_not_at_all)
{
    EXPECT_EQ(literals("<ul>\n    {% for (auto x : row.xs) %}\n        <li>1</li>\n    {% end %}\n</ul>\n"),
        "<ul>\n|<li>1</li>\n|</ul>");
    EXPECT_EQ(literals("<p>1\n      2   3</p>"), "<p>1\n2 3</p>");
    EXPECT_EQ(literals("<p   class=\"a  b\"\n   title=\"\">1</p >"), "<p class=\"a  b\" title=\"\">1</p>");
    EXPECT_EQ(literals("<b>1</b> <!-- a note --> <b>2</b>"), "<b>1</b> <b>2</b>");
    EXPECT_EQ(literals("<b>1</b>{# a note #}<b>2</b>"), "<b>1</b><b>2</b>");
    EXPECT_EQ(literals("<br />"), "<br>");
    EXPECT_EQ(
        literals("<br\n   {% if (row.x) %} id=\"a\"{% end %}\n   {% if (row.y) %}title=\"\"{% end %}\n>"),
        "<br| id=\"a\"| title=\"\"|>");
    EXPECT_EQ(literals("<b>1</b>\n{% call other(page) %}\n<b>2</b>"), "<b>1</b>\n|\n<b>2</b>");
    EXPECT_EQ(literals("<b>1</b> {% if (row.x) %} <b>2</b>{% end %}"), "<b>1</b> | <b>2</b>");
}

TEST(WhiteSpace, is_kept_where_people_see_it)
{
    EXPECT_EQ(literals("<pre>\n  1\n    2\n</pre>"), "<pre>\n  1\n    2\n</pre>");
    EXPECT_EQ(literals("<textarea>\n{{ row.x }}</textarea>"), "<textarea>\n|</textarea>");
}

TEST(Code, ends_where_cpp_ends_it)
{
    EXPECT_THAT(code("{{ f({{\"a\", 1}}) }}"), HasSubstr("f({{\"a\", 1}})\n"));
    EXPECT_THAT(code("{{ f(\"}}\") }}"), HasSubstr("f(\"}}\")\n"));
    EXPECT_THAT(code("{{ f('}', R\"(}})\") }}"), HasSubstr("f('}', R\"(}})\")\n"));
    EXPECT_THAT(code("{{ f(1'000) /* }} */ }}"), HasSubstr("f(1'000)"));
    EXPECT_THAT(refusal("{{ f(] }}"), HasSubstr("`)` is missing"));
    EXPECT_THAT(refusal("{{ a } }}"), HasSubstr("closes nothing"));
    EXPECT_THAT(refusal("{{ \"a }}"), HasSubstr("not closed on its line"));
    EXPECT_THAT(refusal("{{ a\n#define b\n}}"), HasSubstr("Preprocessor"));
}

TEST(Code, stands_in_the_line_and_column_of_the_template)
{
    EXPECT_THAT(code("\n  <p>é{{ row.x }}</p>"),
        HasSubstr("#line 3 \"src/modules/visits/views/visit_page.html\"\n         row.x\n"));
}

TEST(Words, are_brought_in_where_they_are_used)
{
    auto const text = code("<p>{{ tr(\"Search\") }}</p>");
    EXPECT_THAT(text, HasSubstr("Tr const tr { page };"));
    EXPECT_THAT(text, Not(HasSubstr("Trn")));
    auto const without_page = compile("{%@ params Row const& row %}{{ tr(\"Search\") }}", naming());
    EXPECT_THAT(std::get<Problem>(without_page).message, HasSubstr("take `Page const& page`"));
}

TEST(Functions, take_their_parameters_twice_once_to_write_into_an_open_page)
{
    auto const result
        = compile("{%@ include \"modules/visits/views.hpp\" %}\n"
                  "{%@ params Page const& page, std::map<int, int> counts, bool open = f(1, 2) %}\n",
            naming());
    auto const& header = std::get<Compiled>(result).header;
    EXPECT_THAT(header, HasSubstr("#include \"modules/visits/views.hpp\"\n"));
    EXPECT_THAT(header, HasSubstr("namespace passerelle::visits::views {"));
    EXPECT_THAT(header,
        HasSubstr("Html visit_page([[maybe_unused]] Page const& page, std::map<int, int> counts, bool open = "
                  "f(1, 2));"));
    EXPECT_THAT(header, HasSubstr("void visit_page(Out& out, [[maybe_unused]] Page const& page"));
    auto const& source = std::get<Compiled>(result).source;
    EXPECT_THAT(source, HasSubstr("visit_page(out, page, std::move(counts), std::move(open));"));
    EXPECT_THAT(source, Not(HasSubstr("= f(1, 2)")));
}

TEST(Functions, need_parameters_said_once)
{
    EXPECT_THAT(std::get<Problem>(compile("<p>·</p>", naming())).message, HasSubstr("{%@ params"));
    EXPECT_THAT(
        std::get<Problem>(compile("{%@ params Page %}", naming())).message, HasSubstr("a type and a name"));
    EXPECT_THAT(std::get<Problem>(compile("{%@ include visits.hpp %}", naming())).message,
        HasSubstr("names one header"));
}

TEST(Names, come_from_the_folder)
{
    EXPECT_EQ(naming().space, "passerelle::visits::views");
    EXPECT_EQ(naming().function, "visit_page");
    EXPECT_EQ(naming().header, "modules/visits/views/visit_page.hpp");
    EXPECT_EQ(naming().label, "src/modules/visits/views/visit_page.html");
    EXPECT_EQ(std::get<Naming>(naming_of("platform/html/views/pager.html", "src")).space,
        "passerelle::html::views");
    EXPECT_EQ(std::get<Naming>(naming_of("modules/accounts/sign_in/views/door.html", "src")).space,
        "passerelle::accounts::views");
    EXPECT_TRUE(std::holds_alternative<Problem>(naming_of("modules/visits/views/visit-page.html", "src")));
    EXPECT_TRUE(std::holds_alternative<Problem>(naming_of("../x.html", "src")));
}

} // namespace
} // namespace passerelle::templates
