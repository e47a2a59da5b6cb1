#include "modules/directory/api/schema_views.hpp"

#include "base/ensure.hpp"
#include "platform/json/json.hpp"

namespace passerelle::directory::api {
namespace {

constexpr auto text = R"json({
  "LocalisedText": {
    "type": "object", "description": "What people wrote, by language. No language is the original.",
    "additionalProperties": { "type": "object", "required": ["text", "state"], "properties": {
      "text": { "type": "string" }, "state": { "enum": ["current", "outdated"] } } }
  },
  "Site": {
    "type": "object", "properties": {
      "id": { "type": "string", "format": "uuid" }, "name": { "type": "string" },
      "street": { "type": "string" },
      "postcode": { "type": "string" }, "locality": { "type": "string" }, "place": { "type": "string" },
      "canton": { "type": "string" }, "country": { "type": "string" },
      "latitude": { "type": "number" }, "longitude": { "type": "number" } }
  },
  "Claim": {
    "type": "object", "required": ["id"], "properties": {
      "id": { "type": "string", "description": "Concept" }, "detail": { "type": "string" },
      "valid_until": { "type": "string", "format": "date" } }
  },
  "Organisation": {
    "type": "object", "required": ["id", "name", "kind", "lang", "version", "url", "page", "updated_at"],
    "properties": {
      "id": { "type": "string", "format": "uuid" }, "name": { "type": "string" },
      "kind": { "enum": ["company", "training", "association", "public"] }, "lang": { "type": "string" },
      "version": { "type": "integer" }, "url": { "type": "string", "format": "uri" },
      "page": { "type": "string", "format": "uri" },
      "summary": { "$ref": "#/components/schemas/LocalisedText" },
      "description": { "$ref": "#/components/schemas/LocalisedText" },
      "offers": { "$ref": "#/components/schemas/LocalisedText" },
      "needs": { "$ref": "#/components/schemas/LocalisedText" },
      "uid": { "type": "string" }, "website": { "type": "string" }, "email": { "type": "string" },
      "phone": { "type": "string" }, "employees": { "type": "integer" }, "noga": { "type": "string" },
      "languages": { "type": "array", "items": { "type": "string" } },
      "sites": { "type": "array", "items": { "$ref": "#/components/schemas/Site" } },
      "capabilities": { "type": "array", "items": { "$ref": "#/components/schemas/Claim" } },
      "materials": { "type": "array", "items": { "$ref": "#/components/schemas/Claim" } },
      "machines": { "type": "array", "items": { "$ref": "#/components/schemas/Claim" } },
      "certifications": { "type": "array", "items": { "$ref": "#/components/schemas/Claim" } },
      "markets": { "type": "array", "items": { "$ref": "#/components/schemas/Claim" } },
      "operators": { "type": "array", "items": { "type": "string" } },
      "confirmed_at": { "type": "string", "format": "date-time" },
      "updated_at": { "type": "string", "format": "date-time" } }
  },
  "Reason": {
    "type": "object", "properties": {
      "concept": { "type": "string" }, "query": { "type": "string" }, "text": { "type": "string" },
      "lang": { "type": "string" } }
  },
  "OrganisationCard": {
    "type": "object", "required": ["id", "name", "kind", "lang", "url", "page", "concepts", "updated_at"],
    "properties": {
      "id": { "type": "string", "format": "uuid" }, "name": { "type": "string" },
      "kind": { "type": "string" },
      "lang": { "type": "string" }, "url": { "type": "string", "format": "uri" },
      "page": { "type": "string", "format": "uri" },
      "summary": { "$ref": "#/components/schemas/LocalisedText" },
      "postcode": { "type": "string" }, "locality": { "type": "string" }, "canton": { "type": "string" },
      "place": { "type": "string" }, "concepts": { "type": "array", "items": { "type": "string" } },
      "reasons": { "type": "array", "items": { "$ref": "#/components/schemas/Reason" } },
      "updated_at": { "type": "string", "format": "date-time" } }
  },
  "OrganisationList": {
    "type": "object", "required": ["total", "items"], "properties": {
      "total": { "type": "integer" }, "did_you_mean": { "type": "string" },
      "items": { "type": "array", "items": { "$ref": "#/components/schemas/OrganisationCard" } } }
  },
  "Concepts": { "type": "object", "description": "JSON-LD with the SKOS vocabulary" },
  "Suggestions": {
    "type": "array", "items": { "type": "object",
      "required": ["label", "url", "kind", "lang"], "properties": {
      "label": { "type": "string" }, "url": { "type": "string" }, "kind": { "type": "string" },
      "lang": { "type": "string" } } }
  },
  "Problem": {
    "type": "object", "properties": {
      "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" },
      "detail": { "type": "string" }, "incident": { "type": "string" },
      "errors": { "type": "array", "items": { "type": "object", "properties": {
        "pointer": { "type": "string" }, "detail": { "type": "string" } } } } }
  }
})json";

} // namespace

Json schemas()
{
    auto const parsed = parse_json(text);
    ensure(parsed);
    return *parsed;
}

} // namespace passerelle::directory::api
