#include "modules/directory/organisations/store.hpp"

namespace passerelle::directory::store {
namespace {

OperatorNote read_note(db::Row const& row)
{
    return { row.id<OperatorNote>(0), row.id<Organisation>(1), row.id<accounts::Operator>(2), row.text(3),
        row.text(4), row.instant(5), row.optional_id<accounts::Person>(6) };
}

OperatorContact read_contact(db::Row const& row)
{
    return { row.id<OperatorContact>(0), row.id<Organisation>(1), row.id<accounts::Operator>(2), row.text(3),
        row.text(4), row.text(5), row.text(6), row.lang(7) };
}

} // namespace

static db::Statement const notes_of_sql { "directory.notes_of", R"sql(
    select id, organisation_id, operator_id, label, text, written_at, written_by from operator_notes
    where organisation_id = $1 and operator_id = $2 order by label, written_at desc, id
)sql" };

std::vector<OperatorNote> notes_of(db::Reader& reader, OrganisationId organisation, OperatorId at)
{
    return reader.all(notes_of_sql, read_note, organisation, at);
}

static db::Statement const insert_note { "directory.insert_note", R"sql(
    insert into operator_notes (id, organisation_id, operator_id, label, text, written_at, written_by)
    values ($1, $2, $3, $4, $5, $6, $7)
)sql" };

void insert(db::Transaction& tx, OperatorNote const& note)
{
    tx.run(insert_note, note.id, note.organisation, note.operator_id, note.label, note.text, note.written_at,
        note.written_by);
}

static db::Statement const update_note { "directory.update_note", R"sql(
    update operator_notes set label = $3, text = $4, written_at = $5, written_by = $6
    where id = $1 and operator_id = $2
)sql" };

void update(db::Transaction& tx, OperatorNote const& note)
{
    tx.run(update_note, note.id, note.operator_id, note.label, note.text, note.written_at, note.written_by);
}

static db::Statement const delete_note { "directory.delete_note", R"sql(
    delete from operator_notes where operator_id = $1 and id = $2
)sql" };

void remove(db::Transaction& tx, OperatorId at, NoteId id) { tx.run(delete_note, at, id); }

static db::Statement const contacts_of_sql { "directory.contacts_of", R"sql(
    select id, organisation_id, operator_id, name, email, phone, role, lang from operator_contacts
    where organisation_id = $1 and operator_id = $2 order by name, id
)sql" };

std::vector<OperatorContact> contacts_of(db::Reader& reader, OrganisationId organisation, OperatorId at)
{
    return reader.all(contacts_of_sql, read_contact, organisation, at);
}

static db::Statement const insert_contact { "directory.insert_contact", R"sql(
    insert into operator_contacts (id, organisation_id, operator_id, name, email, phone, role, lang)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
)sql" };

void insert(db::Transaction& tx, OperatorContact const& contact)
{
    tx.run(insert_contact, contact.id, contact.organisation, contact.operator_id, contact.name, contact.email,
        contact.phone, contact.role, contact.lang);
}

static db::Statement const update_contact { "directory.update_contact", R"sql(
    update operator_contacts set name = $3, email = $4, phone = $5, role = $6, lang = $7
    where id = $1 and operator_id = $2
)sql" };

void update(db::Transaction& tx, OperatorContact const& contact)
{
    tx.run(update_contact, contact.id, contact.operator_id, contact.name, contact.email, contact.phone,
        contact.role, contact.lang);
}

static db::Statement const delete_contact { "directory.delete_contact", R"sql(
    delete from operator_contacts where operator_id = $1 and id = $2
)sql" };

void remove(db::Transaction& tx, OperatorId at, ContactId id) { tx.run(delete_contact, at, id); }

} // namespace passerelle::directory::store
