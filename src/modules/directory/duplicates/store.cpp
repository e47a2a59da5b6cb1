#include "modules/directory/duplicates/store.hpp"

#include "base/ensure.hpp"
#include "modules/directory/duplicates/reasons_portable.hpp"

#include <algorithm>
#include <array>

namespace passerelle::directory::duplicates::store {
namespace {

constexpr std::array<std::string_view, 3> states { "open", "dismissed", "merged" };

Pair read_pair(db::Row const& row)
{
    auto const state = std::find(states.begin(), states.end(), row.view(4));
    ensure(state != states.end());
    return { row.id<Organisation>(0), row.id<Organisation>(1), static_cast<int>(row.integer(2)),
        parse_reasons(row.view(3)), static_cast<PairState>(state - states.begin()), row.text(5),
        row.text(6) };
}

Merge read_merge(db::Row const& row)
{
    return { row.id<Merge>(0), row.id<Organisation>(1), row.id<Organisation>(2), row.text(3), row.instant(4),
        row.optional_id<accounts::Person>(5), row.optional_instant(6) };
}

} // namespace

static db::Statement const remember_sql { "duplicates.remember", R"sql(
    insert into duplicate_pairs (first_id, second_id, score, reasons, state, found_at)
    values ($1, $2, $3, $4, 'open', $5)
    on conflict (first_id, second_id) do update set score = excluded.score, reasons = excluded.reasons
    where duplicate_pairs.state = 'open'
)sql" };

void remember(db::Batch& batch, OrganisationId a, OrganisationId b, Likeness const& likeness, Instant now)
{
    auto const reasons = text_of(likeness.reasons);
    batch.run(remember_sql, std::min(a, b), std::max(a, b), likeness.score, reasons, now);
}

static db::Statement const set_state_sql { "duplicates.set_state", R"sql(
    update duplicate_pairs set state = $3 where first_id = $1 and second_id = $2
)sql" };

void set_state(db::Transaction& tx, OrganisationId a, OrganisationId b, PairState state)
{
    tx.run(set_state_sql, std::min(a, b), std::max(a, b), states[static_cast<std::size_t>(state)]);
}

static db::Statement const forget_open_sql { "duplicates.forget_open", R"sql(
    delete from duplicate_pairs where (first_id = $1 or second_id = $1) and state = 'open'
)sql" };

void forget_open(db::Transaction& tx, OrganisationId id) { tx.run(forget_open_sql, id); }

static db::Statement const find_pair { "duplicates.find_pair", R"sql(
    select p.first_id, p.second_id, p.score, p.reasons, p.state, a.name, b.name
    from duplicate_pairs p
    join organisations a on a.id = p.first_id
    join organisations b on b.id = p.second_id
    where p.first_id = $1 and p.second_id = $2
)sql" };

std::optional<Pair> find(db::Reader& reader, OrganisationId a, OrganisationId b)
{
    return reader.one(find_pair, read_pair, std::min(a, b), std::max(a, b));
}

static db::Statement const open_pairs_sql { "duplicates.open_pairs", R"sql(
    select p.first_id, p.second_id, p.score, p.reasons, p.state, a.name, b.name
    from duplicate_pairs p
    join organisations a on a.id = p.first_id
    join organisations b on b.id = p.second_id
    where p.state = 'open' and (p.score, p.first_id, p.second_id) < ($3, $4, $5)
        and (exists (select 1 from memberships m where m.organisation_id in (p.first_id, p.second_id)
                     and m.operator_id = $1 and (m.until is null or m.until >= $2))
            or not exists (select 1 from memberships m
                     where m.organisation_id in (p.first_id, p.second_id)
                     and (m.until is null or m.until >= $2)))
    order by p.score desc, p.first_id desc, p.second_id desc
    limit $6
)sql" };

passerelle::Page<Pair> open_pairs(db::Reader& reader, OperatorId at, LocalDate today, PageRequest const& page)
{
    std::int64_t score = 1000;
    OrganisationId first, second;
    if (auto const after = db::parse_cursor(page.after, 3)) {
        auto const a = OrganisationId::parse((*after)[1]);
        auto const b = OrganisationId::parse((*after)[2]);
        if (a && b) {
            score = std::atoi((*after)[0].c_str());
            first = *a;
            second = *b;
        }
    }
    return reader.page(
        page.limit, open_pairs_sql, read_pair,
        [](Pair const& pair) {
            return db::cursor({ std::to_string(pair.score), pair.first.text(), pair.second.text() });
        },
        at, today, score, first, second);
}

static db::Statement const count_open_sql { "duplicates.count_open", R"sql(
    select count(*) from (
        select 1 from duplicate_pairs p
        where p.state = 'open'
            and (exists (select 1 from memberships m where m.organisation_id in (p.first_id, p.second_id)
                         and m.operator_id = $1 and (m.until is null or m.until >= $2))
                or not exists (select 1 from memberships m
                     where m.organisation_id in (p.first_id, p.second_id)
                         and (m.until is null or m.until >= $2)))
        limit 1000
    ) open_ones
)sql" };

std::int64_t count_open(db::Reader& reader, OperatorId at, LocalDate today)
{
    return reader.value<std::int64_t>(count_open_sql, at, today);
}

static db::Statement const insert_merge { "duplicates.insert_merge", R"sql(
    insert into merges (id, survivor_id, absorbed_id, undo, merged_at, merged_by)
    values ($1, $2, $3, $4, $5, $6)
)sql" };

void insert(db::Transaction& tx, Merge const& merge)
{
    tx.run(
        insert_merge, merge.id, merge.survivor, merge.absorbed, merge.undo, merge.merged_at, merge.merged_by);
}

static db::Statement const find_merge { "duplicates.find_merge", R"sql(
    select id, survivor_id, absorbed_id, undo, merged_at, merged_by, undone_at from merges where id = $1
)sql" };

std::optional<Merge> find(db::Reader& reader, MergeId id) { return reader.one(find_merge, read_merge, id); }

static db::Statement const merges_into_sql { "duplicates.merges_into", R"sql(
    select id, survivor_id, absorbed_id, undo, merged_at, merged_by, undone_at from merges
    where survivor_id = $1 order by merged_at desc, id desc limit 50
)sql" };

std::vector<Merge> merges_into(db::Reader& reader, OrganisationId survivor)
{
    return reader.all(merges_into_sql, read_merge, survivor);
}

static db::Statement const set_merge_undone { "duplicates.set_merge_undone", R"sql(
    update merges set undone_at = $2 where id = $1
)sql" };

void set_undone(db::Transaction& tx, MergeId id, Instant now) { tx.run(set_merge_undone, id, now); }

static db::Statement const hanging_refs { "duplicates.hanging_refs", R"sql(
    select operator_id, ref from organisation_refs where organisation_id = $1 order by operator_id, ref
)sql" };
static db::Statement const hanging_memberships { "duplicates.hanging_memberships",
    "select id from memberships where organisation_id = $1 order by id" };
static db::Statement const hanging_notes { "duplicates.hanging_notes",
    "select id from operator_notes where organisation_id = $1 order by id" };
static db::Statement const hanging_contacts { "duplicates.hanging_contacts",
    "select id from operator_contacts where organisation_id = $1 order by id" };
static db::Statement const hanging_claims { "duplicates.hanging_claims",
    "select id from claims where organisation_id = $1 order by id" };
static db::Statement const hanging_roles { "duplicates.hanging_roles",
    "select id from organisation_roles where organisation_id = $1 order by id" };

static db::Statement const move_ref { "duplicates.move_ref", R"sql(
    update organisation_refs set organisation_id = $3 where operator_id = $1 and ref = $2
)sql" };
static db::Statement const move_membership { "duplicates.move_membership",
    "update memberships set organisation_id = $2 where id = $1" };
static db::Statement const move_note { "duplicates.move_note",
    "update operator_notes set organisation_id = $2 where id = $1" };
static db::Statement const move_contact { "duplicates.move_contact",
    "update operator_contacts set organisation_id = $2 where id = $1" };
static db::Statement const move_claim { "duplicates.move_claim",
    "update claims set organisation_id = $2 where id = $1" };
// A person may hold a role at both already; then it stays where it is.
static db::Statement const move_role { "duplicates.move_role", R"sql(
    update organisation_roles set organisation_id = $2
    where id = $1 and not exists (select 1 from organisation_roles o where o.organisation_id = $2
        and o.person_id = organisation_roles.person_id and o.since = organisation_roles.since)
)sql" };

namespace {

struct HangingTable {
    std::vector<Uuid> Hanging::*ids;
    db::Statement const& find;
    db::Statement const& move;
};

std::array<HangingTable, 5> const& hanging_tables()
{
    static std::array<HangingTable, 5> const all {
        HangingTable { &Hanging::memberships, hanging_memberships, move_membership },
        HangingTable { &Hanging::notes, hanging_notes, move_note },
        HangingTable { &Hanging::contacts, hanging_contacts, move_contact },
        HangingTable { &Hanging::claims, hanging_claims, move_claim },
        HangingTable { &Hanging::roles, hanging_roles, move_role },
    };
    return all;
}

} // namespace

Hanging hanging_on(db::Reader& reader, OrganisationId id)
{
    Hanging hanging;
    hanging.refs = reader.all(
        hanging_refs,
        [](db::Row const& row) { return std::pair(row.id<accounts::Operator>(0), row.text(1)); }, id);
    for (auto const& table : hanging_tables())
        hanging.*table.ids = reader.all(
            table.find, [](db::Row const& row) { return row.uuid(0); }, id);
    return hanging;
}

void hand_over(db::Transaction& tx, Hanging const& hanging, OrganisationId to)
{
    for (auto const& [at, ref] : hanging.refs)
        tx.run(move_ref, at, ref, to);
    for (auto const& table : hanging_tables())
        for (auto const& id : hanging.*table.ids)
            tx.run(table.move, id, to);
}

static db::Statement const leading_to_sql { "duplicates.leading_to", R"sql(
    select id from organisations where successor_id = $1 order by id
)sql" };

std::vector<OrganisationId> leading_to(db::Reader& reader, OrganisationId id)
{
    return reader.all(
        leading_to_sql, [](db::Row const& row) { return row.id<Organisation>(0); }, id);
}

static db::Statement const lead_to_sql { "duplicates.lead_to", R"sql(
    update organisations set successor_id = $2 where id = $1
)sql" };

void lead_to(db::Transaction& tx, std::vector<OrganisationId> const& ids, OrganisationId successor)
{
    for (auto const& id : ids)
        tx.run(lead_to_sql, id, successor);
}

} // namespace passerelle::directory::duplicates::store
