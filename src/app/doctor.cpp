#include "app/doctor.hpp"

#include "app/doctor_checks.hpp"
#include "base/ensure.hpp"
#include "platform/db/migrations.hpp"

#include <filesystem>
#include <functional>

namespace passerelle::app {
namespace {

/// Opens what is there, and makes nothing.
Finding check_database(Patient& patient)
{
    auto const& options = patient.options;
    auto const& words = patient.words;
    if (options.database.empty() && !std::filesystem::exists(options.data + "/passerelle.db"))
        return { "database", Health::Problem,
            i18n::fill(words.tr("there is no database in {folder}"), { { "folder", options.data } }),
            std::string(
                words.tr("Name the right folder with --data. The first start of serve makes a database.")) };
    patient.database = db::Database::open({ .folder = options.data, .postgres_url = options.database });
    return { "database", Health::Ok,
        patient.database->engine() == db::Engine::Sqlite ? options.data + "/passerelle.db" : "PostgreSQL" };
}

Finding check_schema(Patient& patient)
{
    auto const version = db::schema_version(*patient.database);
    auto const newest = db::newest_schema_version();
    auto const text
        = i18n::fill(patient.words.tr("version {version}"), { { "version", std::to_string(version) } });
    if (version == newest)
        return { "schema", Health::Ok, text };
    return { "schema", Health::Problem, text,
        std::string(version < newest
                ? patient.words.tr("It is older than this program. Run passerelle migrate.")
                : patient.words.tr("It is newer than this program. Install the newer program.")) };
}

/// What goes wrong in a check is what it found.
Finding guarded(std::string_view name, Patient& patient, Check check)
{
    try {
        return check(patient);
    } catch (std::exception const& fault) {
        return { name, Health::Problem, fault.what() };
    }
}

} // namespace

std::string_view name(Health health)
{
    switch (health) {
    case Health::Ok:
        return "ok";
    case Health::Warning:
        return "warning";
    case Health::Problem:
        return "problem";
    }
    ensure(false);
}

std::vector<Finding> examine(GlobalOptions const& options, std::string const& base_url, Instant now)
{
    Patient patient { options, base_url, now, i18n::words(options.lang), {} };
    std::vector<Finding> findings {
        guarded("data", patient, check_data_folder),
        guarded("base_url", patient, check_base_url),
        guarded("time_zones", patient, check_time_zones),
        guarded("mail", patient, check_mail),
        guarded("database", patient, check_database),
    };
    if (!patient.database)
        return findings;
    findings.push_back(guarded("durability", patient, check_durability));
    findings.push_back(guarded("integrity", patient, check_integrity));
    findings.push_back(guarded("schema", patient, check_schema));
    if (findings.back().health != Health::Ok)
        return findings; // what follows reads tables of this program's schema
    findings.push_back(guarded("change_log", patient, check_change_log));
    findings.push_back(guarded("clock", patient, check_clock));
    findings.push_back(guarded("index", patient, check_index));
    findings.push_back(guarded("work", patient, check_work));
    findings.push_back(guarded("mails", patient, check_mails));
    findings.push_back(guarded("second_factor", patient, check_second_factor));
    return findings;
}

} // namespace passerelle::app
