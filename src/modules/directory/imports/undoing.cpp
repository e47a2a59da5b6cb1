#include "modules/directory/imports/undoing.hpp"

#include "base/ensure.hpp"
#include "modules/directory/imports/undo_portable.hpp"
#include "modules/directory/organisations/operator_record.hpp"
#include "modules/directory/organisations/store.hpp"
#include "platform/changes/changes.hpp"

namespace passerelle::directory::imports {
namespace {

constexpr int rows_at_once = 400;

class Undoing {
public:
    Undoing(db::Transaction& tx, Import const& import, Author const& author, Random& random)
        : tx_(tx),
          import_(import),
          author_(author),
          random_(random)
    {
    }

    void take_back(std::vector<ImportRow> const& rows)
    {
        std::vector<OrganisationId> ids;
        for (auto const& row : rows)
            ids.push_back(row.organisation);
        auto const records = store::records_of(tx_, import_.operator_id, ids);
        for (auto const& row : rows) {
            auto const current = directory::store::find(tx_, row.organisation);
            if (current)
                take_back(row, *current, records.at(row.organisation.uuid()));
        }
    }

    Undone result;

private:
    void take_back(ImportRow const& row, Organisation const& current, Records const& records)
    {
        auto const undo = parse_row_undo(row.undo);
        if (current.version != row.version || !same(records, undo.after)) {
            result.touched.push_back(row.organisation);
            return;
        }
        if (row.created)
            take_away(current, records);
        else
            bring_back(undo, current, records);
        store::remove_row(tx_, import_.id, row.line);
        ++result.rows;
    }

    void take_away(Organisation const& current, Records const& records)
    {
        if (store::is_held(tx_, current.id, import_.operator_id)) {
            auto archived = current;
            archived.state = State::Archived;
            ensure(write(tx_, current, archived, "import.undone", author_, random_));
            return put_records(current.id, records, {});
        }
        store::erase(tx_, current.id);
        changes::record(tx_,
            { author_.now, author_.person ? std::optional(author_.person->uuid()) : std::nullopt,
                import_.operator_id.uuid(), "import.undone", "organisation", current.id.uuid(),
                fields_of(current), {} });
    }

    void bring_back(RowUndo const& undo, Organisation const& current, Records const& records)
    {
        if (undo.entry)
            ensure(write(tx_, current, *undo.entry, "import.undone", author_, random_));
        put_records(current.id, records, undo.before);
    }

    void put_records(OrganisationId id, Records const& from, Records const& to)
    {
        db::Batch batch(tx_);
        store::write(batch, import_.operator_id, id, from, to);
        batch.finish();
        auto difference = changes::difference(fields_of(from), fields_of(to));
        auto const person = author_.person ? std::optional(author_.person->uuid()) : std::nullopt;
        if (!difference.empty())
            log_operator_record(tx_, import_.operator_id, id, "import.undone", std::move(difference.before),
                std::move(difference.after), author_);
        // Whose member it is can be searched for.
        if (from.memberships.empty() != to.memberships.empty())
            changes::record(tx_,
                { author_.now, person, import_.operator_id.uuid(), "import.undone", "organisation",
                    id.uuid() });
    }

    db::Transaction& tx_;
    Import const& import_;
    Author author_;
    Random& random_;
};

} // namespace

Outcome<Undone, UndoRefused> undo(
    db::Transaction& tx, Import const& import, std::optional<PersonId> by, Instant now, Random& random)
{
    if (import.state != ImportState::Applied)
        return UndoRefused::NotApplied;
    Undoing undoing(tx, import, { by, import.operator_id, now }, random);
    std::int64_t line = -1;
    for (;;) {
        auto const rows = store::rows_after(tx, import.id, line, rows_at_once);
        if (rows.empty())
            break;
        line = rows.back().line;
        undoing.take_back(rows);
    }
    store::set_undone(tx, import.id, now);
    changes::record(tx,
        { now, by ? std::optional(by->uuid()) : std::nullopt, import.operator_id.uuid(), "import.undone",
            "import", import.id.uuid(), {}, changes::Fields().add("rows", undoing.result.rows) });
    return std::move(undoing.result);
}

} // namespace passerelle::directory::imports
