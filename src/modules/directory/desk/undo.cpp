#include "modules/directory/desk/undo.hpp"

#include "modules/directory/organisations/store.hpp"
#include "modules/directory/undo/logged_entry_portable.hpp"

namespace passerelle::directory::desk {

Outcome<Organisation, UndoRefused> undo_change(
    db::Transaction& tx, OrganisationId id, std::int64_t seq, Author const& author, Random& random)
{
    auto const entry = changes::find(tx, seq);
    if (!entry || entry->entity_kind != "organisation" || entry->entity != id.uuid())
        return UndoRefused::Unknown;
    if (changes::touched_since(tx, "organisation", id.uuid(), seq))
        return UndoRefused::NotLast;
    if (!undo::can_put_back(*entry))
        return UndoRefused::NotPossible;
    auto const before = store::find(tx, id);
    if (!before)
        return UndoRefused::Unknown;
    auto after = *before;
    undo::put_back(after, *entry);
    auto written = write(tx, *before, std::move(after), "organisation.undone", author, random);
    if (!written)
        return UndoRefused::NotLast;
    return std::move(written).value();
}

} // namespace passerelle::directory::desk
