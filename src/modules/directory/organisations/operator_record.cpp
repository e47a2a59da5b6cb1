#include "modules/directory/organisations/operator_record.hpp"

#include "base/ensure.hpp"
#include "platform/changes/changes.hpp"
#include "platform/crypto/hash.hpp"

#include <algorithm>

namespace passerelle::directory {
namespace {

changes::Fields fields_of(Membership const& membership)
{
    return changes::Fields()
        .add("membership", membership.id)
        .add("number", membership.number)
        .add("category", membership.category)
        .add("since", membership.since)
        .add("until", membership.until);
}

changes::Fields fields_of(OperatorNote const& note)
{
    return changes::Fields().add("note", note.id).add("label", note.label).add("text", note.text);
}

changes::Fields fields_of(OperatorContact const& contact)
{
    return changes::Fields()
        .add("contact", contact.id)
        .add("name", contact.name)
        .add("email", contact.email)
        .add("phone", contact.phone)
        .add("role", contact.role)
        .add("lang", contact.lang);
}

constexpr std::string_view noun_of(Membership const&) { return "membership"; }
constexpr std::string_view noun_of(OperatorNote const&) { return "note"; }
constexpr std::string_view noun_of(OperatorContact const&) { return "contact"; }

std::vector<Membership> stored_like(db::Reader& reader, Membership const& item)
{
    return store::memberships_of(reader, item.organisation, item.operator_id);
}
std::vector<OperatorNote> stored_like(db::Reader& reader, OperatorNote const& item)
{
    return store::notes_of(reader, item.organisation, item.operator_id);
}
std::vector<OperatorContact> stored_like(db::Reader& reader, OperatorContact const& item)
{
    return store::contacts_of(reader, item.organisation, item.operator_id);
}

void erase(db::Transaction& tx, Membership const& item) { store::remove(tx, item.id); }
void erase(db::Transaction& tx, OperatorNote const& item) { store::remove(tx, item.operator_id, item.id); }
void erase(db::Transaction& tx, OperatorContact const& item) { store::remove(tx, item.operator_id, item.id); }

void log(db::Transaction& tx, OperatorId at, OrganisationId organisation, std::string action,
    changes::Fields before, changes::Fields after, Author const& author)
{
    auto const is_membership = action.starts_with("membership.");
    log_operator_record(tx, at, organisation, std::move(action), std::move(before), std::move(after), author);
    if (is_membership)
        changes::record(tx,
            { .at = author.now,
                .actor = author.person ? std::optional(author.person->uuid()) : std::nullopt,
                .operator_id = at.uuid(),
                .action = "organisation.membership_changed",
                .entity_kind = "organisation",
                .entity = organisation.uuid() });
}

template<class Item>
std::optional<Item> find_stored(db::Reader& reader, Item const& like)
{
    auto stored = stored_like(reader, like);
    auto const found
        = std::find_if(stored.begin(), stored.end(), [&](Item const& item) { return item.id == like.id; });
    return found == stored.end() ? std::nullopt : std::optional(std::move(*found));
}

template<class Item>
Outcome<Done, RecordRefused> save_item(db::Transaction& tx, Item item, Author const& author, Random& random)
{
    auto const noun = std::string(noun_of(item));
    if (item.id == decltype(item.id)()) {
        item.id = decltype(item.id)::fresh(author.now, random);
        store::insert(tx, item);
        log(tx, item.operator_id, item.organisation, noun + ".added", {}, fields_of(item), author);
        return Done {};
    }
    auto const before = find_stored(tx, item);
    if (!before)
        return RecordRefused::NotThere;
    auto difference = changes::difference(fields_of(*before), fields_of(item));
    if (difference.empty())
        return Done {};
    store::update(tx, item);
    log(tx, item.operator_id, item.organisation, noun + ".edited", fields_of(*before), fields_of(item),
        author);
    return Done {};
}

template<class Item>
void remove_item(db::Transaction& tx, Item const& like, Author const& author)
{
    auto const before = find_stored(tx, like);
    if (!before)
        return;
    erase(tx, *before);
    log(tx, like.operator_id, like.organisation, std::string(noun_of(like)) + ".removed", fields_of(*before),
        {}, author);
}

template<class Item, class ItemId>
Item identified(OperatorId at, OrganisationId organisation, ItemId id)
{
    Item item {};
    item.id = id;
    item.organisation = organisation;
    item.operator_id = at;
    return item;
}

} // namespace

Uuid operator_record_id(OperatorId at, OrganisationId organisation)
{
    auto const digest = crypto::sha256("operator_record\n" + at.text() + "\n" + organisation.text());
    Uuid id;
    std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0f) | 0x80);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
    return id;
}

void log_operator_record(db::Transaction& tx, OperatorId at, OrganisationId organisation, std::string action,
    changes::Fields before, changes::Fields after, Author const& author)
{
    ensure(author.operator_id == at);
    // On one side only, or it would be no difference.
    (after.empty() ? before : after).add("organisation", organisation);
    changes::record(tx,
        { .at = author.now,
            .actor = author.person ? std::optional(author.person->uuid()) : std::nullopt,
            .operator_id = at.uuid(),
            .action = std::move(action),
            .entity_kind = operator_record_kind,
            .entity = operator_record_id(at, organisation),
            .before = std::move(before),
            .after = std::move(after) });
}

OperatorRecord load_operator_record(db::Reader& reader, OperatorId at, OrganisationId organisation)
{
    return { store::memberships_of(reader, organisation, at), store::refs_of(reader, at, organisation),
        store::notes_of(reader, organisation, at), store::contacts_of(reader, organisation, at) };
}

Outcome<Done, RecordRefused> save(
    db::Transaction& tx, Membership membership, Author const& author, Random& random)
{
    if (membership.since && membership.until && *membership.until < *membership.since)
        return RecordRefused::EndsTooEarly;
    return save_item(tx, std::move(membership), author, random);
}

Outcome<Done, RecordRefused> save(
    db::Transaction& tx, OperatorNote note, Author const& author, Random& random)
{
    note.written_at = author.now;
    note.written_by = author.person;
    return save_item(tx, std::move(note), author, random);
}

Outcome<Done, RecordRefused> save(
    db::Transaction& tx, OperatorContact contact, Author const& author, Random& random)
{
    return save_item(tx, std::move(contact), author, random);
}

Outcome<Done, RecordRefused> add_ref(db::Transaction& tx, OperatorId at, OrganisationId organisation,
    std::string_view ref, Author const& author)
{
    auto const holder = store::find_by_ref(tx, at, ref);
    if (holder && *holder != organisation)
        return RecordRefused::RefTaken;
    if (holder)
        return Done {};
    store::set_ref(tx, at, ref, organisation);
    log(tx, at, organisation, "ref.added", {}, changes::Fields().add("ref", ref), author);
    return Done {};
}

void remove(
    db::Transaction& tx, OperatorId at, OrganisationId organisation, MembershipId id, Author const& author)
{
    remove_item(tx, identified<Membership>(at, organisation, id), author);
}

void remove(db::Transaction& tx, OperatorId at, OrganisationId organisation, NoteId id, Author const& author)
{
    remove_item(tx, identified<OperatorNote>(at, organisation, id), author);
}

void remove(
    db::Transaction& tx, OperatorId at, OrganisationId organisation, ContactId id, Author const& author)
{
    remove_item(tx, identified<OperatorContact>(at, organisation, id), author);
}

void remove_ref(db::Transaction& tx, OperatorId at, OrganisationId organisation, std::string_view ref,
    Author const& author)
{
    if (store::find_by_ref(tx, at, ref) != organisation)
        return;
    store::remove_ref(tx, at, ref);
    log(tx, at, organisation, "ref.removed", changes::Fields().add("ref", ref), {}, author);
}

} // namespace passerelle::directory
