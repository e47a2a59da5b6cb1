#include "modules/directory/api/pages.hpp"
#include "modules/directory/tables.hpp"

namespace passerelle::directory {

std::vector<accounts::Route> api_routes(Directory& directory)
{
    using enum http::Method;
    using accounts::ApiDoc;
    using accounts::Right;
    ApiDoc const list { "Organisations by name, or by relevance to a query in any language", "",
        { { "q", "What is looked for; without it, all by name" },
            { "lang", "Language of the query and of links" },
            { "kind", "company, training, association or public" },
            { "region", "Canton or district, id or name" },
            { "place", "Locality, id or name in any language" },
            { "capability", "Concept, id or label in any language" }, { "material", "Same" },
            { "machine", "Same" }, { "certification", "Same" }, { "market", "Same" },
            { "operator", "Operator of which it is a member" }, { "limit", "1 to 200", "integer" },
            { "after", "Cursor, from the Link header" } },
        "", "OrganisationList" };
    ApiDoc const one { "One organisation; 308 to its successor where it was merged", "", {}, "",
        "Organisation" };
    ApiDoc const thesaurus { "The thesaurus as SKOS: JSON-LD, or Turtle by Accept or format=turtle", "",
        { { "format", "turtle or json" } }, "", "Concepts" };
    ApiDoc const term { "One concept as SKOS", "", { { "format", "turtle or json" } }, "", "Concepts" };
    ApiDoc const typing { "Names and concepts that complete what was typed", "",
        { { "q", "What was typed" }, { "lang", "Language of the reader" } }, "", "Suggestions" };
    return {
        { Get, "/api/v1/organisations", Right::Anyone, with(directory, api::organisations), list },
        { Get, "/api/v1/organisations/{id}", Right::Anyone, with(directory, api::organisation), one },
        { Get, "/api/v1/concepts", Right::Anyone, with(directory, api::concepts), thesaurus },
        { Get, "/api/v1/concepts/{concept}", Right::Anyone, with(directory, api::one_concept), term },
        { Get, "/api/v1/suggest", Right::Anyone, with(directory, api::suggest), typing },
    };
}

} // namespace passerelle::directory
