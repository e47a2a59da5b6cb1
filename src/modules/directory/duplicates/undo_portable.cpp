#include "modules/directory/duplicates/undo_portable.hpp"

#include "base/ensure.hpp"
#include "modules/directory/undo/entry_portable.hpp"
#include "platform/json/json.hpp"

namespace passerelle::directory::duplicates {
namespace {

template<class T>
Json list_of(std::vector<T> const& ids)
{
    Json list = Json::array();
    for (auto const& id : ids)
        list.push_back(id.text());
    return list;
}

template<class T>
std::vector<T> ids_of(Json const& list)
{
    std::vector<T> ids;
    for (auto const& text : list) {
        auto const id = T::parse(text.template get<std::string>());
        ensure(id);
        ids.push_back(*id);
    }
    return ids;
}

Json json_of(Hanging const& hanging)
{
    Json refs = Json::array();
    for (auto const& [at, ref] : hanging.refs)
        refs.push_back({ { "operator", at.text() }, { "ref", ref } });
    return { { "refs", std::move(refs) }, { "memberships", list_of(hanging.memberships) },
        { "notes", list_of(hanging.notes) }, { "contacts", list_of(hanging.contacts) },
        { "claims", list_of(hanging.claims) }, { "roles", list_of(hanging.roles) } };
}

Hanging hanging_of(Json const& json)
{
    Hanging hanging;
    for (auto const& ref : json.at("refs")) {
        auto const at = OperatorId::parse(ref.at("operator").get<std::string>());
        ensure(at);
        hanging.refs.emplace_back(*at, ref.at("ref").get<std::string>());
    }
    hanging.memberships = ids_of<Uuid>(json.at("memberships"));
    hanging.notes = ids_of<Uuid>(json.at("notes"));
    hanging.contacts = ids_of<Uuid>(json.at("contacts"));
    hanging.claims = ids_of<Uuid>(json.at("claims"));
    hanging.roles = ids_of<Uuid>(json.at("roles"));
    return hanging;
}

} // namespace

std::string text_of(MergeUndo const& undo)
{
    return to_json_text(
        { { "survivor", undo::snapshot_of(undo.survivor) }, { "absorbed", undo::snapshot_of(undo.absorbed) },
            { "survivor_version", undo.survivor_version }, { "absorbed_version", undo.absorbed_version },
            { "hanging", json_of(undo.hanging) }, { "led_to_absorbed", list_of(undo.led_to_absorbed) } });
}

MergeUndo parse_merge_undo(std::string_view text)
{
    auto const json = parse_json(text);
    ensure(json);
    return { undo::organisation_of(json->at("survivor")), undo::organisation_of(json->at("absorbed")),
        json->at("survivor_version").get<int>(), json->at("absorbed_version").get<int>(),
        hanging_of(json->at("hanging")), ids_of<OrganisationId>(json->at("led_to_absorbed")) };
}

} // namespace passerelle::directory::duplicates
