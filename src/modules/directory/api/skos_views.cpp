#include "modules/directory/api/skos_views.hpp"

#include "platform/html/url.hpp"
#include "platform/json/json.hpp"

#include <fmt/format.h>

namespace passerelle::directory::api {
namespace {

using search::Concept;
using search::Thesaurus;

std::string address(std::string const& base, Thesaurus const& thesaurus, Concept number)
{
    return base + "/" + html::percent_encoded(thesaurus.id(number));
}

Json reference(std::string const& address) { return { { "@id", address } }; }

Json json_of(Thesaurus const& thesaurus, Concept number, std::string const& base)
{
    Json json { { "@id", address(base, thesaurus, number) }, { "@type", "skos:Concept" },
        { "skos:notation", std::string(thesaurus.id(number)) }, { "skos:inScheme", reference(base) } };
    for (auto const& label : thesaurus.labels(number))
        json[label.preferred ? "skos:prefLabel" : "skos:altLabel"].push_back(
            { { "@value", std::string(label.text) }, { "@language", std::string(label.lang.code()) } });
    if (auto const broader = thesaurus.broader(number))
        json["skos:broader"] = reference(address(base, thesaurus, *broader));
    else
        json["skos:topConceptOf"] = reference(base);
    for (auto const narrower : thesaurus.children(number))
        json["skos:narrower"].push_back(reference(address(base, thesaurus, narrower)));
    for (auto const related : thesaurus.related(number))
        json["skos:related"].push_back(reference(address(base, thesaurus, related)));
    return json;
}

/// RDF 1.1 Turtle, 6.4: what may not stand in a quoted string.
std::string quoted(std::string_view text)
{
    std::string result = "\"";
    for (auto const c : text) {
        if (c == '"' || c == '\\')
            (result += '\\') += c;
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            result += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        else
            result += c;
    }
    return result + "\"";
}

void write(std::string& out, Thesaurus const& thesaurus, Concept number, std::string const& base)
{
    auto const to = [&](Concept other) { return "<" + address(base, thesaurus, other) + ">"; };
    out += to(number) + " a skos:Concept ;\n    skos:inScheme <" + base + "> ;\n    skos:notation "
        + quoted(thesaurus.id(number));
    for (auto const& label : thesaurus.labels(number))
        out.append(label.preferred ? " ;\n    skos:prefLabel " : " ;\n    skos:altLabel ")
            .append(quoted(label.text))
            .append("@")
            .append(label.lang.code());
    if (auto const broader = thesaurus.broader(number))
        out += " ;\n    skos:broader " + to(*broader);
    else
        out += " ;\n    skos:topConceptOf <" + base + ">";
    for (auto const narrower : thesaurus.children(number))
        out += " ;\n    skos:narrower " + to(narrower);
    for (auto const related : thesaurus.related(number))
        out += " ;\n    skos:related " + to(related);
    out += " .\n\n";
}

} // namespace

std::string skos_json(
    Thesaurus const& thesaurus, std::vector<Concept> const& concepts, std::string const& base)
{
    Json graph = Json::array();
    Json scheme { { "@id", base }, { "@type", "skos:ConceptScheme" } };
    for (auto const number : concepts)
        if (thesaurus.is_facet(number))
            scheme["skos:hasTopConcept"].push_back(reference(address(base, thesaurus, number)));
    graph.push_back(std::move(scheme));
    for (auto const number : concepts)
        graph.push_back(json_of(thesaurus, number, base));
    Json const document { { "@context", { { "skos", "http://www.w3.org/2004/02/skos/core#" } } },
        { "@graph", std::move(graph) } };
    return to_json_text(document);
}

std::string skos_turtle(
    Thesaurus const& thesaurus, std::vector<Concept> const& concepts, std::string const& base)
{
    std::string out = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\n<" + base
        + "> a skos:ConceptScheme .\n\n";
    for (auto const number : concepts)
        write(out, thesaurus, number, base);
    return out;
}

std::vector<Concept> all_concepts(Thesaurus const& thesaurus)
{
    std::vector<Concept> all;
    for (std::size_t i = 0; i < thesaurus.size(); ++i)
        all.push_back(static_cast<Concept>(i));
    return all;
}

} // namespace passerelle::directory::api
