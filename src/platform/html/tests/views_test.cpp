#include "base/localised_text.hpp"
#include "platform/html/components.hpp"
#include "platform/html/page.hpp"
#include "platform/html/tests/structure.hpp"
#include "platform/html/views/layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace passerelle::html {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Page page_of_an_organisation()
{
    Page page(Lang::en);
    page.title = "Décolletage <Vauclair> & Cie";
    page.description = "Parts \"turned\"";
    page.brand.home = Url("/en");
    page.assets = { Url("/assets/app.css"), Url("/assets/app.js"), Url("/assets/icon.svg") };
    page.csrf_token = "token<1>";
    page.navigation = { { "Directory", Url("/en/directory"), true }, { "Map", Url("/en/map") } };
    page.alternates = { { Lang::fr, Url("/fr/a"), Url("https://example.org/fr/a") },
        { Lang::en, Url("/en/a"), Url("https://example.org/en/a") } };
    page.canonical = Url("https://example.org/en/a");
    page.breadcrumbs = { { "Directory", Url("/en/directory") } };
    page.json_ld.emplace_back("{\"name\":\"</script>\"}");
    page.feeds = { { "News", "application/atom+xml", Url("/news.atom") } };
    page.footer = { { "Help", { { "Contact", Url("/en/contact") } } } };
    page.sign_in = Url("/en/sign-in");
    return page;
}

std::string laid_out(Page const& page)
{
    return views::layout(page, Html::escaped("the <content>")).markup();
}

TEST(Layout, is_well_formed_and_carries_what_the_page_says)
{
    auto const html = laid_out(page_of_an_organisation());
    EXPECT_EQ(problem_of_structure(html), "");
    EXPECT_TRUE(html.starts_with("<!doctype html>\n<html lang=\"en\">"));
    EXPECT_THAT(html, HasSubstr("<title>Décolletage &lt;Vauclair&gt; &amp; Cie – Passerelle</title>"));
    EXPECT_THAT(html, HasSubstr("<meta name=\"description\" content=\"Parts &#34;turned&#34;\">"));
    EXPECT_THAT(html, HasSubstr("hreflang=\"fr\" href=\"https://example.org/fr/a\""));
    EXPECT_THAT(html, HasSubstr("<a href=\"/fr/a\" hreflang=\"fr\" lang=\"fr\">fr"));
    EXPECT_THAT(html, HasSubstr("<a href=\"/en/a\" hreflang=\"en\" lang=\"en\" aria-current=\"true\">en"));
    EXPECT_THAT(html, HasSubstr("<a href=\"/en/directory\" aria-current=\"page\">Directory</a>"));
    EXPECT_THAT(html, HasSubstr("the &lt;content&gt;"));
    EXPECT_THAT(html,
        HasSubstr("<script type=\"application/ld+json\">{\"name\":\"\\u003c/script\\u003e\"}</script>"));
    EXPECT_THAT(html, HasSubstr("href=\"/en/sign-in\""));
    EXPECT_THAT(html, Not(HasSubstr("noindex")));
}

TEST(Layout, has_no_script_or_style_of_its_own)
{
    auto const html = laid_out(page_of_an_organisation());
    EXPECT_THAT(html, Not(HasSubstr("<style")));
    EXPECT_THAT(html, Not(HasSubstr(" style=")));
    EXPECT_THAT(html, Not(HasSubstr(" onclick=")));
    EXPECT_THAT(html, Not(HasSubstr("<script>")));
}

TEST(Layout, of_somebody_signed_in_ends_the_session_with_a_token)
{
    auto page = page_of_an_organisation();
    page.person = SignedIn { "Noémie", Url("/en/account"), Url("/en/desk"), Url("/en/sign-out") };
    auto const html = laid_out(page);
    EXPECT_EQ(problem_of_structure(html), "");
    EXPECT_THAT(html,
        HasSubstr("<form method=\"post\" action=\"/en/sign-out\">"
                  "<input type=\"hidden\" name=\"csrf\" value=\"token&lt;1&gt;\">"));
    EXPECT_THAT(html, HasSubstr("Noémie"));
    EXPECT_THAT(html, Not(HasSubstr("/en/sign-in")));
}

TEST(Layout, shows_notices_search_and_what_only_paper_needs)
{
    auto page = page_of_an_organisation();
    page.search = Url("/en/directory");
    page.query = "\"brass\"";
    page.print_title = "List of 22 November";
    page.notices = { { Notice::Kind::Bad, "Not saved", Html::escaped("a&b") } };
    page.noindex = true;
    auto const html = laid_out(page);
    EXPECT_EQ(problem_of_structure(html), "");
    EXPECT_THAT(html, HasSubstr("value=\"&#34;brass&#34;\""));
    EXPECT_THAT(html, HasSubstr("<div class=\"notice notice--bad\" role=\"alert\">"));
    EXPECT_THAT(html, HasSubstr("<p class=\"only-print\">List of 22 November</p>"));
    EXPECT_THAT(html, HasSubstr("noindex"));
}

TEST(Layout, stays_small) { EXPECT_LT(laid_out(page_of_an_organisation()).size(), 6'000u); }

SentForm form_with_errors()
{
    SentForm form;
    form.fields.add("email", "info.vauclair<");
    form.fields.add("languages", "de");
    form.errors.add("email", "The @ is missing.", "E-mail");
    form.errors.add("email", "A second thought.");
    return form;
}

TEST(FormKit, links_a_field_to_its_hint_and_error_and_keeps_what_was_sent)
{
    Page const page(Lang::en);
    auto const html = views::text_field(page,
        filled({ .name = "email",
                   .label = "E-mail",
                   .hint = "Not a person's.",
                   .required = true,
                   .type = "email" },
            form_with_errors()))
                          .markup();
    EXPECT_EQ(problem_of_structure(html), "");
    EXPECT_THAT(html, HasSubstr("<label for=\"email\">E-mail</label>"));
    EXPECT_THAT(html, HasSubstr("value=\"info.vauclair&lt;\""));
    EXPECT_THAT(html, HasSubstr("aria-describedby=\"email-hint email-error\" aria-invalid=\"true\""));
    EXPECT_THAT(html, HasSubstr("<p class=\"field-error\" id=\"email-error\">The @ is missing.</p>"));
    EXPECT_THAT(html, HasSubstr(" required"));
    EXPECT_THAT(html, Not(HasSubstr("optional")));
}

TEST(FormKit, never_shows_a_password_again)
{
    Page const page(Lang::en);
    SentForm form;
    form.fields.add("password", "secret");
    Field const field { .name = "password", .label = "Password", .value = "secret", .type = "password" };
    EXPECT_THAT(views::text_field(page, filled(field, form)).markup(), Not(HasSubstr("secret")));
    EXPECT_THAT(views::text_field(page, field).markup(), Not(HasSubstr("secret")));
}

TEST(FormKit, keeps_a_first_empty_line_of_a_text_area)
{
    Page const page(Lang::en);
    auto const html
        = views::text_area(page, { .name = "d", .label = "D", .value = "\n a<", .lang = Lang::de }).markup();
    EXPECT_EQ(problem_of_structure(html), "");
    EXPECT_THAT(html, HasSubstr(" lang=\"de\">\n\n a&lt;</textarea>"));
}

TEST(FormKit, marks_what_was_chosen)
{
    Page const page(Lang::en);
    ChoiceField const languages {
        .name = "languages", .label = "Languages", .choices = { { "fr", "French", true }, { "de", "German" } }
    };
    for (auto const& html : { views::checkbox_group(page, filled(languages, form_with_errors())).markup(),
             views::radio_group(page, filled(languages, form_with_errors())).markup() }) {
        EXPECT_EQ(problem_of_structure(html), "");
        EXPECT_THAT(html, HasSubstr("value=\"de\" checked>"));
        EXPECT_THAT(html, HasSubstr("value=\"fr\">"));
        EXPECT_THAT(html, HasSubstr("<legend>Languages"));
    }
    auto const select = views::select_field(page, filled(languages, form_with_errors())).markup();
    EXPECT_EQ(problem_of_structure(select), "");
    EXPECT_THAT(select, HasSubstr("<option value=\"de\" selected>German</option>"));
    EXPECT_THAT(select, HasSubstr("<option value=\"fr\">French</option>"));
}

TEST(FormKit, says_at_the_top_what_is_wrong_once_per_field)
{
    Page const page(Lang::en);
    auto const html = views::error_summary(page, form_with_errors().errors).markup();
    EXPECT_EQ(problem_of_structure(html), "");
    EXPECT_THAT(html, HasSubstr("role=\"alert\" id=\"errors\" tabindex=\"-1\""));
    EXPECT_THAT(html, HasSubstr("<a href=\"#email\">E-mail: The @ is missing.</a>"));
    EXPECT_THAT(html, HasSubstr("1 field needs"));
    EXPECT_THAT(html, Not(HasSubstr("second thought")));
    EXPECT_EQ(views::error_summary(page, {}).markup(), "");
}

TEST(FormKit, has_single_checkboxes_and_files)
{
    Page const page(Lang::en);
    auto const checkbox = views::check_field(
        page, { .name = "terms", .label = "I agree", .error = "Needed.", .checked = true })
                              .markup();
    EXPECT_EQ(problem_of_structure(checkbox), "");
    EXPECT_THAT(
        checkbox, HasSubstr("checked aria-describedby=\"terms-error\" aria-invalid=\"true\"><span>I agree"));
    auto const file
        = views::file_field(page, { .name = "file", .label = "List", .hint = "XLSX", .accept = ".xlsx,.csv" })
              .markup();
    EXPECT_EQ(problem_of_structure(file), "");
    EXPECT_THAT(file, HasSubstr("accept=\".xlsx,.csv\" aria-describedby=\"file-hint\">"));
}

Table table_of_two()
{
    Table table { .caption = "Organisations",
        .columns = { { .label = "Name", .sort = Url("?sort=-name"), .sorted = Sorted::Ascending },
            { .label = "Staff", .align = Align::End, .hidden_on_phone = true } } };
    table.rows.push_back({ { Html::escaped("A & B"), Html::escaped("34") }, "is-refused", "1", "A & B" });
    return table;
}

TEST(TableView, names_rows_and_columns_for_who_does_not_see_them)
{
    Page const page(Lang::en);
    auto const html = views::table_of(page, table_of_two()).markup();
    EXPECT_EQ(problem_of_structure(html), "");
    EXPECT_THAT(html, HasSubstr("<caption class=\"visually-hidden\">Organisations</caption>"));
    EXPECT_THAT(html, HasSubstr("<th scope=\"col\" aria-sort=\"ascending\">"));
    EXPECT_THAT(html, HasSubstr("<a href=\"?sort=-name\">Name ↑</a>"));
    EXPECT_THAT(html, HasSubstr("<th scope=\"row\">A &amp; B</th>"));
    EXPECT_THAT(html, HasSubstr("<td class=\"number only-wide\">34</td>"));
    EXPECT_THAT(html, Not(HasSubstr("checkbox")));
}

TEST(TableView, can_have_its_rows_chosen)
{
    Page const page(Lang::en);
    auto table = table_of_two();
    table.selection = "id";
    auto const html = views::table_of(page, table).markup();
    EXPECT_EQ(problem_of_structure(html), "");
    EXPECT_THAT(html, HasSubstr("name=\"id\" value=\"1\"><span class=\"visually-hidden\">A &amp; B</span>"));
}

TEST(TableView, refuses_a_row_that_lacks_a_cell)
{
    Page const page(Lang::en);
    auto table = table_of_two();
    table.rows.front().cells.pop_back();
    EXPECT_THROW(views::table_of(page, table), std::exception);
}

TEST(PagerView, has_links_only_where_there_is_more)
{
    Page const page(Lang::en);
    EXPECT_EQ(views::pager_links(page, {}).markup(), "");
    auto const html = views::pager_links(page, { .next = Url("?after=a&q=b") }).markup();
    EXPECT_EQ(problem_of_structure(html), "");
    EXPECT_THAT(html, HasSubstr("href=\"?after=a&amp;q=b\" rel=\"next\""));
    EXPECT_THAT(html, Not(HasSubstr("prev")));
}

TEST(Texts, say_their_language_where_it_is_not_the_page_s)
{
    Page const page(Lang::en);
    LocalisedText text;
    text.set(Lang::de, "Drehen & Fräsen", LocalisedText::Edit::SmallCorrection);
    auto const in_line = views::text_in(page, text.in(Lang::en)).markup();
    EXPECT_EQ(problem_of_structure(in_line), "");
    EXPECT_THAT(
        in_line, HasSubstr("<span lang=\"de\">Drehen &amp; Fräsen</span> <span class=\"lang-mark\">"));
    EXPECT_THAT(in_line, HasSubstr("Text in German:"));
    EXPECT_THAT(views::text_block(page, text.in(Lang::en)).markup(), HasSubstr("text-block--fallback"));
    EXPECT_THAT(views::text_block(page, text.in(Lang::en)).markup(),
        HasSubstr("lang=\"de\"><p>Drehen &amp; Fräsen</p>"));

    text.set(Lang::en, "Turning", LocalisedText::Edit::SmallCorrection);
    EXPECT_EQ(views::text_in(page, text.in(Lang::en)).markup(), "Turning");
    text.set(Lang::de, "Drehen", LocalisedText::Edit::MeaningChanged);
    EXPECT_THAT(views::text_in(page, text.in(Lang::en)).markup(), HasSubstr("older version"));
    EXPECT_THAT(views::text_block(page, text.in(Lang::en)).markup(), HasSubstr("text-block--outdated"));
    EXPECT_THAT(
        views::text_block(page, LocalisedText().in(Lang::en)).markup(), HasSubstr("text-state--missing"));
}

TEST(Icons, are_drawings_that_screen_readers_pass_over)
{
    EXPECT_EQ(problem_of_structure(icon("search").markup()), "");
    EXPECT_THAT(icon("search").markup(), HasSubstr("aria-hidden=\"true\""));
    EXPECT_THROW(icon("unknown"), std::logic_error);
}

} // namespace
} // namespace passerelle::html
