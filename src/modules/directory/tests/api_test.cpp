#include "modules/directory/api/open_api.hpp"
#include "modules/directory/tests/public_face.hpp"
#include "platform/json/json.hpp"

#include <regex>
#include <set>

namespace passerelle::directory {
namespace {

using ::testing::HasSubstr;

class DirectoryApi : public PublicFace {
protected:
    Json json(std::string_view target)
    {
        auto const parsed = parse_json(get(target));
        EXPECT_TRUE(parsed) << target;
        return parsed ? *parsed : Json();
    }
};
INSTANTIATE_TEST_SUITE_P(on, DirectoryApi, ::testing::Values(db::Engine::Sqlite), support::name_of_engine);

TEST_P(DirectoryApi, a_list_goes_on_by_its_link)
{
    for (int i = 0; i < 7; ++i)
        add(drafted("Firme " + std::to_string(i)));
    index();
    std::set<std::string> names;
    std::string address = "/api/v1/organisations?limit=3";
    for (int pages = 0; !address.empty() && pages < 5; ++pages) {
        auto response = app_.anonymous().get(address);
        auto const list = *parse_json(body(response));
        EXPECT_EQ(list.at("total"), 7);
        EXPECT_LE(list.at("items").size(), 3u);
        for (auto const& item : list.at("items"))
            EXPECT_TRUE(names.insert(item.at("name")).second);
        auto const link = std::string(response.header("Link").value_or(""));
        std::smatch next;
        std::regex const form("<https://network.example([^>]*)>; rel=\"next\"");
        address = std::regex_match(link, next, form) ? next[1].str() : std::string();
    }
    EXPECT_EQ(names.size(), 7u);
}

TEST_P(DirectoryApi, an_organisation_has_every_version_of_its_texts)
{
    auto organisation = drafted("Zwei SA");
    organisation.summary = LocalisedText({ { Lang::fr, "ancien", 1 }, { Lang::de, "neu", 2 } });
    organisation.concepts = { { "polishing", Standing::Confirmed, "", {} } };
    organisation.sites = { site_in("lyss") };
    auto const made = add(organisation);
    auto const one = json("/api/v1/organisations/" + made.id.text());
    EXPECT_EQ(one.at("summary").at("fr").at("state"), "outdated");
    EXPECT_EQ(one.at("summary").at("de").at("text"), "neu");
    EXPECT_EQ(one.at("capabilities").at(0).at("id"), "polishing");
    EXPECT_EQ(one.at("sites").at(0).at("place"), "lyss");
    EXPECT_EQ(one.at("page"), "https://network.example/fr/organisations/" + made.slug);
}

TEST_P(DirectoryApi, the_same_answer_is_not_sent_twice)
{
    auto const made = add(drafted("Same SA"));
    auto const address = "/api/v1/organisations/" + made.id.text();
    auto browser = app_.anonymous();
    auto const etag = std::string(*browser.get(address).header("ETag"));
    browser.headers.add("If-None-Match", etag);
    EXPECT_EQ(browser.get(address).status, 304);
    alter(made.id, [](Organisation& organisation) { organisation.name = "Changed SA"; });
    EXPECT_EQ(browser.get(address).status, 200);
}

TEST_P(DirectoryApi, concepts_and_places_go_by_their_names_too)
{
    auto organisation = drafted("Mikropol GmbH", Lang::de);
    organisation.concepts = { { "polishing", Standing::Confirmed, "", {} } };
    organisation.sites = { site_in("delemont") };
    add(organisation);
    index();
    EXPECT_EQ(json("/api/v1/organisations?capability=Politur&place=Delsberg").at("total"), 1);
    EXPECT_EQ(json("/api/v1/organisations?capability=polishing&place=lyss").at("total"), 0);
}

TEST_P(DirectoryApi, what_is_unknown_is_refused_by_pointer_with_what_is_near)
{
    auto browser = app_.anonymous();
    browser.headers.add("Accept-Language", "de");
    auto response
        = browser.get("/api/v1/organisations?limit=0&place=Delsbreg&capability=Polirung&lang=deutsch");
    EXPECT_EQ(response.status, 400);
    EXPECT_THAT(std::string(*response.header("Content-Type")), HasSubstr("application/problem+json"));
    auto const problem = *parse_json(body(response));
    std::set<std::string> pointers;
    for (auto const& error : problem.at("errors"))
        pointers.insert(error.at("pointer"));
    EXPECT_EQ(pointers, (std::set<std::string> { "/limit", "/place", "/capability", "/lang" }));
    EXPECT_THAT(problem.dump(), HasSubstr("Delsberg"));
}

TEST_P(DirectoryApi, suggestions_are_what_the_search_box_expects)
{
    auto const made = add(drafted("Polimatic SA"));
    index();
    auto const list = json("/api/v1/suggest?q=pol&lang=de");
    ASSERT_TRUE(list.is_array());
    std::set<std::string> urls;
    for (auto const& one : list) {
        urls.insert(one.at("url"));
        EXPECT_FALSE(one.at("label").get<std::string>().empty());
        EXPECT_FALSE(one.at("kind").get<std::string>().empty());
    }
    EXPECT_TRUE(urls.contains("/de/organisationen/" + made.slug)) << list.dump();
    EXPECT_EQ(get("/api/v1/suggest?q="), "[]");
}

TEST_P(DirectoryApi, the_thesaurus_is_linked_data_in_two_forms)
{
    auto const graph = json("/api/v1/concepts").at("@graph");
    EXPECT_EQ(graph.size(), catalogues_->thesaurus()->size() + 1);
    auto browser = app_.anonymous();
    browser.headers.add("Accept", "text/turtle");
    auto response = browser.get("/api/v1/concepts/polishing");
    EXPECT_THAT(std::string(*response.header("Content-Type")), HasSubstr("text/turtle"));
    EXPECT_THAT(
        body(response), HasSubstr("<https://network.example/api/v1/concepts/polishing> a skos:Concept"));
    EXPECT_THAT(body(response), HasSubstr("skos:prefLabel \"polissage\"@fr"));
    EXPECT_EQ(status("/api/v1/concepts/nothing"), 404);
}

TEST_P(DirectoryApi, is_described_from_its_routes)
{
    auto response = openapi(app_.routes(), app_.installation);
    auto const document = *parse_json(body(response));
    EXPECT_EQ(document.at("openapi"), "3.1.0");
    for (auto const& route : app_.routes())
        if (route.api) {
            EXPECT_TRUE(document.at("paths").contains(std::string(route.pattern))) << route.pattern;
            auto const schema = std::string(route.api->response_schema);
            EXPECT_TRUE(schema.empty() || document.at("components").at("schemas").contains(schema)) << schema;
        }
    EXPECT_EQ(document.at("paths").at("/api/v1/organisations/{id}").at("get").at("parameters").at(0).at("in"),
        "path");
}

} // namespace
} // namespace passerelle::directory
