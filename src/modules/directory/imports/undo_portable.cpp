#include "modules/directory/imports/undo_portable.hpp"

#include "base/ensure.hpp"
#include "modules/directory/undo/entry_portable.hpp"
#include "platform/json/json.hpp"

namespace passerelle::directory::imports {
namespace {

template<class T>
Json list_of(std::vector<T> const& items)
{
    Json list = Json::array();
    for (auto const& item : items)
        list.push_back(undo::snapshot_of(item));
    return list;
}

} // namespace

Json json_of(Records const& records)
{
    return { { "refs", records.refs }, { "memberships", list_of(records.memberships) },
        { "contacts", list_of(records.contacts) }, { "notes", list_of(records.notes) } };
}

Records records_of(Json const& json)
{
    Records records;
    records.refs = json.at("refs").get<std::vector<std::string>>();
    for (auto const& item : json.at("memberships"))
        records.memberships.push_back(undo::membership_of(item));
    for (auto const& item : json.at("contacts"))
        records.contacts.push_back(undo::contact_of(item));
    for (auto const& item : json.at("notes"))
        records.notes.push_back(undo::note_of(item));
    return records;
}

std::string text_of(RowUndo const& undo)
{
    Json json { { "before", json_of(undo.before) }, { "after", json_of(undo.after) } };
    if (undo.entry)
        json["entry"] = undo::snapshot_of(*undo.entry);
    return to_json_text(json);
}

RowUndo parse_row_undo(std::string_view text)
{
    auto const json = parse_json(text);
    ensure(json);
    RowUndo undo { {}, records_of(json->at("before")), records_of(json->at("after")) };
    if (json->contains("entry"))
        undo.entry = undo::organisation_of(json->at("entry"));
    return undo;
}

} // namespace passerelle::directory::imports
