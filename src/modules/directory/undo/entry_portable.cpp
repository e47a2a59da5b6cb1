#include "modules/directory/undo/entry_portable.hpp"

#include "base/ensure.hpp"
#include "platform/json/json.hpp"

namespace passerelle::directory::undo {
namespace {

template<class T>
Json json_of(std::optional<T> const& value)
{
    return value ? Json(*value) : Json();
}

Json json_of(std::optional<LocalDate> const& date) { return date ? Json(date->text()) : Json(); }
template<class T>
Json json_of(std::optional<Id<T>> const& id)
{
    return id ? Json(id->text()) : Json();
}
Json json_of(std::optional<Instant> const& instant) { return instant ? Json(instant->milliseconds) : Json(); }

std::string text_at(Json const& json, char const* name) { return json.at(name).get<std::string>(); }

template<class T>
std::optional<T> value_at(Json const& json, char const* name)
{
    auto const& value = json.at(name);
    return value.is_null() ? std::nullopt : std::optional(value.get<T>());
}

template<class T>
Id<T> id_at(Json const& json, char const* name)
{
    auto const id = Id<T>::parse(text_at(json, name));
    ensure(id);
    return *id;
}

template<class T>
std::optional<Id<T>> optional_id_at(Json const& json, char const* name)
{
    return json.at(name).is_null() ? std::nullopt : std::optional(id_at<T>(json, name));
}

std::optional<LocalDate> date_at(Json const& json, char const* name)
{
    return json.at(name).is_null() ? std::nullopt : LocalDate::parse(text_at(json, name));
}

std::optional<Instant> instant_at(Json const& json, char const* name)
{
    auto const value = value_at<std::int64_t>(json, name);
    return value ? std::optional(Instant { *value }) : std::nullopt;
}

Lang lang_at(Json const& json, char const* name)
{
    auto const lang = Lang::parse(text_at(json, name));
    ensure(lang);
    return *lang;
}

Json text_json(LocalisedText const& text)
{
    Json versions = Json::array();
    for (auto const& version : text.versions())
        versions.push_back(
            { { "lang", version.lang.code() }, { "text", version.text }, { "meaning", version.meaning } });
    return versions;
}

LocalisedText text_of_json(Json const& json)
{
    std::vector<LocalisedText::Version> versions;
    for (auto const& version : json)
        versions.push_back(
            { lang_at(version, "lang"), text_at(version, "text"), version.at("meaning").get<int>() });
    return LocalisedText(std::move(versions));
}

Json site_json(Site const& site)
{
    return { { "id", site.id.text() }, { "name", site.name }, { "street", site.street },
        { "postcode", site.postcode }, { "locality", site.locality }, { "place_id", site.place_id },
        { "canton", site.canton }, { "country", site.country }, { "latitude", json_of(site.latitude) },
        { "longitude", json_of(site.longitude) } };
}

Site site_of(Json const& json)
{
    return { id_at<Site>(json, "id"), text_at(json, "name"), text_at(json, "street"),
        text_at(json, "postcode"), text_at(json, "locality"), text_at(json, "place_id"),
        text_at(json, "canton"), text_at(json, "country"), value_at<double>(json, "latitude"),
        value_at<double>(json, "longitude") };
}

Json concept_json(ClaimedConcept const& claimed)
{
    return { { "concept", claimed.concept_id }, { "standing", code_of(claimed.standing) },
        { "detail", claimed.detail }, { "valid_until", json_of(claimed.valid_until) } };
}

ClaimedConcept concept_of(Json const& json)
{
    return { text_at(json, "concept"), parse_standing(text_at(json, "standing")), text_at(json, "detail"),
        date_at(json, "valid_until") };
}

} // namespace

Json snapshot_of(Organisation const& organisation)
{
    Json json { { "id", organisation.id.text() }, { "slug", organisation.slug },
        { "kind", code_of(organisation.kind) }, { "name", organisation.name },
        { "lang", organisation.lang.code() }, { "uid", organisation.uid },
        { "website", organisation.website }, { "email", organisation.email }, { "phone", organisation.phone },
        { "employees", json_of(organisation.employees) }, { "langs", text_of(organisation.langs) },
        { "noga", organisation.noga }, { "visibility", text_of(organisation.visibility) },
        { "state", code_of(organisation.state) }, { "successor", json_of(organisation.successor) },
        { "confirmed_at", json_of(organisation.confirmed_at) },
        { "created_at", organisation.created_at.milliseconds },
        { "updated_at", organisation.updated_at.milliseconds }, { "version", organisation.version },
        { "summary", text_json(organisation.summary) },
        { "description", text_json(organisation.description) }, { "offers", text_json(organisation.offers) },
        { "needs", text_json(organisation.needs) } };
    auto& sites = json["sites"] = Json::array();
    for (auto const& site : organisation.sites)
        sites.push_back(site_json(site));
    auto& concepts = json["concepts"] = Json::array();
    for (auto const& claimed : organisation.concepts)
        concepts.push_back(concept_json(claimed));
    return json;
}

Organisation organisation_of(Json const& json)
{
    Organisation organisation;
    organisation.id = id_at<Organisation>(json, "id");
    organisation.slug = text_at(json, "slug");
    auto const kind = parse_kind(text_at(json, "kind"));
    ensure(kind);
    organisation.kind = *kind;
    organisation.name = text_at(json, "name");
    organisation.lang = lang_at(json, "lang");
    organisation.uid = text_at(json, "uid");
    organisation.website = text_at(json, "website");
    organisation.email = text_at(json, "email");
    organisation.phone = text_at(json, "phone");
    organisation.employees = value_at<int>(json, "employees");
    organisation.langs = parse_langs(text_at(json, "langs"));
    organisation.noga = text_at(json, "noga");
    organisation.visibility = parse_visibility(text_at(json, "visibility"));
    organisation.state = parse_state(text_at(json, "state"));
    organisation.successor = optional_id_at<Organisation>(json, "successor");
    organisation.confirmed_at = instant_at(json, "confirmed_at");
    organisation.created_at = { json.at("created_at").get<std::int64_t>() };
    organisation.updated_at = { json.at("updated_at").get<std::int64_t>() };
    organisation.version = json.at("version").get<int>();
    organisation.summary = text_of_json(json.at("summary"));
    organisation.description = text_of_json(json.at("description"));
    organisation.offers = text_of_json(json.at("offers"));
    organisation.needs = text_of_json(json.at("needs"));
    for (auto const& site : json.at("sites"))
        organisation.sites.push_back(site_of(site));
    for (auto const& claimed : json.at("concepts"))
        organisation.concepts.push_back(concept_of(claimed));
    return organisation;
}

Json snapshot_of(Membership const& membership)
{
    return { { "id", membership.id.text() }, { "organisation", membership.organisation.text() },
        { "operator", membership.operator_id.text() }, { "number", membership.number },
        { "category", membership.category }, { "since", json_of(membership.since) },
        { "until", json_of(membership.until) } };
}

Membership membership_of(Json const& json)
{
    return { id_at<Membership>(json, "id"), id_at<Organisation>(json, "organisation"),
        id_at<accounts::Operator>(json, "operator"), text_at(json, "number"), text_at(json, "category"),
        date_at(json, "since"), date_at(json, "until") };
}

Json snapshot_of(OperatorContact const& contact)
{
    return { { "id", contact.id.text() }, { "organisation", contact.organisation.text() },
        { "operator", contact.operator_id.text() }, { "name", contact.name }, { "email", contact.email },
        { "phone", contact.phone }, { "role", contact.role }, { "lang", contact.lang.code() } };
}

OperatorContact contact_of(Json const& json)
{
    return { id_at<OperatorContact>(json, "id"), id_at<Organisation>(json, "organisation"),
        id_at<accounts::Operator>(json, "operator"), text_at(json, "name"), text_at(json, "email"),
        text_at(json, "phone"), text_at(json, "role"), lang_at(json, "lang") };
}

Json snapshot_of(OperatorNote const& note)
{
    return { { "id", note.id.text() }, { "organisation", note.organisation.text() },
        { "operator", note.operator_id.text() }, { "label", note.label }, { "text", note.text },
        { "written_at", note.written_at.milliseconds }, { "written_by", json_of(note.written_by) } };
}

OperatorNote note_of(Json const& json)
{
    return { id_at<OperatorNote>(json, "id"), id_at<Organisation>(json, "organisation"),
        id_at<accounts::Operator>(json, "operator"), text_at(json, "label"), text_at(json, "text"),
        { json.at("written_at").get<std::int64_t>() }, optional_id_at<accounts::Person>(json, "written_by") };
}

} // namespace passerelle::directory::undo
