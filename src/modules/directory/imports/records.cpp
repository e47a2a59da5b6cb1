#include "modules/directory/imports/records.hpp"

#include <algorithm>
#include <tuple>

namespace passerelle::directory::imports {
namespace {

auto told(Membership const& one) { return std::tie(one.id, one.number, one.category, one.since, one.until); }
auto told(OperatorContact const& one)
{
    return std::tie(one.id, one.name, one.email, one.phone, one.role, one.lang);
}
auto told(OperatorNote const& one)
{
    return std::tie(one.id, one.label, one.text, one.written_at, one.written_by);
}

template<class T>
bool same_items(std::vector<T> const& a, std::vector<T> const& b)
{
    return std::is_permutation(
        a.begin(), a.end(), b.begin(), b.end(), [](T const& x, T const& y) { return told(x) == told(y); });
}

} // namespace

bool same(Records const& a, Records const& b)
{
    return std::is_permutation(a.refs.begin(), a.refs.end(), b.refs.begin(), b.refs.end())
        && same_items(a.memberships, b.memberships) && same_items(a.contacts, b.contacts)
        && same_items(a.notes, b.notes);
}

changes::Fields fields_of(Records const& records)
{
    std::vector<std::string> memberships, contacts, notes;
    for (auto const& one : records.memberships)
        memberships.push_back(one.number + "|" + one.category + "|" + (one.since ? one.since->text() : "")
            + "|" + (one.until ? one.until->text() : ""));
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
