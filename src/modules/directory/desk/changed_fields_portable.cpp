#include "modules/directory/desk/changed_fields_portable.hpp"

#include "modules/directory/organisations/operator_record.hpp"

#include <algorithm>
#include <array>

namespace passerelle::directory::desk {
namespace {

/// The fields of the shared entry, in the order in which a page shows them.
constexpr std::array<std::string_view, 20> shared_fields { "name", "kind", "state", "lang", "summary",
    "description", "offers", "needs", "website", "email", "phone", "employees", "langs", "uid", "noga",
    "sites", "concepts", "visibility", "confirmed_at", "successor" };

/// Which record it is, in ids: of no use to a person.
bool is_identity(std::string_view name)
{
    return name == "organisation" || name == "operator" || name == "membership" || name == "note"
        || name == "contact";
}

std::size_t place_of(std::string_view name)
{
    return static_cast<std::size_t>(
        std::find(shared_fields.begin(), shared_fields.end(), name) - shared_fields.begin());
}

Json object_of(std::optional<std::string> const& text)
{
    if (!text || text->empty())
        return Json::object();
    auto parsed = parse_json(*text);
    return parsed && parsed->is_object() ? std::move(parsed).value() : Json::object();
}

} // namespace

std::optional<OrganisationId> organisation_of(changes::Entry const& entry)
{
    if (entry.entity_kind == "organisation")
        return OrganisationId(entry.entity);
    if (entry.entity_kind != operator_record_kind)
        return std::nullopt;
    for (auto const& side : { object_of(entry.after), object_of(entry.before) })
        if (auto const found = side.find("organisation"); found != side.end() && found->is_string())
            return OrganisationId::parse(found->get<std::string>());
    return std::nullopt;
}

std::vector<FieldChange> fields_changed(changes::Entry const& entry, OperatorId at)
{
    auto const before = object_of(entry.before);
    auto const after = object_of(entry.after);
    std::vector<FieldChange> result;
    for (auto const& [name, value] : before.items())
        result.push_back({ name, value, after.contains(name) ? after.at(name) : Json() });
    for (auto const& [name, value] : after.items())
        if (!before.contains(name))
            result.push_back({ name, Json(), value });
    std::erase_if(result, [](FieldChange const& field) { return is_identity(field.name); });
    if (entry.operator_id != at.uuid())
        std::erase_if(
            result, [](FieldChange const& field) { return place_of(field.name) == shared_fields.size(); });
    std::stable_sort(result.begin(), result.end(),
        [](FieldChange const& a, FieldChange const& b) { return place_of(a.name) < place_of(b.name); });
    return result;
}

} // namespace passerelle::directory::desk
