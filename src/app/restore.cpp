#include "app/restore.hpp"

#include "app/folders.hpp"
#include "app/refused.hpp"
#include "platform/db/db.hpp"
#include "platform/i18n/words.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace passerelle::app {
namespace {

namespace fs = std::filesystem;

static db::Statement const holds_anything { "restore.holds_anything", R"sql(
    select 1 where exists (select 1 from operators) or exists (select 1 from persons)
        or exists (select 1 from organisations) or exists (select 1 from changes)
)sql" };

[[noreturn]] void refuse(std::string_view text, std::string const& file, std::string const& what = {})
{
    throw CommandRefused(i18n::fill(text, { { "file", file }, { "what", what } }));
}

[[noreturn]] void refuse_foreign(std::string const& file, i18n::Words const& words)
{
    refuse(words.tr("{file} is not a backup. Right would be a file that “passerelle backup” wrote."), file);
}

/// The first bytes of every SQLite file.
bool is_sqlite_file(std::string const& file)
{
    constexpr std::string_view magic { "SQLite format 3\0", 16 };
    std::string head(magic.size(), ' ');
    std::ifstream(file, std::ios::binary).read(head.data(), static_cast<std::streamsize>(head.size()));
    return head == magic;
}

/// A copy of the backup that can be looked into, brought forward, and given up.
fs::path staged_copy(std::string const& file, fs::path const& folder, i18n::Words const& words)
{
    if (!fs::is_regular_file(file))
        refuse(
            words.tr("There is no file {file}. Right would be a file that “passerelle backup” wrote."), file);
    if (!is_sqlite_file(file))
        refuse_foreign(file, words);
    auto const copy = folder / "passerelle.db";
    fs::copy_file(file, copy);
    fs::permissions(copy, fs::perms::owner_read | fs::perms::owner_write);
    if (auto const problems = db::integrity_problems_of_file(copy.string()); !problems.empty())
        refuse(words.tr("{file} is damaged ({what}). Take an older backup."), file, problems.front());
    auto const database = db::Database::open({ .folder = folder.string() });
    if (db::schema_version(*database) == 0)
        refuse_foreign(file, words);
    if (auto const migrated = db::migrate(*database); migrated.refused())
        refuse(words.tr(
                   "{file} is of another version of the program (schema {what}). Restore it with the program "
                   "that made it, or a newer one."),
            file, std::to_string(migrated.refusal().version));
    return copy;
}

/// Opens the target, so that it has a schema, and looks into it.
void refuse_occupied(db::Settings const& target, i18n::Words const& words)
{
    auto const database = db::Database::open(target);
    if (auto const migrated = db::migrate(*database); migrated.refused())
        throw CommandRefused(words_of(migrated.refusal(), words));
    if (database->read([](db::Reader& reader) { return reader.exists(holds_anything); }))
        throw CommandRefused(std::string(words.tr("The database is not empty, and nothing is overwritten. "
                                                  "Restore into a new folder (--data) or a new "
                                                  "database (--database).")));
}

void refuse_in_use(fs::path const& database, i18n::Words const& words)
{
    // The last one to close the database removes this file.
    if (fs::exists(database.string() + "-shm"))
        throw CommandRefused(i18n::fill(words.tr("{file} is in use by a running server. Stop it first."),
            { { "file", database.string() } }));
}

} // namespace

void restore(GlobalOptions const& options, std::string const& file, db::CopyProgress const& progress)
{
    auto const& words = i18n::words(options.lang);
    db::Settings const target { .folder = options.data, .postgres_url = options.database };
    ::umask(077); // whatever is made from here on is its owner's alone
    make_private_folder(options.data);
    TemporaryFolder const staging(fs::path(options.data) / "restoring");
    auto const copy = staged_copy(file, staging.path(), words);
    auto const place = fs::path(options.data) / "passerelle.db";
    if (!target.postgres_url.empty()) {
        refuse_occupied(target, words);
        db::copy_from_file(copy.string(), target, progress);
        db::Database::open(target)->analyze();
        return;
    }
    if (fs::exists(place)) {
        refuse_occupied(target, words);
        refuse_in_use(place, words);
    }
    sync_to_disk(copy);
    fs::rename(copy, place);
    sync_to_disk(options.data);
}

} // namespace passerelle::app
