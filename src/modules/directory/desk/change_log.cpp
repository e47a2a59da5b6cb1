#include "modules/directory/desk/change_log.hpp"

#include "base/text.hpp"
#include "modules/accounts/person.hpp"
#include "modules/directory/desk/changed_fields_portable.hpp"

#include <algorithm>

namespace passerelle::directory::desk {
namespace {

/// Rows of the log that one page looks at.
constexpr int window = 2000;

static db::Statement const latest { "desk.latest_changes", R"sql(
    select c.seq, c.at, c.actor_id, c.operator_id, c.action, c.entity_kind, c.entity_id, v.values_before, v.values_after
    from changes c left join change_values v on v.seq = c.seq
    where c.seq < $1 and c.seq >= $2
      and (c.operator_id = $3
           or (c.entity_kind = 'organisation' and exists (
               select 1 from memberships m where m.organisation_id = c.entity_id and m.operator_id = $3)))
    order by c.seq desc limit $4
)sql" };

static db::Statement const named_organisations { "desk.named_organisations", R"sql(
    select id, name, slug from organisation_cards where id in ($1...)
)sql" };

bool is_own(changes::Entry const& entry, OperatorId at) { return entry.operator_id == at.uuid(); }

} // namespace

bool may_see(changes::Entry const& entry, OperatorId at)
{
    return entry.entity_kind == "organisation" || is_own(entry, at);
}

Page<changes::Entry> latest_changes(db::Reader& reader, OperatorId at, PageRequest const& request)
{
    auto const parts = db::parse_cursor(request.after, 1);
    auto const asked = parts ? parse_integer(parts->front()) : std::nullopt;
    auto const before = asked.value_or(changes::last_seq(reader) + 1);
    auto const from = std::max<std::int64_t>(1, before - window);
    auto page = reader.page(
        request.limit, latest,
        [](db::Row const& row) {
            return changes::Entry { row.integer(0), row.instant(1), row.optional_uuid(2),
                row.optional_uuid(3), row.text(4), row.text(5), row.uuid(6), row.optional_text(7),
                row.optional_text(8) };
        },
        [](changes::Entry const& entry) { return db::cursor({ std::to_string(entry.seq) }); }, before, from,
        at);
    if (page.next.empty() && from > 1)
        page.next = db::cursor({ std::to_string(from) });
    return page;
}

Page<changes::Entry> changes_of(
    db::Reader& reader, OperatorId at, std::string_view kind, Uuid const& entity, PageRequest const& request)
{
    auto page = changes::of_entity(reader, kind, entity, request);
    std::erase_if(page.items, [&](changes::Entry const& entry) { return !may_see(entry, at); });
    return page;
}

Names names_in(db::Reader& reader, std::vector<changes::Entry> const& entries)
{
    Names names;
    std::vector<Uuid> organisations;
    for (auto const& entry : entries) {
        if (entry.actor && !names.persons.contains(*entry.actor))
            if (auto const person = accounts::find_person(reader, PersonId(*entry.actor));
                person && person->state != accounts::PersonState::Erased)
                names.persons.emplace(*entry.actor, person->name);
        if (auto const organisation = organisation_of(entry))
            organisations.push_back(organisation->uuid());
    }
    reader.each(
        named_organisations,
        [&](db::Row const& row) {
            names.organisations[row.uuid(0)] = { row.text(1), row.text(2) };
        },
        organisations);
    return names;
}

Called const* called_in(Names const& names, changes::Entry const& entry)
{
    auto const id = organisation_of(entry);
    auto const found = id ? names.organisations.find(id->uuid()) : names.organisations.end();
    return found == names.organisations.end() ? nullptr : &found->second;
}

} // namespace passerelle::directory::desk
