#include "modules/directory/api/open_api.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "modules/directory/api/schema_views.hpp"
#include "platform/json/json.hpp"

#include <algorithm>

namespace passerelle::directory {
namespace {

using accounts::Route;

Json reference_to_schema(std::string_view name)
{
    return { { "$ref", "#/components/schemas/" + std::string(name) } };
}

Json parameters_of(Route const& route)
{
    Json parameters = Json::array();
    for (auto const segment : split(route.pattern, '/'))
        if (segment.starts_with('{'))
            parameters.push_back({ { "name", std::string(segment.substr(1, segment.size() - 2)) },
                { "in", "path" }, { "required", true }, { "schema", { { "type", "string" } } } });
    for (auto const& parameter : route.api->query)
        parameters.push_back({ { "name", std::string(parameter.name) }, { "in", "query" },
            { "description", std::string(parameter.description) },
            { "schema", { { "type", std::string(parameter.schema) } } } });
    return parameters;
}

Json response_of(std::string_view description, std::string_view type, std::string_view schema)
{
    Json response { { "description", std::string(description) } };
    if (!schema.empty())
        response["content"][std::string(type)]["schema"] = reference_to_schema(schema);
    return response;
}

Json operation_of(Route const& route)
{
    auto const& doc = *route.api;
    Json operation { { "summary", std::string(doc.summary) }, { "parameters", parameters_of(route) } };
    if (!doc.request_schema.empty())
        operation["requestBody"] = { { "required", true },
            { "content",
                { { "application/json", { { "schema", reference_to_schema(doc.request_schema) } } } } } };
    auto const type = doc.response_schema == "Concepts" ? "application/ld+json" : "application/json";
    operation["responses"]["200"] = response_of("Done", type, doc.response_schema);
    operation["responses"]["default"]
        = response_of("What went wrong (RFC 9457)", "application/problem+json", "Problem");
    if (!doc.scope.empty())
        operation["security"] = Json::array({ { { "token", Json::array({ std::string(doc.scope) }) } } });
    return operation;
}

} // namespace

http::Response openapi(std::vector<Route> const& routes, accounts::Installation const& installation)
{
    Json paths = Json::object();
    for (auto const& route : routes)
        if (route.api)
            paths[std::string(route.pattern)][ascii_lower(http::name_of(route.method))] = operation_of(route);
    Json const document { { "openapi", "3.1.0" },
        { "info", { { "title", installation.name }, { "version", "1" } } }, { "paths", std::move(paths) },
        { "components",
            { { "schemas", api::schemas() },
                { "securitySchemes", { { "token", { { "type", "http" }, { "scheme", "bearer" } } } } } } } };
    return http::Response::json(to_json_text(document));
}

} // namespace passerelle::directory
