#include "app/doctor_checks.hpp"
#include "modules/accounts/settings_store.hpp"
#include "platform/changes/changes.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/mail/mail.hpp"
#include "platform/search/index.hpp"

namespace passerelle::app {
namespace {

static db::Statement const read_durability { "doctor.durability",
    db::per_engine {
        .sqlite = R"sql(
            select 'journal_mode=' || (select journal_mode from pragma_journal_mode),
                'synchronous=' || (select synchronous from pragma_synchronous), 'foreign_keys='
                || (select foreign_keys from pragma_foreign_keys)
        )sql",
        .postgres = R"sql(
            select 'fsync=' || current_setting('fsync'),
                'synchronous_commit=' || current_setting('synchronous_commit'),
                'full_page_writes=' || current_setting('full_page_writes')
        )sql",
    } };

static db::Statement const last_change_at { "doctor.last_change_at",
    "select at from changes order by seq desc limit 1" };

/// Behind by less than that, the index follows within a second.
constexpr std::int64_t changes_behind_usual = 1'000;

bool is_durable(std::string const& setting)
{
    return setting == "journal_mode=wal" || setting == "synchronous=2" || setting == "foreign_keys=1"
        || setting == "fsync=on" || setting == "full_page_writes=on" || setting == "synchronous_commit=on"
        || setting == "synchronous_commit=remote_apply" || setting == "synchronous_commit=local"
        || setting == "synchronous_commit=remote_write";
}

} // namespace

Finding check_durability(Patient& patient)
{
    auto const settings = patient.database->read([](db::Reader& reader) {
        return reader
            .one(read_durability,
                [](db::Row const& row) {
                    return std::vector<std::string> { row.text(0), row.text(1), row.text(2) };
                })
            .value();
    });
    Finding finding { "durability", Health::Ok, {} };
    for (auto const& setting : settings) {
        finding.text += (finding.text.empty() ? "" : ", ") + setting;
        if (!is_durable(setting)) {
            finding.health = Health::Problem;
            finding.advice = patient.words.tr(
                "What was saved may be lost when the power fails. Set the database back to its default.");
        }
    }
    return finding;
}

Finding check_integrity(Patient& patient)
{
    if (patient.database->engine() == db::Engine::Postgres)
        return { "integrity", Health::Ok,
            std::string(patient.words.tr("PostgreSQL checks its own files (pg_amcheck)")) };
    auto const problems = patient.database->integrity_problems();
    if (problems.empty())
        return { "integrity", Health::Ok, std::string(patient.words.tr("the file is sound")) };
    return { "integrity", Health::Problem, problems.front(),
        std::string(patient.words.tr("The file is damaged. Stop the server, keep the file, restore the last "
                                     "backup into a new folder.")) };
}

Finding check_change_log(Patient& patient)
{
    auto const state
        = patient.database->read_snapshot([](db::Reader& reader) { return changes::verify_chain(reader); });
    if (state.broken_at)
        return { "change_log", Health::Problem,
            i18n::fill(patient.words.tr("entry {seq} is altered, missing or added"),
                { { "seq", std::to_string(*state.broken_at) } }),
            std::string(
                patient.words.tr("Somebody changed the database from outside. Compare it with a backup.")) };
    return { "change_log", Health::Ok,
        i18n::fill(patient.words.trn(
                       "{n} entry, the chain is whole", "{n} entries, the chain is whole", state.checked),
            { { "n", std::to_string(state.checked) } }) };
}

Finding check_clock(Patient& patient)
{
    auto const last = patient.database->read(
        [](db::Reader& reader) { return reader.optional_value<Instant>(last_change_at); });
    if (last && *last > patient.now + Duration::minutes(1))
        return { "clock", Health::Problem,
            i18n::fill(patient.words.tr("the last change was made at {time}, which is still to come"),
                { { "time", last->text() } }),
            std::string(patient.words.tr("Set the clock of this machine, and keep it set (NTP).")) };
    return { "clock", Health::Ok, patient.now.text() };
}

Finding check_index(Patient& patient)
{
    search::Index const index(patient.options.data + "/index", search::Thesaurus::build({}));
    if (!index.exists())
        return { "index", Health::Warning,
            std::string(patient.words.tr("this machine has no search index yet")),
            std::string(patient.words.tr("serve makes it by itself; passerelle reindex makes it now.")) };
    auto const last = patient.database->read([](db::Reader& reader) { return changes::last_seq(reader); });
    auto const behind = last - index.seq();
    auto const text = i18n::fill(patient.words.trn("{n} change behind", "{n} changes behind", behind),
        { { "n", std::to_string(behind) } });
    if (behind < 0)
        return { "index", Health::Problem,
            std::string(patient.words.tr("it knows changes that the database does not have")),
            std::string(patient.words.tr("It is of another database. Run passerelle reindex.")) };
    if (behind > changes_behind_usual)
        return { "index", Health::Warning, text,
            std::string(patient.words.tr("serve catches up by itself; passerelle reindex makes it anew.")) };
    return { "index", Health::Ok, text };
}

Finding check_work(Patient& patient)
{
    auto const counts
        = patient.database->read([&](db::Reader& reader) { return jobs::counts(reader, patient.now); });
    auto const text = i18n::fill(patient.words.tr("{waiting} jobs waiting, {failed} given up"),
        { { "waiting", std::to_string(counts.waiting) }, { "failed", std::to_string(counts.failed) } });
    if (counts.failed > 0)
        return { "work", Health::Warning, text,
            std::string(patient.words.tr("The log says why each was given up.")) };
    return { "work", Health::Ok, text };
}

Finding check_mails(Patient& patient)
{
    auto const counts = patient.database->read([](db::Reader& reader) { return mail::counts(reader); });
    auto const text
        = i18n::fill(patient.words.tr("{waiting} mails waiting, {refused} refused, {failed} given up"),
            { { "waiting", std::to_string(counts.queued) }, { "refused", std::to_string(counts.refused) },
                { "failed", std::to_string(counts.failed) } });
    if (counts.failed > 0)
        return { "mails", Health::Warning, text,
            std::string(patient.words.tr(
                "The page of mails at each operator's desk names them and sends them again.")) };
    return { "mails", Health::Ok, text };
}

Finding check_second_factor(Patient& patient)
{
    auto const settings
        = patient.database->read([](db::Reader& reader) { return accounts::store::load_settings(reader); });
    auto const found = settings.find("second_factor_required");
    if (found == settings.end() || found->second == "yes")
        return { "second_factor", Health::Ok,
            std::string(patient.words.tr("asked of managers and administrators")) };
    return { "second_factor", Health::Warning,
        std::string(patient.words.tr("not asked of managers and administrators")),
        std::string(patient.words.tr("Right for a demonstration only.")) };
}

} // namespace passerelle::app
