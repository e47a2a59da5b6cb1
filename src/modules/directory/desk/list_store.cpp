#include "modules/directory/desk/list.hpp"

#include "base/text.hpp"
#include "modules/directory/desk/awaiting.hpp"
#include "modules/directory/desk/joined_sql.hpp"
#include "modules/directory/desk/members.hpp"
#include "modules/directory/finding/finder.hpp"
#include "modules/directory/finding/projection.hpp"
#include "modules/directory/organisations/names.hpp"
#include "modules/directory/organisations/store.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/crypto/encoding.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace passerelle::directory::desk {
namespace {

/// How many names that begin with a text, or numbers, or hits of the index are looked at.
constexpr int candidates_max = 500;

/// Organisations that a page of a long list looks at.
constexpr int window = 20'000;

// The conditions of every list: $1 to $13, each silent where its filter is. What narrows few rows stands
// behind the index that gives the order.
constexpr std::string_view conditions = R"sql(
    (cast($4 as text) = '' or o.kind = $4)
    and (cast($5 as text) = '' or o.lang = $5)
    and 0 + coalesce(o.confirmed_at, o.created_at) < $6
    and (cast($7 as integer) = 0 or o.email = '')
    and (cast($8 as integer) = 0 or exists (
        select 1 from memberships m where m.organisation_id = o.id and m.operator_id = $2
        and (m.since is null or m.since <= $3) and (m.until is null or m.until >= $3)))
    and (cast($9 as text) = '' or exists (
        select 1 from memberships m where m.organisation_id = o.id and m.operator_id = $2 and m.category = $9))
    and (cast($10 as text) = '' or exists (
        select 1 from sites s where s.organisation_id = o.id and s.canton = $10))
    and (cast($11 as text) = '' or exists (
        select 1 from sites s where s.organisation_id = o.id and s.place_id <> ''
        and $11 like '%|' || s.place_id || '|%'))
    and (cast($12 as text) = '' or exists (
        select 1 from text_pieces p where p.owner_id = o.id
        and ' ' || p.coverage || ' ' not like '% ' || $12 || ' %'))
    and (cast($13 as text) = '' or exists (
        select 1 from organisation_concepts c where c.organisation_id = o.id and c.standing = 'confirmed'
        and c.valid_until >= $3 and c.valid_until <= $13))
)sql";

constexpr std::string_view select_by_name = "select o.id, o.sort_key ";
constexpr std::string_view select_by_confirmation = "select o.id, coalesce(o.confirmed_at, o.created_at) ";
constexpr std::string_view select_by_update = "select o.id, o.updated_at ";

constexpr std::string_view from_all = "from organisations o where o.state = $1 and ";
// Kept from the index of states, which SQLite would prefer to that of the order.
constexpr std::string_view from_all_by_update = "from organisations o where o.state || '' = $1 and ";
constexpr std::string_view from_named = "from organisations o where o.id in ($17...) and o.state = $1 and ";
// Members, where they are few: read whole and sorted. `cross join` keeps SQLite from beginning with the other
// table.
constexpr std::string_view from_few_members = R"sql(
    from (select distinct organisation_id as id from memberships
          where operator_id = $2 and (since is null or since <= $3) and (until is null or until >= $3)) as few
    cross join organisations o
    where o.id = few.id and o.state = $1 and )sql";

constexpr std::string_view order_by_name
    = " and (o.sort_key, o.id) > ($14, $15) order by o.sort_key, o.id limit $16";
constexpr std::string_view order_by_confirmation
    = " and (coalesce(o.confirmed_at, o.created_at), o.id) > ($14, $15) "
      "order by coalesce(o.confirmed_at, o.created_at), o.id limit $16";
constexpr std::string_view order_by_update
    = " and (o.updated_at, o.id) < ($14, $15) order by o.updated_at desc, o.id desc limit $16";

// A page looks at `window` organisations at most: a rare condition costs a page no more than a common one.
constexpr std::string_view window_by_name = " and (o.sort_key, o.id) > ($14, $15) and (o.sort_key, o.id) <= "
                                            "($17, $18) order by o.sort_key, o.id limit $16";
constexpr std::string_view window_by_confirmation
    = " and (coalesce(o.confirmed_at, o.created_at), o.id) > ($14, $15) "
      "and (coalesce(o.confirmed_at, o.created_at), o.id) <= ($17, $18)"
      " order by coalesce(o.confirmed_at, o.created_at), o.id limit $16";
constexpr std::string_view window_by_update
    = " and (o.updated_at, o.id) < ($14, $15) and (o.updated_at, o.id) >= ($17, $18)"
      " order by o.updated_at desc, o.id desc limit $16";

static db::Statement const by_name { "desk.list_by_name",
    Joined<select_by_name, from_all, conditions, window_by_name>::text };
static db::Statement const by_confirmation { "desk.list_by_confirmation",
    Joined<select_by_confirmation, from_all, conditions, window_by_confirmation>::text };
static db::Statement const by_update { "desk.list_by_update",
    Joined<select_by_update, from_all_by_update, conditions, window_by_update>::text };

static db::Statement const end_by_name { "desk.list_end_by_name", R"sql(
    select id, sort_key from organisations
    where state = $1 and (sort_key, id) > ($2, $3) order by sort_key, id limit 1 offset $4
)sql" };
static db::Statement const end_by_confirmation { "desk.list_end_by_confirmation", R"sql(
    select id, coalesce(confirmed_at, created_at) from organisations
    where state = $1 and (coalesce(confirmed_at, created_at), id) > ($2, $3)
    order by coalesce(confirmed_at, created_at), id limit 1 offset $4
)sql" };
static db::Statement const end_by_update { "desk.list_end_by_update", R"sql(
    select id, updated_at from organisations
    where $1 <> '' and (updated_at, id) < ($2, $3) order by updated_at desc, id desc limit 1 offset $4
)sql" };

static db::Statement const few_by_name { "desk.list_few_by_name",
    Joined<select_by_name, from_few_members, conditions, order_by_name>::text };
static db::Statement const few_by_confirmation { "desk.list_few_by_confirmation",
    Joined<select_by_confirmation, from_few_members, conditions, order_by_confirmation>::text };
static db::Statement const few_by_update { "desk.list_few_by_update",
    Joined<select_by_update, from_few_members, conditions, order_by_update>::text };

static db::Statement const named_by_name { "desk.list_named_by_name",
    Joined<select_by_name, from_named, conditions, order_by_name>::text };
static db::Statement const named_by_confirmation { "desk.list_named_by_confirmation",
    Joined<select_by_confirmation, from_named, conditions, order_by_confirmation>::text };
static db::Statement const named_by_update { "desk.list_named_by_update",
    Joined<select_by_update, from_named, conditions, order_by_update>::text };

static db::Statement const names_beginning { "desk.names_beginning", R"sql(
    select id from organisations where name_key >= $1 and name_key < $2 order by name_key limit $3
)sql" };

static db::Statement const with_number { "desk.with_number", R"sql(
    select organisation_id from memberships where operator_id = $1 and number = $2 and number <> '' limit $3
)sql" };

/// Names that begin with the text, its membership number, and what the search index finds by words.
std::vector<OrganisationId> named(
    db::Reader& reader, Finder const& finder, ListContext const& context, ListFilter const& filter)
{
    auto const read = [](db::Row const& row) { return row.id<Organisation>(0); };
    auto const key = name_key(filter.text);
    auto found = reader.all(names_beginning, read, key, key + "\xF4\x8F\xBF\xBF", candidates_max);
    auto const numbered = reader.all(with_number, read, context.operator_id, filter.text, candidates_max);
    found.insert(found.end(), numbered.begin(), numbered.end());
    search::Query query { .text = filter.text,
        .lang = context.lang,
        .audiences = { std::string(members_audience), std::string(operators_audience) },
        .limit = 200 };
    if (filter.members_only)
        query.filters.push_back({ std::string(facets::operator_slug), { context.operator_slug } });
    for (auto const& hit : finder.index().find(query).hits)
        found.emplace_back(hit.id);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

void add_municipalities(Places const& places, std::string_view id, std::string& text)
{
    auto const* const place = places.find(id);
    if (place && place->type == Place::Type::Municipality)
        text += place->id + "|";
    for (auto const* const child : places.children(id))
        add_municipalities(places, child->id, text);
}

/// A place as the conditions ask for it: a canton by its code, all else by its municipalities, `|a|b|`.
struct Where {
    std::string canton;
    std::string municipalities;

    explicit Where(std::string const& id)
    {
        auto const& places = Places::all();
        auto const* const place = id.empty() ? nullptr : places.find(id);
        if (!place)
            return;
        if (place->type == Place::Type::Canton)
            canton = place->canton;
        else
            add_municipalities(places, id, municipalities = "|");
    }
};

/// Where a page begins: behind this row.
struct Behind {
    std::vector<std::uint8_t> name {};
    std::int64_t number = 0;
    OrganisationId id {};
};

Behind behind(ListOrder order, std::string_view cursor)
{
    constexpr auto last = std::numeric_limits<std::int64_t>::max();
    auto const parts = db::parse_cursor(cursor, 2);
    auto const id = parts ? OrganisationId::parse((*parts)[1]) : std::nullopt;
    if (!id)
        return { {}, order == ListOrder::Updated ? last : -1, {} };
    auto const& key = (*parts)[0];
    if (order != ListOrder::Name)
        return { {}, parse_integer(key).value_or(0), *id };
    auto const bytes = crypto::from_base64url(key).value_or("");
    return { { bytes.begin(), bytes.end() }, 0, *id };
}

/// The statements of one way to the rows, by order.
struct Statements {
    db::Statement const& by_name;
    db::Statement const& by_confirmation;
    db::Statement const& by_update;

    db::Statement const& of(ListOrder order) const
    {
        return order == ListOrder::Name     ? by_name
            : order == ListOrder::Confirmed ? by_confirmation
                                            : by_update;
    }
};

struct Key {
    OrganisationId id;
    std::string key; ///< as it stands in a cursor
};

Key read_key(db::Row const& row, ListOrder order)
{
    if (order != ListOrder::Name)
        return { row.id<Organisation>(0), std::to_string(row.integer(1)) };
    auto const bytes = row.blob(1);
    return { row.id<Organisation>(0), crypto::base64url(std::string(bytes.begin(), bytes.end())) };
}

std::string cursor_of(Key const& key) { return db::cursor({ key.key, key.id.text() }); }

/// Calls `function(key, id)` with the key in the type of the order's column.
template<class F>
auto with_place(ListOrder order, Behind const& place, F&& function)
{
    return order == ListOrder::Name ? function(place.name, place.id) : function(place.number, place.id);
}

/// One page by the statement of the order; `more` stands at the end of its arguments.
template<class... More>
Page<Key> page_of(db::Reader& reader, db::Statement const& statement, ListContext const& context,
    ListFilter const& filter, PageRequest const& request, More const&... more)
{
    Where const where(filter.place);
    constexpr auto always = std::numeric_limits<std::int64_t>::max();
    return with_place(
        filter.order, behind(filter.order, request.after), [&](auto const& from, OrganisationId id) {
            Page<Key> page;
            page.items = reader.all(
                statement, [&](db::Row const& row) { return read_key(row, filter.order); },
                code_of(filter.state), context.operator_id, context.today,
                filter.kind ? code_of(*filter.kind) : "", filter.lang ? filter.lang->code() : "",
                filter.unconfirmed ? confirmation_due(context.now).milliseconds : always,
                filter.without_email ? 1 : 0, filter.members_only ? 1 : 0, filter.category, where.canton,
                where.municipalities, filter.open_in ? filter.open_in->code() : "",
                filter.expiring ? context.today.plus_days(90).text() : std::string(), from, id,
                request.limit + 1, more...);
            if (page.items.size() > static_cast<std::size_t>(request.limit)) {
                page.items.pop_back();
                page.next = cursor_of(page.items.back());
            }
            return page;
        });
}

/// The last organisation that a page looks at; nothing where fewer are left.
std::optional<Key> end_of_window(db::Reader& reader, ListFilter const& filter, PageRequest const& request)
{
    static Statements const ends { end_by_name, end_by_confirmation, end_by_update };
    return with_place(
        filter.order, behind(filter.order, request.after), [&](auto const& from, OrganisationId id) {
            return reader.one(
                ends.of(filter.order), [&](db::Row const& row) { return read_key(row, filter.order); },
                code_of(filter.state), from, id, window - 1);
        });
}

/// Behind everything.
Behind last_place(ListOrder order)
{
    Behind last;
    last.name.assign(64, 0xFF);
    last.number = order == ListOrder::Updated ? -1 : std::numeric_limits<std::int64_t>::max();
    if (order != ListOrder::Updated) {
        Uuid highest;
        highest.bytes.fill(0xFF);
        last.id = OrganisationId(highest);
    }
    return last;
}

Page<Key> page_of_window(
    db::Reader& reader, ListContext const& context, ListFilter const& filter, PageRequest const& request)
{
    static Statements const walking { by_name, by_confirmation, by_update };
    auto const end = end_of_window(reader, filter, request);
    auto const until = end ? behind(filter.order, cursor_of(*end)) : last_place(filter.order);
    auto page = with_place(filter.order, until, [&](auto const& key, OrganisationId id) {
        return page_of(reader, walking.of(filter.order), context, filter, request, key, id);
    });
    if (page.next.empty() && end)
        page.next = cursor_of(*end);
    return page;
}

} // namespace

Page<OrganisationId> list(db::Reader& reader, Finder const& finder, ListContext const& context,
    ListFilter const& filter, PageRequest const& request)
{
    static Statements const among_named { named_by_name, named_by_confirmation, named_by_update };
    static Statements const among_few { few_by_name, few_by_confirmation, few_by_update };
    auto const is_few = filter.members_only && !has_many_members(reader, context.operator_id);
    auto const keys = !filter.text.empty() ? page_of(reader, among_named.of(filter.order), context, filter,
                          request, named(reader, finder, context, filter))
        : is_few ? page_of(reader, among_few.of(filter.order), context, filter, request)
                 : page_of_window(reader, context, filter, request);
    Page<OrganisationId> page;
    page.next = keys.next;
    for (auto const& key : keys.items)
        page.items.push_back(key.id);
    return page;
}

static db::Statement const memberships_here { "desk.memberships_here", R"sql(
    select id, organisation_id, operator_id, number, category, since, until from memberships
    where operator_id = $1 and organisation_id in ($2...)
    order by organisation_id, coalesce(until, '9999-12-31'), id
)sql" };

std::vector<ListedOrganisation> load_listed(
    db::Reader& reader, ListContext const& context, std::vector<OrganisationId> const& ids)
{
    std::unordered_map<Uuid, Membership> memberships;
    reader.each(
        memberships_here,
        [&](db::Row const& row) {
            memberships[row.uuid(1)]
                = { row.id<Membership>(0), row.id<Organisation>(1), row.id<accounts::Operator>(2),
                      row.text(3), row.text(4), row.optional_date(5), row.optional_date(6) };
        },
        context.operator_id, ids);
    std::vector<ListedOrganisation> result;
    for (auto& organisation : store::load(reader, ids)) {
        auto const found = memberships.find(organisation.id.uuid());
        result.push_back({ std::move(organisation),
            found == memberships.end() ? std::nullopt : std::optional(found->second) });
    }
    return result;
}

} // namespace passerelle::directory::desk
