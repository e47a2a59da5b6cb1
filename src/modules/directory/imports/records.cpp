#include "modules/directory/imports/records.hpp"

#include "modules/directory/undo/snapshot.hpp"
#include "platform/json/json.hpp"

#include <algorithm>

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

template<class T>
void sort_by_id(std::vector<T>& items)
{
    std::sort(items.begin(), items.end(), [](T const& a, T const& b) { return a.id < b.id; });
}

std::string ordered_text(Records records)
{
    std::sort(records.refs.begin(), records.refs.end());
    sort_by_id(records.memberships);
    sort_by_id(records.contacts);
    sort_by_id(records.notes);
    return to_json_text(json_of(records));
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

bool same(Records const& a, Records const& b) { return ordered_text(a) == ordered_text(b); }

changes::Fields fields_of(Records const& records)
{
    std::vector<std::string> memberships, contacts, notes;
    for (auto const& one : records.memberships)
        memberships.push_back(one.number + "|" + one.category + "|" + (one.since ? one.since->text() : "") + "|"
            + (one.until ? one.until->text() : ""));
    for (auto const& one : records.contacts)
        contacts.push_back(one.name + "|" + one.email + "|" + one.phone + "|" + one.role);
    for (auto const& one : records.notes)
        notes.push_back(one.label + ": " + one.text);
    return changes::Fields()
        .add("refs", records.refs)
        .add("memberships", memberships)
        .add("contacts", contacts)
        .add("notes", notes);
}

} // namespace passerelle::directory::imports
