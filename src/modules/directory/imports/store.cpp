#include "modules/directory/imports/store.hpp"

#include "base/ensure.hpp"
#include "platform/texts/texts.hpp"

#include <algorithm>
#include <array>

namespace passerelle::directory::imports::store {
namespace {

constexpr std::array<std::string_view, 3> states { "draft", "applied", "undone" };

ImportState parse_state(std::string_view code)
{
    auto const found = std::find(states.begin(), states.end(), code);
    ensure(found != states.end());
    return static_cast<ImportState>(found - states.begin());
}

Import read_import(db::Row const& row)
{
    return { row.id<Import>(0), row.id<accounts::Operator>(1), row.text(2), row.text(3),
        parse_state(row.view(4)), row.text(5), row.text(6), row.instant(7),
        row.optional_id<accounts::Person>(8), row.optional_instant(9), row.optional_instant(10) };
}

} // namespace

static db::Statement const by_refs_sql { "imports.by_refs", R"sql(
    select ref, organisation_id from organisation_refs where operator_id = $1 and ref in ($2...)
)sql" };

std::unordered_map<std::string, OrganisationId> by_refs(
    db::Reader& reader, OperatorId at, std::vector<std::string> const& refs)
{
    std::unordered_map<std::string, OrganisationId> found;
    reader.each(
        by_refs_sql, [&](db::Row const& row) { found.emplace(row.text(0), row.id<Organisation>(1)); }, at,
        refs);
    return found;
}

static db::Statement const by_slugs_sql { "imports.by_slugs", R"sql(
    select distinct o.slug, o.id from organisations o
    join memberships m on m.organisation_id = o.id and m.operator_id = $1
    where o.slug in ($2...)
)sql" };

std::unordered_map<std::string, OrganisationId> by_slugs(
    db::Reader& reader, OperatorId at, std::vector<std::string> const& slugs)
{
    std::unordered_map<std::string, OrganisationId> found;
    if (!slugs.empty())
        reader.each(
            by_slugs_sql, [&](db::Row const& row) { found.emplace(row.text(0), row.id<Organisation>(1)); },
            at, slugs);
    return found;
}

static db::Statement const refs_sql { "imports.refs", R"sql(
    select organisation_id, ref from organisation_refs
    where operator_id = $1 and organisation_id in ($2...) order by organisation_id, ref
)sql" };

static db::Statement const memberships_sql { "imports.memberships", R"sql(
    select organisation_id, id, operator_id, number, category, since, until from memberships
    where operator_id = $1 and organisation_id in ($2...) order by organisation_id, since, id
)sql" };

static db::Statement const contacts_sql { "imports.contacts", R"sql(
    select organisation_id, id, operator_id, name, email, phone, role, lang from operator_contacts
    where operator_id = $1 and organisation_id in ($2...) order by organisation_id, id
)sql" };

static db::Statement const notes_sql { "imports.notes", R"sql(
    select organisation_id, id, operator_id, label, text, written_at, written_by from operator_notes
    where operator_id = $1 and organisation_id in ($2...) order by organisation_id, id
)sql" };

std::unordered_map<Uuid, Records> records_of(
    db::Reader& reader, OperatorId at, std::vector<OrganisationId> const& organisations)
{
    std::unordered_map<Uuid, Records> found;
    for (auto const& id : organisations)
        found[id.uuid()];
    if (organisations.empty())
        return found;
    reader.each(
        refs_sql, [&](db::Row const& row) { found[row.uuid(0)].refs.push_back(row.text(1)); }, at,
        organisations);
    reader.each(
        memberships_sql,
        [&](db::Row const& row) {
            found[row.uuid(0)].memberships.push_back(
                { row.id<Membership>(1), row.id<Organisation>(0), row.id<accounts::Operator>(2), row.text(3),
                    row.text(4), row.optional_date(5), row.optional_date(6) });
        },
        at, organisations);
    reader.each(
        contacts_sql,
        [&](db::Row const& row) {
            found[row.uuid(0)].contacts.push_back(
                { row.id<OperatorContact>(1), row.id<Organisation>(0), row.id<accounts::Operator>(2),
                    row.text(3), row.text(4), row.text(5), row.text(6), row.lang(7) });
        },
        at, organisations);
    reader.each(
        notes_sql,
        [&](db::Row const& row) {
            found[row.uuid(0)].notes.push_back(
                { row.id<OperatorNote>(1), row.id<Organisation>(0), row.id<accounts::Operator>(2),
                    row.text(3), row.text(4), row.instant(5), row.optional_id<accounts::Person>(6) });
        },
        at, organisations);
    return found;
}

static db::Statement const put_ref { "imports.put_ref", R"sql(
    insert into organisation_refs (operator_id, ref, organisation_id) values ($1, $2, $3)
    on conflict (operator_id, ref) do update set organisation_id = excluded.organisation_id
)sql" };

static db::Statement const delete_ref { "imports.delete_ref", R"sql(
    delete from organisation_refs where operator_id = $1 and ref = $2
)sql" };

static db::Statement const put_membership { "imports.put_membership", R"sql(
    insert into memberships (id, organisation_id, operator_id, number, category, since, until)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (id) do update set number = excluded.number, category = excluded.category,
        since = excluded.since, until = excluded.until
)sql" };

static db::Statement const delete_membership { "imports.delete_membership", R"sql(
    delete from memberships where operator_id = $1 and id = $2
)sql" };

static db::Statement const put_contact { "imports.put_contact", R"sql(
    insert into operator_contacts (id, organisation_id, operator_id, name, email, phone, role, lang)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (id) do update set name = excluded.name, email = excluded.email, phone = excluded.phone,
        role = excluded.role, lang = excluded.lang
)sql" };

static db::Statement const delete_contact { "imports.delete_contact", R"sql(
    delete from operator_contacts where operator_id = $1 and id = $2
)sql" };

static db::Statement const put_note { "imports.put_note", R"sql(
    insert into operator_notes (id, organisation_id, operator_id, label, text, written_at, written_by)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (id) do update set label = excluded.label, text = excluded.text,
        written_at = excluded.written_at, written_by = excluded.written_by
)sql" };

static db::Statement const delete_note { "imports.delete_note", R"sql(
    delete from operator_notes where operator_id = $1 and id = $2
)sql" };

namespace {

template<class T>
T const* with_id(std::vector<T> const& items, Id<T> const& id)
{
    auto const found = std::find_if(items.begin(), items.end(), [&](T const& item) { return item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

bool has(std::vector<std::string> const& items, std::string const& item)
{
    return std::find(items.begin(), items.end(), item) != items.end();
}

template<class T>
void remove_gone(db::Batch& batch, db::Statement const& statement, OperatorId at,
    std::vector<T> const& before, std::vector<T> const& after)
{
    for (auto const& item : before)
        if (!with_id(after, item.id))
            batch.run(statement, at, item.id);
}

} // namespace

void write(
    db::Batch& batch, OperatorId at, OrganisationId organisation, Records const& before, Records const& after)
{
    for (auto const& ref : before.refs)
        if (!has(after.refs, ref))
            batch.run(delete_ref, at, ref);
    for (auto const& ref : after.refs)
        if (!has(before.refs, ref))
            batch.run(put_ref, at, ref, organisation);
    remove_gone(batch, delete_membership, at, before.memberships, after.memberships);
    for (auto const& one : after.memberships)
        batch.run(put_membership, one.id, organisation, at, one.number, one.category, one.since, one.until);
    remove_gone(batch, delete_contact, at, before.contacts, after.contacts);
    for (auto const& one : after.contacts)
        batch.run(put_contact, one.id, organisation, at, one.name, one.email, one.phone, one.role, one.lang);
    remove_gone(batch, delete_note, at, before.notes, after.notes);
    for (auto const& one : after.notes)
        batch.run(put_note, one.id, organisation, at, one.label, one.text, one.written_at, one.written_by);
}

static db::Statement const insert_import { "imports.insert", R"sql(
    insert into imports (id, operator_id, file_name, content, mapping, state, report, made_at, made_by,
        applied_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
)sql" };

void insert(db::Transaction& tx, Import const& import, std::string_view content)
{
    auto const state = states[static_cast<std::size_t>(import.state)];
    if (import.state == ImportState::Draft)
        tx.run(insert_import, import.id, import.operator_id, import.file_name, bytes_of(content),
            import.mapping, state, import.report, import.made_at, import.made_by, import.applied_at);
    else
        tx.run(insert_import, import.id, import.operator_id, import.file_name, nullptr, import.mapping, state,
            import.report, import.made_at, import.made_by, import.applied_at);
}

static db::Statement const insert_row { "imports.insert_row", R"sql(
    insert into import_rows (import_id, line, outcome, organisation_id, version, undo)
    values ($1, $2, $3, $4, $5, $6)
)sql" };

void insert(db::Batch& batch, ImportId import, ImportRow const& row)
{
    batch.run(insert_row, import, row.line, row.created ? "created" : "updated", row.organisation,
        row.version, row.undo);
}

static db::Statement const find_import { "imports.find", R"sql(
    select id, operator_id, file_name, mapping, state, report, digest, made_at, made_by, applied_at,
        undone_at
    from imports
    where id = $1 and operator_id = $2
)sql" };

std::optional<Import> find(db::Reader& reader, OperatorId at, ImportId id)
{
    return reader.one(find_import, read_import, id, at);
}

static db::Statement const find_content { "imports.content", R"sql(
    select content from imports where id = $1 and content is not null
)sql" };

std::optional<std::string> content_of(db::Reader& reader, ImportId id)
{
    return reader.one(
        find_content,
        [](db::Row const& row) {
            auto const bytes = row.blob(0);
            return std::string(bytes.begin(), bytes.end());
        },
        id);
}

static db::Statement const set_applied_sql { "imports.set_applied", R"sql(
    update imports set state = 'applied', report = $2, applied_at = $3, content = null, digest = ''
    where id = $1
)sql" };

void set_applied(db::Transaction& tx, ImportId id, std::string_view report, Instant now)
{
    tx.run(set_applied_sql, id, report, now);
}

static db::Statement const set_undone_sql { "imports.set_undone", R"sql(
    update imports set state = 'undone', undone_at = $2 where id = $1
)sql" };

void set_undone(db::Transaction& tx, ImportId id, Instant now) { tx.run(set_undone_sql, id, now); }

static db::Statement const list_first { "imports.list_first", R"sql(
    select id, operator_id, file_name, mapping, state, report, digest, made_at, made_by, applied_at,
        undone_at
    from imports
    where operator_id = $1 order by made_at desc, id desc limit $2
)sql" };

static db::Statement const list_after { "imports.list_after", R"sql(
    select id, operator_id, file_name, mapping, state, report, digest, made_at, made_by, applied_at,
        undone_at
    from imports
    where operator_id = $1 and (made_at, id) < ($2, $3) order by made_at desc, id desc limit $4
)sql" };

passerelle::Page<Import> list(db::Reader& reader, OperatorId at, PageRequest const& page)
{
    auto const cursor_of = [](Import const& import) {
        return db::cursor({ std::to_string(import.made_at.milliseconds), import.id.text() });
    };
    auto const after = db::parse_cursor(page.after, 2);
    auto const id = after ? ImportId::parse((*after)[1]) : std::nullopt;
    if (!id)
        return reader.page(page.limit, list_first, read_import, cursor_of, at);
    return reader.page(page.limit, list_after, read_import, cursor_of, at, std::stoll((*after)[0]), *id);
}

static db::Statement const rows_after_sql { "imports.rows_after", R"sql(
    select line, outcome, organisation_id, version, undo from import_rows
    where import_id = $1 and line > $2 order by line limit $3
)sql" };

std::vector<ImportRow> rows_after(db::Reader& reader, ImportId import, std::int64_t line, int limit)
{
    return reader.all(
        rows_after_sql,
        [](db::Row const& row) {
            return ImportRow { row.integer(0), row.view(1) == "created", row.id<Organisation>(2),
                static_cast<int>(row.integer(3)), row.text(4) };
        },
        import, line, limit);
}

static db::Statement const remove_row_sql { "imports.remove_row", R"sql(
    delete from import_rows where import_id = $1 and line = $2
)sql" };

void remove_row(db::Transaction& tx, ImportId import, std::int64_t line)
{
    tx.run(remove_row_sql, import, line);
}

static db::Statement const is_held_sql { "imports.is_held", R"sql(
    select 1 from organisation_refs where organisation_id = $1 and operator_id <> $2
    union all select 1 from memberships where organisation_id = $1 and operator_id <> $2
    union all select 1 from operator_notes where organisation_id = $1 and operator_id <> $2
    union all select 1 from operator_contacts where organisation_id = $1 and operator_id <> $2
    union all select 1 from organisation_roles where organisation_id = $1
    union all select 1 from claims where organisation_id = $1
    union all select 1 from merges where survivor_id = $1 or absorbed_id = $1
    union all select 1 from organisations where successor_id = $1
    limit 1
)sql" };

bool is_held(db::Reader& reader, OrganisationId id, OperatorId at)
{
    return reader.exists(is_held_sql, id, at);
}

static db::Statement const erase_sites { "imports.erase_sites",
    "delete from sites where organisation_id = $1" };
static db::Statement const erase_concepts { "imports.erase_concepts",
    "delete from organisation_concepts where organisation_id = $1" };
static db::Statement const erase_refs { "imports.erase_refs",
    "delete from organisation_refs where organisation_id = $1" };
static db::Statement const erase_memberships { "imports.erase_memberships",
    "delete from memberships where organisation_id = $1" };
static db::Statement const erase_notes { "imports.erase_notes",
    "delete from operator_notes where organisation_id = $1" };
static db::Statement const erase_contacts { "imports.erase_contacts",
    "delete from operator_contacts where organisation_id = $1" };
static db::Statement const erase_first_pairs { "imports.erase_first_pairs",
    "delete from duplicate_pairs where first_id = $1" };
static db::Statement const erase_second_pairs { "imports.erase_second_pairs",
    "delete from duplicate_pairs where second_id = $1" };
static db::Statement const erase_organisation { "imports.erase_organisation",
    "delete from organisations where id = $1" };

void erase(db::Transaction& tx, OrganisationId id)
{
    texts::remove_owner(tx, id.uuid());
    db::Batch batch(tx);
    for (auto const* statement : { &erase_sites, &erase_concepts, &erase_refs, &erase_memberships,
             &erase_notes, &erase_contacts, &erase_first_pairs, &erase_second_pairs, &erase_organisation })
        batch.run(*statement, id);
    batch.finish();
}

static db::Statement const organisations_of_sql { "imports.organisations_of", R"sql(
    select organisation_id from (
        select organisation_id from memberships where operator_id = $1 and organisation_id > $2
        union
        select organisation_id from organisation_refs where operator_id = $1 and organisation_id > $2
    ) mine
    order by organisation_id limit $3
)sql" };

std::vector<OrganisationId> organisations_of(
    db::Reader& reader, OperatorId at, OrganisationId after, int limit)
{
    return reader.all(
        organisations_of_sql, [](db::Row const& row) { return row.id<Organisation>(0); }, at, after, limit);
}

static db::Statement const text_langs_sql { "imports.text_langs", R"sql(
    select distinct t.lang from memberships m join texts t on t.owner_id = m.organisation_id
    where m.operator_id = $1 order by t.lang
)sql" };

Langs text_langs(db::Reader& reader, OperatorId at)
{
    return reader.all(
        text_langs_sql, [](db::Row const& row) { return row.lang(0); }, at);
}

static db::Statement const note_labels_sql { "imports.note_labels", R"sql(
    select distinct label from operator_notes where operator_id = $1 and label <> '' order by label limit 100
)sql" };

std::vector<std::string> note_labels(db::Reader& reader, OperatorId at)
{
    return reader.all(
        note_labels_sql, [](db::Row const& row) { return row.text(0); }, at);
}

} // namespace passerelle::directory::imports::store
