#include "app/backup.hpp"

#include "app/folders.hpp"
#include "app/refused.hpp"
#include "base/ensure.hpp"
#include "platform/db/db.hpp"
#include "platform/i18n/words.hpp"

#include <sys/stat.h>

#include <filesystem>

namespace passerelle::app {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_existing(std::string const& file, i18n::Words const& words)
{
    throw CommandRefused(i18n::fill(
        words.tr("{file}: there is such a file already. A backup overwrites nothing: choose another name."),
        { { "file", file } }));
}

void check_place(std::string const& file, i18n::Words const& words)
{
    if (fs::exists(fs::symlink_status(file)))
        refuse_existing(file, words);
    auto const folder = fs::path(file).parent_path();
    if (!folder.empty() && !fs::is_directory(folder))
        throw CommandRefused(
            i18n::fill(words.tr("{file}: there is no folder {folder}. Make it first, or choose another."),
                { { "file", file }, { "folder", folder.string() } }));
}

db::Settings database_to_copy(GlobalOptions const& options, i18n::Words const& words)
{
    db::Settings const settings { .folder = options.data, .postgres_url = options.database };
    if (settings.postgres_url.empty() && !fs::exists(fs::path(options.data) / "passerelle.db"))
        throw CommandRefused(i18n::fill(words.tr("There is no database in {folder}. Name the right folder "
                                                 "with --data, or a server with --database."),
            { { "folder", options.data } }));
    return settings;
}

/// The file to be checked and named, in `folder`.
void copy_into(fs::path const& folder, db::Settings const& source, i18n::Words const& words,
    db::CopyProgress const& progress)
{
    auto const file = folder / "passerelle.db";
    auto const database = db::Database::open(source);
    auto const version = db::schema_version(*database);
    if (database->engine() == db::Engine::Sqlite)
        return database->backup_to(file.string());
    if (version != db::newest_schema_version())
        throw CommandRefused(i18n::fill(
            words.tr("The database has schema version {version}, this program has {newest}. "
                     "Take the backup with the program that serves the database, or migrate first."),
            { { "version", std::to_string(version) },
                { "newest", std::to_string(db::newest_schema_version()) } }));
    auto const migrated = db::migrate(*db::Database::open({ .folder = folder.string() }));
    ensure(!migrated.refused()); // a new file refuses nothing
    db::copy_to_file(source, file.string(), progress);
}

} // namespace

std::uintmax_t back_up(
    GlobalOptions const& options, std::string const& file, db::CopyProgress const& progress)
{
    auto const& words = i18n::words(options.lang);
    check_place(file, words);
    auto const source = database_to_copy(options, words);
    ::umask(077); // whatever is made from here on is its owner's alone
    TemporaryFolder const unfinished(file);
    copy_into(unfinished.path(), source, words, progress);
    auto const copy = unfinished.path() / "passerelle.db";
    if (auto const problems = db::integrity_problems_of_file(copy.string()); !problems.empty())
        throw db::Malformed(problems.front());
    fs::permissions(copy, fs::perms::owner_read | fs::perms::owner_write);
    auto const size = fs::file_size(copy);
    if (!put_in_place(copy, file))
        refuse_existing(file, words);
    return size;
}

} // namespace passerelle::app
