#include "modules/directory/imports/drafts.hpp"

#include "modules/directory/imports/draft_store.hpp"
#include "modules/directory/imports/mapping_portable.hpp"
#include "modules/directory/imports/plan_portable.hpp"
#include "modules/directory/imports/report_portable.hpp"

namespace passerelle::directory::imports {
namespace {

constexpr std::size_t rows_at_once = 400;
constexpr int drafts_at_once = 100;

/// Writes plans in portions of some hundred rows, so that nobody else waits for long.
class PlanKeeper {
public:
    PlanKeeper(db::Database& database, ImportId import) : database_(database), import_(import) {}

    void keep(PlannedRow const& row)
    {
        rows_.push_back({ row.input.line, row.fate == Fate::Refuse, !row.suspects.empty() || row.by_identity,
            text_of(row) });
        if (row.fate == Fate::Refuse)
            refused_.push_back({ row.input.line, text_of(row.input.cells), text_of(row.input.problems) });
        if (rows_.size() >= rows_at_once)
            flush();
    }
    void keep_headings(std::vector<std::string> const& cells)
    {
        refused_.push_back({ 0, text_of(cells), text_of(std::vector<Problem>()) });
    }

    void flush()
    {
        database_.write([&](db::Transaction& tx) {
            db::Batch batch(tx);
            for (auto const& row : rows_)
                store::insert(batch, import_, row);
            for (auto const& row : refused_)
                store::insert(batch, import_, row);
            batch.finish();
        });
        rows_.clear();
        refused_.clear();
    }

private:
    db::Database& database_;
    ImportId import_;
    std::vector<store::PlanRow> rows_;
    std::vector<store::RefusedRow> refused_;
};

} // namespace

Outcome<Report, SheetRefused> plan_draft(
    Directory& directory, List const& list, ImportId id, i18n::Words const& words)
{
    auto& database = directory.database;
    database.write([&](db::Transaction& tx) { store::forget_plan(tx, id); });
    PlanKeeper keeper(database, id);
    auto report = look_through(directory, list, [&](PlannedRow const& row) { keeper.keep(row); });
    if (report.refused())
        return report;
    keeper.keep_headings(report->headings);
    keeper.flush();
    database.write([&](db::Transaction& tx) {
        store::set_plan(tx, id, text_of(list.mapping), text_of(*report, words), report->digest);
    });
    return report;
}

void expire(db::Transaction& tx, Instant now)
{
    auto const moment = now - Duration::days(days_kept);
    for (auto const& id : store::drafts_before(tx, moment, drafts_at_once))
        store::discard(tx, id);
    store::forget_refused_before(tx, moment);
}

} // namespace passerelle::directory::imports
