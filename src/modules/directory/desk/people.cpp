#include "modules/directory/desk/people.hpp"

#include "base/text.hpp"
#include "modules/directory/desk/joined_sql.hpp"
#include "platform/crypto/encoding.hpp"

namespace passerelle::directory::desk {
namespace {

/// Up to this many people with roles, they are read and sorted; above, organisations are walked in their
/// order.
constexpr int few_people_max = 5000;

constexpr std::string_view columns = "select p.person_id, p.name, p.email, p.phone, p.lang, p.role, p.title, "
                                     "o.id, o.name, o.slug, o.sort_key ";
constexpr std::string_view from_people = "from organisation_people p cross join organisations o";
constexpr std::string_view from_organisations = "from organisations o cross join organisation_people p";
constexpr std::string_view conditions = R"sql(
    where p.organisation_id = o.id and o.state = 'published'
      and (p.since <= $2 and (p.until is null or p.until >= $2))
      and exists (select 1 from memberships m where m.organisation_id = o.id and m.operator_id = $1
                  and (m.since is null or m.since <= $2) and (m.until is null or m.until >= $2))
      and (cast($3 as text) = '' or p.role = $3)
      and (cast($4 as text) = '' or p.lang = $4)
      and (cast($5 as text) = '' or lower(p.name) like $5 or lower(p.email) like $5)
      and (o.sort_key, o.id) >= ($6, $7) and ((o.sort_key, o.id) > ($6, $7) or p.person_id > $8)
    order by o.sort_key, o.id, p.person_id limit $9
)sql";

static db::Statement const few_people { "desk.few_people", Joined<columns, from_people, conditions>::text };
static db::Statement const many_people { "desk.many_people",
    Joined<columns, from_organisations, conditions>::text };

static db::Statement const count_people { "desk.count_people", R"sql(
    select count(*) from (select 1 as found from organisation_people limit $1) as counted
)sql" };

struct Behind {
    std::string sort_key {};
    OrganisationId organisation {};
    PersonId person {};
};

Behind behind(std::string_view cursor)
{
    auto const parts = db::parse_cursor(cursor, 3);
    auto const organisation = parts ? OrganisationId::parse((*parts)[1]) : std::nullopt;
    auto const person = parts ? PersonId::parse((*parts)[2]) : std::nullopt;
    return organisation && person
        ? Behind { crypto::from_base64url((*parts)[0]).value_or(""), *organisation, *person }
        : Behind();
}

ListedPerson read_person(db::Row const& row)
{
    auto const key = row.blob(10);
    return { row.id<accounts::Person>(0), row.text(1), row.optional_text(2).value_or(""), row.text(3),
        row.lang(4), accounts::parse_organisation_role(row.view(5)), row.text(6), row.id<Organisation>(7),
        row.text(8), row.text(9), std::string(key.begin(), key.end()) };
}

/// What `like` takes for a sign of its own goes.
std::string pattern_of(std::string_view text)
{
    std::string pattern;
    for (auto const c : ascii_lower(text))
        if (c != '%' && c != '_' && c != '\\')
            pattern += c;
    return pattern.empty() ? pattern : "%" + pattern + "%";
}

} // namespace

Page<ListedPerson> people(db::Reader& reader, OperatorId at, LocalDate today, PeopleFilter const& filter,
    PageRequest const& request)
{
    auto const start = behind(request.after);
    std::vector<std::uint8_t> const key(start.sort_key.begin(), start.sort_key.end());
    auto const few = reader.value<std::int64_t>(count_people, few_people_max + 1) <= few_people_max;
    return reader.page(
        request.limit, few ? few_people : many_people, read_person,
        [](ListedPerson const& person) {
            return db::cursor(
                { crypto::base64url(person.sort_key), person.organisation.text(), person.person.text() });
        },
        at, today, filter.role ? accounts::code_of(*filter.role) : "", filter.lang ? filter.lang->code() : "",
        pattern_of(filter.text), key, start.organisation, start.person);
}

} // namespace passerelle::directory::desk
