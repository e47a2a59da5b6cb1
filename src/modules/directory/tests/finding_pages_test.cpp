#include "modules/directory/finding/asked_form.hpp"
#include "modules/directory/tests/public_face.hpp"

#include <regex>
#include <set>

namespace passerelle::directory {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class FindingPages : public PublicFace {
protected:
    /// Names of the organisations that a list shows.
    static std::vector<std::string> names_in(std::string const& page)
    {
        std::vector<std::string> names;
        std::regex const row("org-row-name\"><a href=\"[^\"]*\">([^<]*)<");
        for (auto at = std::sregex_iterator(page.begin(), page.end(), row); at != std::sregex_iterator();
             ++at)
            names.push_back((*at)[1]);
        return names;
    }

    static std::string address_of_next(std::string const& page)
    {
        std::smatch found;
        if (!std::regex_search(page, found, std::regex("href=\"([^\"]*)\" rel=\"next\"")))
            return {};
        return std::regex_replace(found[1].str(), std::regex("&amp;"), "&");
    }

    Organisation polisher()
    {
        auto organisation = drafted("Mikropol GmbH", Lang::de);
        organisation.summary = text(Lang::de, "Spiegelpolieren von Kleinteilen aus Stahl");
        organisation.concepts = { { "polishing", Standing::Confirmed, "", {} } };
        organisation.sites = { site_in("lyss") };
        return add(organisation);
    }
};
PASSERELLE_ON_BOTH_ENGINES(FindingPages);

TEST_P(FindingPages, all_answer_in_every_language)
{
    auto const chamber = app_.an_operator();
    auto const made = polisher();
    join(made.id, chamber.id);
    index();
    for (auto const& route : app_.routes()) {
        if (route.method != http::Method::Get || route.right != accounts::Right::Anyone)
            continue;
        for (auto const lang : interface_langs) {
            auto const pattern = std::string(route.pattern);
            std::string address;
            if (pattern == "/{lang}" || pattern == "/{lang}/@organisations" || pattern == "/{lang}/@concepts"
                || pattern == "/{lang}/@help" || pattern == "/{lang}/@privacy"
                || pattern == "/{lang}/@accessibility")
                address = app_.router().path(pattern, lang);
            else if (pattern == "/{lang}/@organisations/{organisation}")
                address = app_.router().path(pattern, lang, { made.slug });
            else if (pattern == "/{lang}/@concepts/{concept}")
                address = app_.router().path(pattern, lang, { "polishing" });
            else if (pattern == "/{lang}/@places/{place}")
                address = app_.router().path(pattern, lang, { "lyss" });
            else if (pattern == "/{lang}/@operators/{operator}")
                address = app_.router().path(pattern, lang, { "chamber" });
            else
                continue;
            auto response = app_.anonymous().get(address);
            EXPECT_EQ(response.status, 200) << address << ": " << body(response);
            EXPECT_THAT(body(response), HasSubstr("<html lang=\"" + std::string(lang.code()) + "\""))
                << address;
        }
    }
}

TEST_P(FindingPages, the_front_door_leads_to_the_visitors_language)
{
    auto browser = app_.anonymous();
    browser.headers.add("Accept-Language", "de-CH,de;q=0.9,fr;q=0.5");
    auto const response = browser.get("/");
    EXPECT_EQ(response.status, 302);
    EXPECT_EQ(response.header("Location"), "/de");
    EXPECT_EQ(app_.anonymous().get("/").header("Location"), "/fr");
}

TEST_P(FindingPages, a_query_in_one_language_finds_the_other_and_says_why)
{
    polisher();
    add(drafted("Other SA"));
    index();
    auto const page = get("/fr/organisations?q=polissage");
    EXPECT_EQ(names_in(page), std::vector<std::string> { "Mikropol GmbH" });
    EXPECT_THAT(page, HasSubstr("<p class=\"why\">"));
    EXPECT_THAT(page, HasSubstr("<span lang=\"de\">Spiegelpolieren"));
    EXPECT_THAT(page, HasSubstr("<span class=\"why-equals\">=</span>"));
}

TEST_P(FindingPages, text_in_another_language_says_so)
{
    auto const made = polisher();
    index();
    EXPECT_THAT(get("/fr/organisations"), HasSubstr("<span lang=\"de\">Spiegelpolieren von"));
    EXPECT_THAT(get("/de/organisationen"), Not(HasSubstr("<span lang=\"de\">Spiegelpolieren von")));
    EXPECT_THAT(get("/fr/organisations/" + made.slug),
        AllOf(HasSubstr("text-block--fallback"), HasSubstr("<div class=\"prose\" lang=\"de\">")));
}

TEST_P(FindingPages, a_version_from_before_the_last_change_is_marked_and_leads_to_the_current_one)
{
    auto organisation = drafted("Zwei SA");
    organisation.description = LocalisedText({ { Lang::fr, "vieux", 1 }, { Lang::de, "neu", 2 } });
    auto const made = add(organisation);
    auto const page = get("/fr/organisations/" + made.slug);
    EXPECT_THAT(page,
        AllOf(HasSubstr("text-block--outdated"), HasSubstr("vieux"),
            HasSubstr("href=\"/de/organisationen/" + made.slug + "\"")));
}

TEST_P(FindingPages, filters_narrow_down_and_can_be_taken_away)
{
    polisher();
    auto french = drafted("Polissage Jura SA");
    french.summary = text(Lang::fr, "polissage");
    french.sites = { site_in("delemont") };
    add(french);
    index();
    auto const page = get("/fr/organisations?q=polissage&place=delemont&kind=company");
    EXPECT_EQ(names_in(page), std::vector<std::string> { "Polissage Jura SA" });
    EXPECT_THAT(
        page, HasSubstr("<a class=\"chip\" href=\"/fr/organisations?q=polissage&amp;kind=company\">"));
    EXPECT_THAT(
        page, HasSubstr("<a class=\"chip\" href=\"/fr/organisations?q=polissage&amp;place=delemont\">"));
    EXPECT_THAT(page, HasSubstr("name=\"place\" value=\"lyss\""));
    EXPECT_THAT(page, HasSubstr("name=\"place\" value=\"delemont\" checked"));
    EXPECT_THAT(page, HasSubstr("<meta name=\"robots\" content=\"noindex\">"));
    EXPECT_THAT(get("/fr/organisations"), Not(HasSubstr("noindex")));
}

TEST_P(FindingPages, several_values_of_a_filter_mean_one_or_the_other)
{
    polisher();
    auto other = drafted("Delsberger AG", Lang::de);
    other.sites = { site_in("delemont") };
    add(other);
    index();
    EXPECT_EQ(names_in(get("/fr/organisations?place=delemont&place=lyss")).size(), 2u);
    EXPECT_EQ(names_in(get("/fr/organisations?region=ju")), std::vector<std::string> { "Delsberger AG" });
}

TEST_P(FindingPages, the_list_goes_on_by_key_and_shows_each_once)
{
    for (int i = 0; i < 45; ++i)
        add(drafted("Firme " + std::to_string(100 + i)));
    index();
    std::vector<std::string> all;
    std::string address = "/fr/organisations";
    for (int pages = 0; !address.empty() && pages < 10; ++pages) {
        auto const page = get(address);
        for (auto& name : names_in(page))
            all.push_back(std::move(name));
        address = address_of_next(page);
    }
    EXPECT_EQ(all.size(), 45u);
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 45u);
}

TEST_P(FindingPages, a_change_shows_at_once_in_a_list_that_was_read_before)
{
    auto const made = polisher();
    index();
    EXPECT_THAT(get("/fr/organisations"), Not(HasSubstr("Un autre nom SA")));
    alter(made.id, [](Organisation& one) { one.name = "Un autre nom SA"; });
    EXPECT_THAT(get("/fr/organisations"), HasSubstr("Un autre nom SA"));
    for (int i = 0; i < 510; ++i) // more than is followed one by one
        alter(made.id, [&](Organisation& one) { one.name = "Nom " + std::to_string(i); });
    EXPECT_THAT(get("/fr/organisations"), HasSubstr("Nom 509"));
}

TEST_P(FindingPages, an_entry_that_is_gone_since_the_index_was_told_is_left_out)
{
    auto const made = polisher();
    auto const stays = add(drafted("Bleibt AG", Lang::de));
    index();
    alter(made.id, [](Organisation& organisation) { organisation.state = State::Archived; });
    EXPECT_EQ(names_in(get("/de/organisationen")), std::vector<std::string> { stays.name });
}

TEST_P(FindingPages, the_map_joins_neighbours_and_leads_to_all_of_their_places)
{
    for (auto const* place : { "biel-bienne", "biel-bienne", "nidau", "porrentruy" }) {
        auto organisation = drafted(std::string("In ") + place);
        organisation.sites = { site_in(place) };
        add(organisation);
    }
    index();
    auto const page = get("/fr/organisations?view=map&kind=company");
    EXPECT_THAT(page, HasSubstr("<svg class=\"map\""));
    EXPECT_THAT(
        page, HasSubstr("href=\"/fr/organisations?kind=company&amp;place=biel-bienne&amp;place=nidau\""));
    EXPECT_THAT(page, HasSubstr("href=\"/fr/organisations?kind=company&amp;place=porrentruy\""));
    EXPECT_THAT(page, Not(HasSubstr("style=")));
}

TEST_P(FindingPages, a_merged_entry_leads_to_the_end_of_its_chain)
{
    auto const last = add(drafted("Last SA"));
    auto const middle = add(drafted("Middle SA"));
    auto const first = add(drafted("First SA"));
    auto const merge = [&](OrganisationId id, OrganisationId into) {
        alter(id, [&](Organisation& organisation) {
            organisation.state = State::Merged;
            organisation.successor = into;
        });
    };
    merge(first.id, middle.id);
    merge(middle.id, last.id);
    auto const page = app_.anonymous().get("/de/organisationen/" + first.slug);
    EXPECT_EQ(page.status, 308);
    EXPECT_EQ(page.header("Location"), "/de/organisationen/" + last.slug);
    EXPECT_EQ(app_.anonymous().get("/fr/organisations/" + first.slug + "/vcard").header("Location"),
        "/fr/organisations/" + last.slug + "/vcard");
    EXPECT_EQ(app_.anonymous().get("/api/v1/organisations/" + first.id.text()).header("Location"),
        "/api/v1/organisations/" + last.id.text());
}

TEST_P(FindingPages, what_is_not_published_does_not_exist_for_the_public)
{
    auto const chamber = app_.an_operator();
    auto const manager = app_.staff(chamber.id, accounts::OperatorRole::Manager, "manager@chamber.example");
    for (auto const state : { State::Proposed, State::Archived }) {
        auto organisation = drafted("Hidden SA");
        organisation.state = state;
        auto const made = add(organisation);
        index();
        EXPECT_EQ(status("/fr/organisations/" + made.slug), 404);
        EXPECT_EQ(status("/fr/organisations/" + made.slug + "/vcard"), 404);
        EXPECT_EQ(status("/api/v1/organisations/" + made.id.text()), 404);
        EXPECT_THAT(get("/fr/organisations"), Not(HasSubstr("Hidden")));
        EXPECT_THAT(get("/fr/organisations/" + made.slug, app_.signed_in(manager.id)),
            AllOf(HasSubstr("Hidden SA"), HasSubstr("noindex")));
    }
    for (auto const* address : { "/fr/organisations/nobody", "/fr/savoir-faire/nothing", "/fr/lieux/nowhere",
             "/fr/organismes/nobody", "/sitemap/x.xml", "/sitemap/passwd" })
        EXPECT_EQ(status(address), 404) << address;
}

TEST_P(FindingPages, memberships_that_have_ended_do_not_show)
{
    auto const chamber = app_.an_operator();
    auto const former = app_.an_operator("former", "Former Chamber");
    auto const made = add(drafted("Joined SA"));
    join(made.id, chamber.id);
    app_.write([&](db::Transaction& tx) {
        store::insert(tx,
            Membership { MembershipId::fresh(app_.now, app_.random()), made.id, former.id, "", "",
                LocalDate::of(2010, 1, 1), LocalDate::of(2020, 12, 31) });
    });
    auto const page = get("/fr/organisations/" + made.slug);
    EXPECT_THAT(page, HasSubstr("href=\"/fr/organismes/chamber\""));
    EXPECT_THAT(page, Not(HasSubstr("Former Chamber")));
}

TEST_P(FindingPages, nothing_that_people_write_leaves_its_place)
{
    auto const attack = std::string("</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>");
    auto organisation = drafted(attack);
    organisation.summary = text(Lang::fr, attack);
    organisation.description = text(Lang::de, attack);
    organisation.website = "javascript:alert(3)";
    auto site = site_in("moutier", attack);
    site.locality = attack;
    organisation.sites = { site };
    organisation.concepts = { { "iso-9001", Standing::Confirmed, attack, {} } };
    auto const made = add(organisation);
    index();
    auto const encoded = http::address_of("/fr/organisations", [&] {
        http::Fields query;
        query.add("q", attack);
        query.add("capability", attack);
        return query;
    }());
    for (auto const& address : { "/fr/organisations/" + made.slug, std::string("/fr/organisations"),
             std::string("/fr/lieux/moutier"), encoded, encoded + "&view=map" }) {
        auto const page = get(address);
        EXPECT_THAT(page, Not(HasSubstr("<script>alert"))) << address;
        EXPECT_THAT(page, Not(HasSubstr("<img src=x"))) << address;
        EXPECT_THAT(page, Not(HasSubstr("href=\"javascript:"))) << address;
    }
    EXPECT_THAT(get("/fr/organisations/" + made.slug), HasSubstr("\\u003c/script\\u003e"));
}

TEST_P(FindingPages, odd_questions_get_an_answer)
{
    polisher();
    index();
    EXPECT_EQ(status("/fr/organisations?q=a&q=b"), 400);
    for (auto const& query : { std::string("after=nonsense"), std::string("after=%2e%2e%2f"),
             std::string("more=passwd"), std::string("view=map&after=x"),
             std::string("kind=&kind=&place=%20"), std::string("q=") + std::string(3000, 'a'),
             std::string("q=AND%20OR%20NOT%20%22%28%29%2A%20NEAR%3A"),
             std::string("place=nowhere&capability=x%3Ay"), std::string("operator=%27%20or%201%3D1--"),
             std::string("q=%F0%9F%94%A7") })
        EXPECT_EQ(status("/fr/organisations?" + query), 200) << query;
}

TEST_P(FindingPages, a_slip_of_the_pen_is_answered_with_what_was_meant)
{
    polisher();
    index();
    auto const page = get("/de/organisationen?q=Spiegelpoliren");
    EXPECT_EQ(names_in(page), std::vector<std::string> { "Mikropol GmbH" });
}

TEST_P(FindingPages, an_empty_list_gives_advice)
{
    index();
    auto const page = get("/en/organisations?q=unicorn");
    EXPECT_THAT(page, AllOf(HasSubstr("class=\"empty\""), HasSubstr("/en/skills")));
}

TEST_P(FindingPages, a_concept_shows_its_words_in_all_languages_and_who_masters_it)
{
    polisher();
    index();
    auto const page = get("/de/kompetenzen/polishing");
    EXPECT_THAT(page,
        AllOf(HasSubstr("<div class=\"label\" lang=\"fr\">"), HasSubstr("polissage"), HasSubstr("Politur"),
            HasSubstr("Mikropol GmbH"), HasSubstr("\"@type\":\"DefinedTerm\"")));
    EXPECT_LT(page.find("lang=\"de\">\n<p><span class=\"lang-mark\">"),
        page.find("<div class=\"label\" lang=\"fr\">"));
}

TEST_P(FindingPages, the_vcard_has_what_the_page_has)
{
    auto organisation = drafted("Karte AG", Lang::de);
    organisation.website = "https://karte.example";
    organisation.sites = { site_in("lyss", "Bahnhofstrasse 1") };
    auto const made = add(organisation);
    auto response = app_.anonymous().get("/de/organisationen/" + made.slug + "/vcard");
    EXPECT_THAT(std::string(*response.header("Content-Type")), HasSubstr("text/vcard"));
    EXPECT_THAT(body(response),
        AllOf(HasSubstr("FN:Karte AG"), HasSubstr("Bahnhofstrasse 1"), HasSubstr("https://karte.example")));
}

TEST_P(FindingPages, the_sitemap_names_every_public_page_with_its_alternates)
{
    auto const made = polisher();
    auto hidden = drafted("Hidden SA");
    hidden.state = State::Proposed;
    add(hidden);
    auto const all = get("/sitemap.xml");
    std::regex const part("<loc>https://network.example(/sitemap/[^<]*)</loc>");
    std::string parts;
    for (auto at = std::sregex_iterator(all.begin(), all.end(), part); at != std::sregex_iterator(); ++at)
        parts += get((*at)[1].str());
    EXPECT_THAT(parts, HasSubstr("<loc>https://network.example/fr/organisations/" + made.slug + "</loc>"));
    EXPECT_THAT(
        parts, HasSubstr("hreflang=\"de\" href=\"https://network.example/de/organisationen/" + made.slug));
    EXPECT_THAT(parts, HasSubstr("<loc>https://network.example/de/kompetenzen/polishing</loc>"));
    EXPECT_THAT(parts, Not(HasSubstr("hidden")));
    EXPECT_THAT(get("/robots.txt"), HasSubstr("Sitemap: https://network.example/sitemap.xml"));
}

TEST_P(FindingPages, an_operators_page_shows_its_members)
{
    auto const chamber = app_.an_operator();
    auto const made = polisher();
    join(made.id, chamber.id);
    add(drafted("Outside SA"));
    index();
    EXPECT_EQ(names_in(get("/fr/organismes/chamber")), std::vector<std::string> { "Mikropol GmbH" });
    EXPECT_THAT(get("/fr"), HasSubstr("href=\"/fr/organismes/chamber\""));
}

TEST(Asked, stands_in_its_address)
{
    auto const fields
        = *http::Fields::parse("place=lyss&q=a+b&place=biel-bienne&view=map&unknown=1&kind=company");
    auto const asked = finding::Asked::read(fields);
    EXPECT_EQ(asked.fields().encoded(), "q=a%20b&kind=company&place=lyss&place=biel-bienne&view=map");
    EXPECT_EQ(
        asked.without("place", "lyss").fields().encoded(), "q=a%20b&kind=company&place=biel-bienne&view=map");
    EXPECT_EQ(finding::Asked::read(asked.fields()).fields().encoded(), asked.fields().encoded());
}

} // namespace
} // namespace passerelle::directory
