#include "modules/directory/api/pages.hpp"
#include "modules/directory/api/parameter_forms.hpp"
#include "modules/directory/finding/entry.hpp"
#include "modules/directory/finding/finder.hpp"
#include "modules/directory/finding/store.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "platform/http/query.hpp"
#include "platform/json/json.hpp"

namespace passerelle::directory::api {
namespace {

/// Every version with whether it is behind another one: no language is the original.
Json json_of(LocalisedText const& text)
{
    Json versions = Json::object();
    for (auto const& version : text.versions())
        versions[std::string(version.lang.code())] = { { "text", version.text },
            { "state", version.meaning == text.meaning() ? "current" : "outdated" } };
    return versions;
}

void add(Json& object, char const* name, std::string const& value)
{
    if (!value.empty())
        object[name] = value;
}

void add(Json& object, char const* name, LocalisedText const& text)
{
    if (!text.empty())
        object[name] = json_of(text);
}

Json json_of(Site const& site)
{
    Json json { { "id", site.id.text() } };
    add(json, "name", site.name);
    add(json, "street", site.street);
    add(json, "postcode", site.postcode);
    add(json, "locality", site.locality);
    add(json, "place", site.place_id);
    add(json, "canton", site.canton);
    add(json, "country", site.country);
    if (site.latitude && site.longitude) {
        json["latitude"] = *site.latitude;
        json["longitude"] = *site.longitude;
    }
    return json;
}

void add_concepts(Json& json, Organisation const& organisation, search::Thesaurus const& thesaurus)
{
    for (auto const& claimed : organisation.concepts) {
        auto const number = thesaurus.find(claimed.concept_id);
        if (!number)
            continue;
        Json one { { "id", claimed.concept_id } };
        add(one, "detail", claimed.detail);
        if (claimed.valid_until)
            one["valid_until"] = claimed.valid_until->text();
        json[std::string(code_of(facet_of(thesaurus, *number)))].push_back(std::move(one));
    }
}

class Addresses {
public:
    Addresses(accounts::Request const& request, Lang lang)
        : request_(request),
          lang_(is_interface_lang(lang) ? lang : request.lang())
    {
    }

    void add_to(Json& json, std::string const& id, std::string const& slug) const
    {
        auto const& site = request_.platform().site;
        json["url"] = site.absolute("/api/v1/organisations/" + id);
        json["page"]
            = site.absolute(request_.address_in(lang_, "/{lang}/@organisations/{organisation}", { slug }));
    }

private:
    accounts::Request const& request_;
    Lang lang_;
};

Json json_of(
    finding::SeenEntry const& entry, accounts::Request const& request, search::Thesaurus const& thesaurus)
{
    auto const& organisation = entry.organisation;
    Json json { { "id", organisation.id.text() }, { "name", organisation.name },
        { "kind", std::string(code_of(organisation.kind)) },
        { "lang", std::string(organisation.lang.code()) }, { "version", organisation.version } };
    Addresses(request, request.lang()).add_to(json, organisation.id.text(), organisation.slug);
    add(json, "summary", organisation.summary);
    add(json, "description", organisation.description);
    add(json, "offers", organisation.offers);
    add(json, "needs", organisation.needs);
    add(json, "uid", organisation.uid);
    add(json, "website", organisation.website);
    add(json, "email", organisation.email);
    add(json, "phone", organisation.phone);
    if (organisation.employees)
        json["employees"] = *organisation.employees;
    add(json, "noga", organisation.noga);
    for (auto const spoken : organisation.langs)
        json["languages"].push_back(std::string(spoken.code()));
    for (auto const& site : organisation.sites)
        json["sites"].push_back(json_of(site));
    add_concepts(json, organisation, thesaurus);
    for (auto const& one : entry.member_of)
        json["operators"].push_back(one.slug);
    if (organisation.confirmed_at)
        json["confirmed_at"] = organisation.confirmed_at->text();
    json["updated_at"] = organisation.updated_at.text();
    return json;
}

Json json_of(search::Reason const& reason)
{
    Json json { { "query", reason.query }, { "text", reason.text },
        { "lang", std::string(reason.lang.code()) } };
    add(json, "concept", reason.concept_id);
    return json;
}

Json json_of(finding::Card const& card, search::Hit const& hit, Addresses const& addresses)
{
    Json json { { "id", card.id.text() }, { "name", card.name }, { "kind", std::string(code_of(card.kind)) },
        { "lang", std::string(card.lang.code()) } };
    addresses.add_to(json, card.id.text(), card.slug);
    add(json, "summary", card.summary);
    add(json, "postcode", card.postcode);
    add(json, "locality", card.locality);
    add(json, "canton", card.canton);
    add(json, "place", card.place_id);
    json["concepts"] = card.concepts;
    for (auto const& reason : hit.reasons)
        json["reasons"].push_back(json_of(reason));
    json["updated_at"] = card.updated_at.text();
    return json;
}

std::string address_of_next(accounts::Request const& request, std::string const& after)
{
    auto query = request.query();
    query.set("after", after);
    return request.platform().site.absolute(http::address_of("/api/v1/organisations", query));
}

} // namespace

http::Response organisations(Directory& directory, accounts::Request& request)
{
    auto const question = read_list_question(request, *directory.catalogues.thesaurus());
    if (!question)
        return refused(request, question.refusal());
    auto const sight = sight_of(request.actor());
    auto const answer
        = directory.finder.index().find(question->asked.query(question->lang, sight, question->limit));
    std::vector<OrganisationId> ids;
    for (auto const& hit : answer.hits)
        ids.emplace_back(hit.id);
    auto const cards = request.read([&](db::Reader& reader) {
        return directory.finder.cards().load(reader, ids, sight, request.today());
    });

    Json items = Json::array();
    Addresses const addresses(request, question->lang);
    auto hit = answer.hits.begin();
    for (auto const& card : cards) {
        while (hit->id != card.id.uuid())
            ++hit;
        items.push_back(json_of(card, *hit, addresses));
    }
    Json list { { "total", answer.total }, { "items", std::move(items) } };
    add(list, "did_you_mean", answer.did_you_mean);
    auto response = http::Response::json(to_json_text(list));
    response.with("Vary", "Accept-Language, Authorization");
    if (!answer.next.empty())
        response.with("Link", "<" + address_of_next(request, answer.next) + ">; rel=\"next\"");
    return response;
}

http::Response organisation(Directory& directory, accounts::Request& request)
{
    auto const found = finding::seen_entry(request, request.id<Organisation>("id"));
    if (auto const* moved = std::get_if<finding::Moved>(&found))
        return http::Response::moved_permanently("/api/v1/organisations/" + moved->id.text());
    auto const thesaurus = directory.catalogues.thesaurus();
    return http::Response::json(
        to_json_text(json_of(std::get<finding::SeenEntry>(found), request, *thesaurus)))
        .with("Vary", "Accept-Language, Authorization");
}

} // namespace passerelle::directory::api
