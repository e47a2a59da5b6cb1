#include "modules/directory/imports/import.hpp"

#include "modules/directory/duplicates/finding.hpp"
#include "modules/directory/duplicates/store.hpp"
#include "modules/directory/imports/draft_store.hpp"
#include "modules/directory/imports/mapping_portable.hpp"
#include "modules/directory/imports/plan_portable.hpp"
#include "modules/directory/imports/report_portable.hpp"
#include "modules/directory/imports/undo_portable.hpp"
#include "modules/directory/organisations/operator_record.hpp"
#include "platform/changes/changes.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/db/faults.hpp"

namespace passerelle::directory::imports {
namespace {

constexpr std::size_t rows_at_once = 400;

/// So many rows change what the engine should know of its tables.
constexpr std::int64_t large = 1000;

Keeper keeper_of(Directory const& directory, List const& list)
{
    return { list.at.id, list.person, list.now, i18n::today(list.now, directory.installation.zone) };
}

Lang fallback_of(List const& list) { return list.at.langs.empty() ? Lang::fr : list.at.langs.front(); }

/// Reads the list in portions and hands each, planned, to `take`.
template<class Plan, class Take>
std::optional<SheetRefused> each_portion(Sheet& sheet, RowReader& reader, Plan&& plan, Take&& take)
{
    for (bool more = true; more;) {
        std::vector<RowInput> rows;
        while (rows.size() < rows_at_once) {
            auto row = sheet.next();
            if (row.refused())
                return row.refusal();
            if (!row.value()) {
                more = false;
                break;
            }
            rows.push_back(reader.read(**row));
            rows.back().cells = std::move((*row)->cells);
        }
        if (!rows.empty())
            take(plan(std::move(rows)));
    }
    return std::nullopt;
}

template<class T>
void identify(std::vector<T>& items, OrganisationId organisation, OperatorId at, Instant now, Random& random)
{
    for (auto& item : items) {
        if (item.id == decltype(item.id)())
            item.id = decltype(item.id)::fresh(now, random);
        item.organisation = organisation;
        item.operator_id = at;
    }
}

/// Tells two plans apart: by what each row would do, and by what it found. Times and fresh ids are not in it,
/// nor what a second row finds that an earlier one may have written by then.
class PlanDigest {
public:
    void add(PlannedRow const& row)
    {
        sha256_.add(std::to_string(row.input.line));
        if (row.before && !seen_.insert(row.before->id.uuid()).second)
            return;
        sha256_.add(" " + std::to_string(static_cast<int>(row.fate)));
        if (row.before)
            sha256_.add(" " + row.before->id.text() + " " + std::to_string(row.before->version));
        sha256_.add(" " + text_of(RowUndo { {}, row.records_before, {} }) + "\n");
    }
    std::string text()
    {
        auto const digest = sha256_.finish();
        return crypto::base64url(std::string(digest.begin(), digest.end()));
    }

private:
    crypto::Sha256 sha256_;
    std::unordered_set<Uuid> seen_;
};

/// The writing half of an import, one portion after the other in one transaction.
class Taking {
public:
    Taking(Directory& directory, db::Transaction& tx, List const& list, ImportId import)
        : directory_(directory),
          tx_(tx),
          list_(list),
          import_(import),
          author_ { list.person, list.at.id, list.now }
    {
    }

    void take(std::vector<PlannedRow>& rows)
    {
        for (auto& row : rows)
            if (row.fate == Fate::Create || row.fate == Fate::Update)
                write_entry(row);
        db::Batch batch(tx_);
        for (auto const& row : rows)
            if (row.fate == Fate::Create || row.fate == Fate::Update)
                write_records(batch, row);
            else if (row.fate == Fate::Refuse)
                store::insert(batch, import_,
                    store::RefusedRow {
                        row.input.line, text_of(row.input.cells), text_of(row.input.problems) });
        batch.finish();
        for (auto const& row : rows)
            if (row.fate == Fate::Update)
                log_records(row);
    }

private:
    void write_entry(PlannedRow& row)
    {
        auto& random = directory_.random;
        if (row.fate == Fate::Create) {
            row.after = create(tx_, std::move(row.after), author_, random);
        } else if (row.entry_differs) {
            auto written
                = directory::write(tx_, *row.before, row.after, "organisation.imported", author_, random);
            // Nothing of the import remains; whoever started it may start it again.
            if (written.refused())
                throw db::Busy("an organisation was changed while it was being imported");
            row.after = std::move(written).value();
        }
        auto const id = row.after.id;
        ids_by_line_.emplace(row.input.line, id);
        identify(row.records_after.memberships, id, list_.at.id, list_.now, random);
        identify(row.records_after.contacts, id, list_.at.id, list_.now, random);
        identify(row.records_after.notes, id, list_.at.id, list_.now, random);
    }

    void write_records(db::Batch& batch, PlannedRow const& row)
    {
        store::write(batch, list_.at.id, row.after.id, row.records_before, row.records_after);
        RowUndo undo { {}, row.records_before, row.records_after };
        if (row.fate == Fate::Update && row.entry_differs)
            undo.entry = row.before;
        store::insert(batch, import_,
            { row.input.line, row.fate == Fate::Create, row.after.id, row.after.version, text_of(undo) });
        for (auto const& suspect : row.suspects) {
            auto const twin = suspect.line > 0 ? ids_by_line_.find(suspect.line) : ids_by_line_.end();
            auto const other = suspect.line == 0 ? suspect.profile.id
                : twin == ids_by_line_.end()     ? OrganisationId()
                                                 : twin->second;
            if (other != OrganisationId() && other != row.after.id)
                duplicates::store::remember(batch, row.after.id, other, suspect.likeness, list_.now);
        }
    }

    void log_records(PlannedRow const& row)
    {
        auto difference = changes::difference(fields_of(row.records_before), fields_of(row.records_after));
        if (difference.empty())
            return;
        auto const uuid_of = [](auto const& id) { return id ? std::optional(id->uuid()) : std::nullopt; };
        log_operator_record(tx_, list_.at.id, row.after.id, "records.imported", std::move(difference.before),
            std::move(difference.after), author_);
        // Whose member it is can be searched for: the index follows changes of organisations.
        if (row.records_before.memberships.empty() && !row.entry_differs)
            changes::record(tx_,
                { list_.now, uuid_of(list_.person), list_.at.id.uuid(), "organisation.member_added",
                    "organisation", row.after.id.uuid() });
    }

    Directory& directory_;
    db::Transaction& tx_;
    List const& list_;
    ImportId import_;
    Author author_;
    std::unordered_map<std::int64_t, OrganisationId> ids_by_line_;
};

void keep_headings(db::Transaction& tx, ImportId import, std::vector<std::string> const& headings)
{
    db::Batch batch(tx);
    store::insert(batch, import, store::RefusedRow { 0, text_of(headings), text_of(std::vector<Problem>()) });
    batch.finish();
}

void add_operator(db::Transaction& tx, List& list, Random& random)
{
    auto added = accounts::add_operator(tx, list.at, list.person, list.now, random);
    ensure(added);
    list.at = *added;
}

void record_import(db::Transaction& tx, List const& list, ImportId import, Report const& report)
{
    changes::record(tx,
        { list.now, list.person ? std::optional(list.person->uuid()) : std::nullopt, list.at.id.uuid(),
            "import.applied", "import", import.uuid(), {},
            changes::Fields()
                .add("file", list.file_name)
                .add("created", report.totals.created)
                .add("updated", report.totals.updated)
                .add("unchanged", report.totals.unchanged)
                .add("refused", report.totals.refused) });
}

Outcome<Applied, SheetRefused> apply_in(db::Transaction& tx, Directory& directory, List list,
    std::optional<Previewed> const& draft, i18n::Words const& words, Progress const& progress)
{
    if (list.at.id == OperatorId())
        add_operator(tx, list, directory.random);
    auto opened = Sheet::open(list.bytes, list.mapping);
    if (opened.refused())
        return opened.refusal();
    auto const sheet = std::move(opened).value();
    auto const thesaurus = directory.catalogues.thesaurus();
    RowReader reader(sheet->headings(), thesaurus);
    Planner planner(thesaurus, keeper_of(directory, list), fallback_of(list));
    Applied applied { draft ? draft->id : ImportId::fresh(list.now, directory.random),
        report_for(*sheet, reader, list.file_name, list.at.slug) };
    if (!draft)
        store::insert(tx,
            { applied.id, list.at.id, list.file_name, text_of(list.mapping), ImportState::Applied, {}, {},
                list.now, list.person, list.now, {} },
            {});
    store::forget_plan(tx, applied.id);
    Taking taking(directory, tx, list, applied.id);
    PlanDigest digest;
    auto const refused = each_portion(
        *sheet, reader, [&](std::vector<RowInput> rows) { return planner.plan(tx, std::move(rows)); },
        [&](std::vector<PlannedRow> rows) {
            for (auto const& row : rows) {
                applied.report.add(row);
                digest.add(row);
            }
            taking.take(rows);
            if (progress)
                progress(applied.report.totals.rows);
        });
    if (refused)
        return *refused;
    if (auto const& totals = applied.report.totals; totals.rows > 0 && totals.refused == totals.rows)
        return SheetRefused { SheetRefused::Reason::EveryRowRefused };
    applied.report.digest = digest.text();
    if (draft && draft->digest != applied.report.digest)
        return SheetRefused { SheetRefused::Reason::DirectoryMoved };
    keep_headings(tx, applied.id, applied.report.headings);
    store::set_applied(tx, applied.id, text_of(applied.report, words), list.now);
    record_import(tx, list, applied.id, applied.report);
    duplicates::look_again(tx, list.now, directory.random);
    return applied;
}

} // namespace

Outcome<Report, SheetRefused> look_through(
    Directory const& directory, List const& list, std::function<void(PlannedRow const&)> const& shown)
{
    auto opened = Sheet::open(list.bytes, list.mapping);
    if (opened.refused())
        return opened.refusal();
    auto const sheet = std::move(opened).value();
    auto const thesaurus = directory.catalogues.thesaurus();
    RowReader reader(sheet->headings(), thesaurus);
    Planner planner(thesaurus, keeper_of(directory, list), fallback_of(list));
    auto report = report_for(*sheet, reader, list.file_name, list.at.slug);
    report.dry_run = true;
    PlanDigest digest;
    auto const plan = [&](std::vector<RowInput> rows) {
        return directory.database.read([&](db::Reader& db) { return planner.plan(db, rows); });
    };
    auto const refused = each_portion(*sheet, reader, plan, [&](std::vector<PlannedRow> const& rows) {
        for (auto const& row : rows) {
            report.add(row);
            digest.add(row);
            if (shown)
                shown(row);
        }
    });
    if (refused)
        return *refused;
    report.digest = digest.text();
    return report;
}

Outcome<Applied, SheetRefused> apply(Directory& directory, List const& list,
    std::optional<Previewed> const& draft, i18n::Words const& words, Progress const& progress)
{
    auto applied = directory.database.write(
        [&](db::Transaction& tx) { return apply_in(tx, directory, list, draft, words, progress); });
    if (applied && applied->report.totals.created + applied->report.totals.updated >= large)
        directory.database.analyze();
    return applied;
}

} // namespace passerelle::directory::imports
