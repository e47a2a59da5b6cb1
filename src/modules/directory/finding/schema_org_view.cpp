#include "modules/directory/finding/schema_org_view.hpp"

#include "platform/json/json.hpp"

namespace passerelle::directory::finding {
namespace {

std::string type_of(Kind kind)
{
    switch (kind) {
    case Kind::Company:
    case Kind::Association:
        return "Organization";
    case Kind::Training:
        return "EducationalOrganization";
    case Kind::Public:
        return "GovernmentOrganization";
    }
    return "Organization";
}

void add(Json& object, char const* name, std::string const& value)
{
    if (!value.empty())
        object[name] = value;
}

Json address_of(Site const& site)
{
    Json address { { "@type", "PostalAddress" } };
    add(address, "streetAddress", site.street);
    add(address, "postalCode", site.postcode);
    add(address, "addressLocality", site.locality);
    add(address, "addressRegion", site.canton);
    add(address, "addressCountry", site.country);
    return address;
}

Json place_of(Site const& site)
{
    Json place { { "@type", "Place" } };
    add(place, "name", site.name);
    place["address"] = address_of(site);
    if (site.latitude && site.longitude)
        place["geo"] = { { "@type", "GeoCoordinates" }, { "latitude", *site.latitude },
            { "longitude", *site.longitude } };
    return place;
}

void add_sites(Json& data, Organisation const& organisation)
{
    if (organisation.sites.empty())
        return;
    data["address"] = address_of(organisation.sites.front());
    for (auto const& site : organisation.sites)
        data["location"].push_back(place_of(site));
}

void add_concepts(Json& data, Organisation const& organisation, Lang lang, search::Thesaurus const& thesaurus)
{
    for (auto const& claimed : organisation.concepts)
        if (auto const number = thesaurus.find(claimed.concept_id))
            data["knowsAbout"].push_back(std::string(thesaurus.label(*number, lang)));
}

} // namespace

std::string schema_of(Organisation const& organisation, std::string const& address, Lang lang,
    search::Thesaurus const& thesaurus, std::vector<accounts::Operator> const& member_of)
{
    Json data { { "@context", "https://schema.org" }, { "@type", type_of(organisation.kind) },
        { "@id", address }, { "identifier", organisation.id.text() }, { "name", organisation.name },
        { "mainEntityOfPage", address } };
    add(data, "description", std::string(organisation.summary.in(lang).text));
    add(data, "url", organisation.website);
    add(data, "email", organisation.email);
    add(data, "telephone", organisation.phone);
    if (!organisation.uid.empty())
        data["taxID"] = organisation.uid;
    if (organisation.employees)
        data["numberOfEmployees"]
            = { { "@type", "QuantitativeValue" }, { "value", *organisation.employees } };
    for (auto const spoken : organisation.langs)
        data["knowsLanguage"].push_back(std::string(spoken.code()));
    add_sites(data, organisation);
    add_concepts(data, organisation, lang, thesaurus);
    for (auto const& one : member_of)
        data["memberOf"].push_back({ { "@type", "Organization" }, { "name", one.name } });
    return to_json_text(data);
}

std::string schema_of(search::Thesaurus const& thesaurus, search::Concept number, std::string const& address,
    std::string const& set_address, Lang lang)
{
    Json data { { "@context", "https://schema.org" }, { "@type", "DefinedTerm" }, { "@id", address },
        { "name", std::string(thesaurus.label(number, lang)) },
        { "termCode", std::string(thesaurus.id(number)) }, { "inDefinedTermSet", set_address } };
    for (auto const& label : thesaurus.labels(number))
        if (label.text != thesaurus.label(number, lang))
            data["alternateName"].push_back(std::string(label.text));
    return to_json_text(data);
}

std::string schema_of(Place const& place, std::string const& address, Lang lang)
{
    Json data { { "@context", "https://schema.org" },
        { "@type", place.type == Place::Type::Municipality ? "City" : "AdministrativeArea" },
        { "@id", address }, { "name", std::string(place.name(lang)) } };
    for (auto const other : interface_langs)
        if (place.name(other) != place.name(lang))
            data["alternateName"].push_back(std::string(place.name(other)));
    data["geo"]
        = { { "@type", "GeoCoordinates" }, { "latitude", place.latitude }, { "longitude", place.longitude } };
    Json address_data { { "@type", "PostalAddress" }, { "addressCountry", "CH" } };
    add(address_data, "postalCode", place.postcode);
    add(address_data, "addressRegion", place.canton);
    data["address"] = address_data;
    if (auto const* parent = Places::all().find(place.parent))
        data["containedInPlace"]
            = { { "@type", "AdministrativeArea" }, { "name", std::string(parent->name(lang)) } };
    return to_json_text(data);
}

} // namespace passerelle::directory::finding
