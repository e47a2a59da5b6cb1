#include "platform/db/migrations.hpp"

#include "base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/db/sql_scanner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace passerelle {
std::span<EmbeddedFile const> embedded_migrations();
}

namespace passerelle::db {
namespace {

static Statement const list_applied { "migrations.list_applied", R"sql(
    select version, name, checksum from schema_migrations order by version
)sql" };

static Statement const insert_applied { "migrations.insert_applied",
    per_engine {
        .sqlite = R"sql(
            insert into schema_migrations (version, name, checksum, applied_at)
            values ($1, $2, $3, cast(strftime('%s', 'now') as integer) * 1000)
        )sql",
        .postgres = R"sql(
            insert into schema_migrations (version, name, checksum, applied_at)
            values ($1, $2, $3, cast(extract(epoch from now()) * 1000 as bigint))
        )sql",
    } };

static Statement const table_exists { "migrations.table_exists",
    per_engine {
        .sqlite = "select 1 from sqlite_schema where type = 'table' and name = 'schema_migrations'",
        // Not to_regclass: it may answer from what the session remembers of before another node's commit.
        .postgres = "select 1 from pg_class where relname = 'schema_migrations' and pg_table_is_visible(oid)",
    } };

constexpr std::string_view create_table = R"sql(
    create table if not exists schema_migrations (
        version integer primary key,
        name text not null,
        checksum text not null,
        applied_at @i64 not null
    ) @strict
)sql";

/// One node at a time. Nobody is kept waiting for ever: the session's end frees it.
constexpr char lock_postgres[] = "set local lock_timeout = 0; select pg_advisory_xact_lock(7085216519)";

struct TypeWord {
    std::string_view word;
    std::string_view sqlite;
    std::string_view postgres;
};

constexpr std::array type_words {
    TypeWord { "@id", "blob", "uuid" },
    TypeWord { "@i64", "integer", "bigint" },
    TypeWord { "@text", "text", "text collate \"C\"" },
    TypeWord { "@json", "text", "text collate \"C\"" },
    TypeWord { "@real", "real", "double precision" },
    TypeWord { "@blob", "blob", "bytea" },
    TypeWord { "@flag", "integer", "smallint" },
    TypeWord { "@strict", "strict", "" },
    TypeWord { "@clustered", "strict, without rowid", "" },
};

std::string_view expand_type_word(std::string_view word, Engine engine)
{
    auto const known = std::find_if(
        type_words.begin(), type_words.end(), [&](auto const& one) { return one.word == word; });
    if (known == type_words.end())
        throw Fault(fmt::format("migration: no such type word: {}", word));
    return engine == Engine::Sqlite ? known->sqlite : known->postgres;
}

/// Knows when a word `text` is the type of a column: `( name text`, `, name text`, `column name text`.
class ColumnTypes {
public:
    /// To be called with every piece in turn.
    bool is_text_type(SqlPiece const& piece)
    {
        if (piece.kind == SqlPiece::Kind::Space || piece.kind == SqlPiece::Kind::Comment)
            return false;
        auto const follows_name = before_ == "(" || before_ == "," || before_ == "column";
        auto const found = piece.text == "text" && last_is_word_ && follows_name;
        before_ = last_;
        last_ = piece.text;
        last_is_word_ = piece.kind == SqlPiece::Kind::Word;
        return found;
    }

private:
    std::string_view before_;
    std::string_view last_;
    bool last_is_word_ = false;
};

/// Without the sections for the other engine.
std::string own_sections(std::string_view text, Engine engine)
{
    std::string own;
    std::optional<Engine> section;
    for (auto const line : split(text, '\n')) {
        auto const word = trim(line);
        if (word == "-- @sqlite" || word == "-- @postgres")
            section = word == "-- @sqlite" ? Engine::Sqlite : Engine::Postgres;
        else if (word == "-- @end")
            section.reset();
        else if (word.starts_with("-- @"))
            throw Fault(fmt::format("migration: no such section: {}", word));
        else if (!section || *section == engine)
            own.append(line) += '\n';
    }
    return own;
}

std::vector<Migration> read_migrations(std::span<EmbeddedFile const> files)
{
    std::vector<Migration> migrations;
    for (auto const& file : files) {
        auto const stem = file.path.substr(0, file.path.find(".sql"));
        auto const version = parse_integer(stem.substr(0, 4));
        ensure(version && stem.size() > 5 && stem[4] == '_');
        migrations.push_back({ static_cast<int>(*version), std::string(stem.substr(5)), file.content,
            to_hex(crypto::sha256(file.content)) });
    }
    std::sort(migrations.begin(), migrations.end(),
        [](auto const& a, auto const& b) { return a.version < b.version; });
    return migrations;
}

struct Applied {
    int version;
    std::string name;
    std::string checksum;
};

std::vector<Applied> read_applied(Reader& reader)
{
    if (!reader.exists(table_exists))
        return {};
    return reader.all(list_applied, [](Row const& row) {
        return Applied { row.get<int>(0), row.text(1), row.text(2) };
    });
}

std::optional<MigrationRefused> refusal(
    std::vector<Applied> const& applied, std::vector<Migration> const& migrations)
{
    using Reason = MigrationRefused::Reason;
    for (auto const& one : applied) {
        auto const known = std::find_if(migrations.begin(), migrations.end(),
            [&](Migration const& known) { return known.version == one.version; });
        if (known == migrations.end())
            return MigrationRefused { Reason::NewerThanProgram, applied.back().version, applied.back().name };
        if (known->checksum != one.checksum)
            return MigrationRefused { Reason::Altered, one.version, one.name };
    }
    return std::nullopt;
}

/// The first migration that is not applied yet, done; nothing when there is none.
std::optional<Migration> apply_next(Transaction& tx, std::vector<Migration> const& migrations)
{
    auto const applied = read_applied(tx);
    auto const is_applied = [&](Migration const& one) {
        return std::any_of(
            applied.begin(), applied.end(), [&](auto const& known) { return known.version == one.version; });
    };
    auto const next = std::find_if_not(migrations.begin(), migrations.end(), is_applied);
    if (next == migrations.end())
        return std::nullopt;
    tx.script(expand_migration(create_table, tx.engine()));
    tx.script(expand_migration(next->text, tx.engine()));
    tx.run(insert_applied, next->version, next->name, next->checksum);
    return *next;
}

} // namespace

std::string expand_migration(std::string_view text, Engine engine)
{
    auto const own = own_sections(text, engine);
    std::string expanded;
    ColumnTypes columns;
    for (SqlScanner scanner(own); auto const piece = scanner.next();) {
        auto const is_text = columns.is_text_type(*piece);
        if (piece->kind == SqlPiece::Kind::TypeWord)
            expanded += expand_type_word(piece->text, engine);
        else
            expanded += is_text ? expand_type_word("@text", engine) : piece->text;
    }
    return expanded;
}

Outcome<std::vector<Migration>, MigrationRefused> migrate(Database& database)
{
    return migrate(database, embedded_migrations());
}

Outcome<std::vector<Migration>, MigrationRefused> migrate(
    Database& database, std::span<EmbeddedFile const> files)
{
    auto const migrations = read_migrations(files);
    std::vector<Migration> done;
    for (;;) {
        // Look before taking the lock: at nearly every start there is nothing to do.
        auto const applied = database.read([](Reader& reader) { return read_applied(reader); });
        if (auto const refused = refusal(applied, migrations))
            return *refused;
        if (applied.size() == migrations.size())
            return done;
        auto next = database.write([&](Transaction& tx) {
            if (tx.engine() == Engine::Postgres)
                tx.script(lock_postgres);
            return apply_next(tx, migrations);
        });
        if (next)
            done.push_back(*std::move(next));
    }
}

int schema_version(Database& database)
{
    auto const applied = database.read([](Reader& reader) { return read_applied(reader); });
    return applied.empty() ? 0 : applied.back().version;
}

int newest_schema_version()
{
    auto const migrations = read_migrations(embedded_migrations());
    return migrations.empty() ? 0 : migrations.back().version;
}

} // namespace passerelle::db
