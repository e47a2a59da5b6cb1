#include "modules/directory/imports/draft_store.hpp"

namespace passerelle::directory::imports::store {

static db::Statement const insert_plan_row { "imports.insert_plan_row", R"sql(
    insert into import_plan_rows (import_id, line, refused, suspected, plan) values ($1, $2, $3, $4, $5)
    on conflict (import_id, line) do nothing
)sql" };

void insert(db::Batch& batch, ImportId import, PlanRow const& row)
{
    batch.run(insert_plan_row, import, row.line, row.refused ? 1 : 0, row.suspected ? 1 : 0, row.plan);
}

static db::Statement const plan_rows_sql { "imports.plan_rows", R"sql(
    select plan from import_plan_rows
    where import_id = $1 and line > $2 and (cast($3 as integer) = 0 or refused = $3)
      and (cast($4 as integer) = 0 or suspected = $4)
    order by line limit $5
)sql" };

std::vector<std::string> plan_rows(
    db::Reader& reader, ImportId import, PlanView view, std::int64_t line, int limit)
{
    return reader.all(
        plan_rows_sql, [](db::Row const& row) { return row.text(0); }, import, line,
        view == PlanView::Refused ? 1 : 0, view == PlanView::Suspected ? 1 : 0, limit);
}

static db::Statement const delete_plan { "imports.delete_plan",
    "delete from import_plan_rows where import_id = $1" };
static db::Statement const delete_refused { "imports.delete_refused",
    "delete from import_refused_rows where import_id = $1" };

void forget_plan(db::Transaction& tx, ImportId id)
{
    tx.run(delete_plan, id);
    tx.run(delete_refused, id);
}

static db::Statement const set_plan_sql { "imports.set_plan", R"sql(
    update imports set mapping = $2, report = $3, digest = $4 where id = $1 and state = 'draft'
)sql" };

void set_plan(db::Transaction& tx, ImportId id, std::string_view mapping, std::string_view report,
    std::string_view digest)
{
    tx.run(set_plan_sql, id, mapping, report, digest);
}

static db::Statement const discard_sql { "imports.discard", R"sql(
    delete from imports where id = $1 and state = 'draft'
)sql" };

void discard(db::Transaction& tx, ImportId id)
{
    forget_plan(tx, id);
    tx.run(discard_sql, id);
}

static db::Statement const insert_refused { "imports.insert_refused", R"sql(
    insert into import_refused_rows (import_id, line, cells, problems) values ($1, $2, $3, $4)
    on conflict (import_id, line) do nothing
)sql" };

void insert(db::Batch& batch, ImportId import, RefusedRow const& row)
{
    batch.run(insert_refused, import, row.line, row.cells, row.problems);
}

static db::Statement const refused_rows_sql { "imports.refused_rows", R"sql(
    select line, cells, problems from import_refused_rows
    where import_id = $1 and line > $2 order by line limit $3
)sql" };

std::vector<RefusedRow> refused_rows(db::Reader& reader, ImportId import, std::int64_t after_line, int limit)
{
    return reader.all(
        refused_rows_sql,
        [](db::Row const& row) {
            return RefusedRow { row.integer(0), row.text(1), row.text(2) };
        },
        import, after_line, limit);
}

static db::Statement const drafts_before_sql { "imports.drafts_before", R"sql(
    select id from imports where state = 'draft' and made_at < $1 order by made_at, id limit $2
)sql" };

std::vector<ImportId> drafts_before(db::Reader& reader, Instant moment, int limit)
{
    return reader.all(
        drafts_before_sql, [](db::Row const& row) { return row.id<Import>(0); }, moment, limit);
}

static db::Statement const forget_refused_sql { "imports.forget_refused", R"sql(
    delete from import_refused_rows where import_id in (select id from imports where applied_at < $1)
)sql" };

void forget_refused_before(db::Transaction& tx, Instant moment) { tx.run(forget_refused_sql, moment); }

} // namespace passerelle::directory::imports::store
