#include "platform/db/portable.hpp"

#include "platform/db/portable_schema.hpp"
#include "platform/db/postgres_connection.hpp"
#include "platform/db/sqlite_connection.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace passerelle::db {
namespace {

constexpr std::int64_t bytes_per_fetch = 4 * 1024 * 1024;
constexpr std::int64_t rows_per_fetch_max = 500;
constexpr std::int64_t rows_per_progress = 10'000;

/// A statement made for one table.
class Made {
public:
    Made(Table const& table, std::string sql)
        : name_("portable." + table.name),
          sql_(std::move(sql)),
          statement_(name_, sql_)
    {
    }
    operator Statement const&() const { return statement_; }

private:
    std::string name_;
    std::string sql_;
    Statement statement_;
};

std::string column_list(Table const& table)
{
    std::string list;
    for (auto const& column : table.columns)
        list += (list.empty() ? "" : ", ") + quoted_name(column.name);
    return list;
}

std::string insert_sql(Table const& table)
{
    std::string places;
    for (std::size_t i = 1; i <= table.columns.size(); ++i)
        places += fmt::format("{}${}", i == 1 ? "" : ", ", i);
    return fmt::format(
        "insert into {} ({}) values ({})", quoted_name(table.name), column_list(table), places);
}

/// Where rows refer to rows of the same table, those that are referred to come first.
std::string select_sql(Table const& table)
{
    auto const plain = fmt::format("select {} from {}", column_list(table), quoted_name(table.name));
    if (!table.own_reference)
        return plain;
    auto const& [column, key] = *table.own_reference;
    return fmt::format(R"sql(
        with recursive levels (level_key, level) as (
            select {key}, 0 from {table} where {column} is null
            union all
            select {table}.{key}, level + 1 from {table} join levels on {table}.{column} = level_key
        )
        select {columns} from levels join {table} on {table}.{key} = level_key order by level
    )sql",
        fmt::arg("key", quoted_name(key)), fmt::arg("column", quoted_name(column)),
        fmt::arg("table", quoted_name(table.name)), fmt::arg("columns", column_list(table)));
}

/// PostgreSQL answers with whole results: how many rows of this table are certain to fit into memory.
std::int64_t rows_per_fetch(Connection& from, Table const& table)
{
    std::string sizes = "0";
    for (auto const& column : table.columns)
        if (column.kind == Column::Kind::Text || column.kind == Column::Kind::Blob)
            sizes += fmt::format(" + coalesce(octet_length({}), 0)", quoted_name(column.name));
    Made const largest(
        table, fmt::format("select coalesce(max({}), 0) from {}", sizes, quoted_name(table.name)));
    std::int64_t bytes = 0;
    from.run(largest, {}, [&](Row const& row) { bytes = row.integer(0); });
    return std::clamp<std::int64_t>(
        bytes_per_fetch / std::max<std::int64_t>(bytes, 1), 1, rows_per_fetch_max);
}

class Copy {
public:
    Copy(Connection& from, Connection& to, CopyProgress const& progress)
        : from_(from),
          to_(to),
          progress_(progress)
    {
    }

    std::int64_t run()
    {
        auto const schema = common_schema(from_, to_);
        for (auto table = schema.rbegin(); table != schema.rend(); ++table)
            to_.script("delete from " + quoted_name(table->name));
        for (auto const& table : schema) {
            copy(table);
            to_.finish_sending();
        }
        return rows_;
    }

private:
    void copy(Table const& table)
    {
        Made const insert(table, insert_sql(table));
        auto const put_row = [&](Row const& row) { put(table, insert, row); };
        if (from_.engine() == Engine::Sqlite) {
            from_.run(Made(table, select_sql(table)), {}, put_row);
            return;
        }
        auto const cursor = quoted_name("copy_" + table.name);
        from_.script(fmt::format("declare {} no scroll cursor for select {} from {}", cursor,
            column_list(table), quoted_name(table.name)));
        Made const fetch(table, fmt::format("fetch {} from {}", rows_per_fetch(from_, table), cursor));
        for (std::int64_t before = -1; before != rows_;) {
            before = rows_;
            from_.run(fetch, {}, put_row);
        }
        from_.script("close " + cursor);
    }

    void put(Table const& table, Statement const& insert, Row const& row)
    {
        blobs_.clear();
        blobs_.reserve(table.columns.size()); // parameters point into it
        Parameters parameters;
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            parameters.values.push_back(value(table.columns[i].kind, row, static_cast<int>(i)));
        to_.send(insert, parameters);
        if (++rows_ % rows_per_progress == 0 && progress_)
            progress_(rows_);
    }

    Parameter value(Column::Kind kind, Row const& row, int column)
    {
        if (row.null(column))
            return nullptr;
        switch (kind) {
        case Column::Kind::Integer:
            return row.integer(column);
        case Column::Kind::Real:
            return row.real(column);
        case Column::Kind::Text:
            return row.view(column);
        case Column::Kind::Blob:
            return blobs_.emplace_back(row.blob(column));
        case Column::Kind::Uuid:
            return row.uuid(column);
        }
        ensure(false);
    }

    Connection& from_;
    Connection& to_;
    CopyProgress const& progress_;
    std::vector<std::vector<std::uint8_t>> blobs_;
    std::int64_t rows_ = 0;
};

} // namespace

std::int64_t copy_to_file(Settings const& postgres, std::string const& file, CopyProgress const& progress)
{
    PostgresConnection from(postgres);
    SqliteConnection to(file, SqliteConnection::Mode::Write, {});
    // Half a file is thrown away, so nothing has to be undone, and one sync at the end is enough.
    to.script("pragma journal_mode = delete; pragma journal_mode = off; pragma synchronous = off;"
              "pragma foreign_keys = off; begin");
    from.begin("begin isolation level repeatable read read only");
    auto const rows = Copy(from, to, progress).run();
    from.roll_back();
    to.script("commit");
    return rows;
}

std::int64_t copy_from_file(std::string const& file, Settings const& postgres, CopyProgress const& progress)
{
    SqliteConnection from(file, SqliteConnection::Mode::Read, {});
    PostgresConnection to(postgres);
    to.begin("begin read write");
    try {
        auto const rows = Copy(from, to, progress).run();
        to.commit();
        return rows;
    } catch (...) {
        to.roll_back();
        throw;
    }
}

} // namespace passerelle::db
