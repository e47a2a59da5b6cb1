#include "platform/db/portable_schema.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace passerelle::db {
namespace {

static Statement const list_columns { "portable.columns",
    per_engine {
        .sqlite = R"sql(
            select tables.name, columns.name, columns.type
            from sqlite_schema as tables join pragma_table_info(tables.name) as columns
            where tables.type = 'table'
                and tables.name not in ('schema_migrations', 'sqlite_stat1', 'sqlite_stat4')
            order by tables.name, columns.cid
        )sql",
        .postgres = R"sql(
            select relname, attname, typname
            from pg_class
            join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
            join pg_type on pg_type.oid = atttypid
            where relkind = 'r' and relnamespace = cast(current_schema() as regnamespace)
                and relname <> 'schema_migrations'
            order by relname collate "C", attnum
        )sql",
    } };

static Statement const list_references { "portable.references",
    per_engine {
        .sqlite = R"sql(
            select tables.name, keys."table", keys."from", keys."to"
            from sqlite_schema as tables join pragma_foreign_key_list(tables.name) as keys
            where tables.type = 'table'
        )sql",
        .postgres = R"sql(
            select child.relname, parent.relname, refers.attname, referred.attname
            from pg_constraint
            join pg_class as child on child.oid = conrelid
            join pg_class as parent on parent.oid = confrelid
            join pg_attribute as refers on refers.attrelid = conrelid and refers.attnum = conkey[1]
            join pg_attribute as referred on referred.attrelid = confrelid and referred.attnum = confkey[1]
            where contype = 'f' and connamespace = cast(current_schema() as regnamespace)
        )sql",
    } };

Column::Kind kind_of(std::string_view type)
{
    if (type == "BLOB" || type == "blob" || type == "bytea")
        return Column::Kind::Blob;
    if (type == "uuid")
        return Column::Kind::Uuid;
    if (type == "TEXT" || type == "text")
        return Column::Kind::Text;
    if (type == "REAL" || type == "real" || type == "float8")
        return Column::Kind::Real;
    if (type == "INTEGER" || type == "integer" || type == "int2" || type == "int4" || type == "int8")
        return Column::Kind::Integer;
    throw Fault(fmt::format("a column has the type {}, which no migration writes", type));
}

std::vector<Table> read_columns(Connection& connection)
{
    std::vector<Table> tables;
    connection.run(list_columns, {}, [&](Row const& row) {
        if (tables.empty() || tables.back().name != row.view(0))
            tables.push_back({ row.text(0), {}, {}, {} });
        tables.back().columns.push_back({ row.text(1), kind_of(row.view(2)) });
    });
    return tables;
}

void read_references(Connection& connection, std::vector<Table>& tables)
{
    connection.run(list_references, {}, [&](Row const& row) {
        auto const table = std::find_if(
            tables.begin(), tables.end(), [&](Table const& one) { return one.name == row.view(0); });
        if (table == tables.end())
            return;
        if (row.view(0) == row.view(1))
            table->own_reference = { row.text(2), row.text(3) };
        else
            table->refers_to.push_back(row.text(1));
    });
}

bool holds(std::vector<Table> const& tables, std::string const& name)
{
    return std::any_of(tables.begin(), tables.end(), [&](Table const& one) { return one.name == name; });
}

std::vector<Table> in_order(std::vector<Table> tables)
{
    std::vector<Table> ordered;
    while (!tables.empty()) {
        auto const next = std::find_if(tables.begin(), tables.end(), [&](Table const& one) {
            return std::none_of(one.refers_to.begin(), one.refers_to.end(),
                [&](std::string const& name) { return holds(tables, name); });
        });
        if (next == tables.end())
            throw Fault("tables refer to each other in a circle");
        ordered.push_back(*next);
        tables.erase(next);
    }
    return ordered;
}

bool alike(Table const& a, Table const& b)
{
    return a.name == b.name
        && std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
            [](Column const& one, Column const& other) { return one.name == other.name; });
}

} // namespace

std::string quoted_name(std::string const& name) { return '"' + name + '"'; }

std::vector<Table> common_schema(Connection& one, Connection& other)
{
    auto tables = read_columns(one);
    auto const others = read_columns(other);
    if (!std::equal(tables.begin(), tables.end(), others.begin(), others.end(), alike))
        throw Fault("the two databases do not have the same tables");
    for (std::size_t i = 0; i < tables.size(); ++i)
        for (std::size_t j = 0; j < tables[i].columns.size(); ++j)
            if (others[i].columns[j].kind == Column::Kind::Uuid)
                tables[i].columns[j].kind = Column::Kind::Uuid; // SQLite calls it a blob
    read_references(one, tables);
    return in_order(std::move(tables));
}

} // namespace passerelle::db
