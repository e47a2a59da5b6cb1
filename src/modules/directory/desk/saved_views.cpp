#include "modules/directory/desk/saved_views.hpp"

#include "base/text.hpp"
#include "platform/changes/changes.hpp"

#include <algorithm>

namespace passerelle::directory::desk {

static db::Statement const list_views { "desk.list_views", R"sql(
    select id, operator_id, person_id, name, address, created_at from saved_views
    where operator_id = $1 order by created_at, id limit $2
)sql" };

static db::Statement const insert_view { "desk.insert_view", R"sql(
    insert into saved_views (id, operator_id, person_id, name, address, created_at) values ($1, $2, $3, $4, $5, $6)
)sql" };

static db::Statement const rename_view_sql { "desk.rename_view", R"sql(
    update saved_views set name = $3 where id = $1 and operator_id = $2
)sql" };

static db::Statement const delete_view { "desk.delete_view", R"sql(
    delete from saved_views where id = $1 and operator_id = $2
)sql" };

std::vector<SavedView> saved_views(db::Reader& reader, OperatorId at)
{
    return reader.all(
        list_views,
        [](db::Row const& row) {
            return SavedView { row.id<SavedView>(0), row.id<accounts::Operator>(1),
                row.id<accounts::Person>(2), row.text(3), row.text(4), row.instant(5) };
        },
        at, views_max);
}

namespace {

std::optional<ViewRefused> problem_of_name(std::string_view name)
{
    if (name.empty())
        return ViewRefused::NameMissing;
    if (count_characters(name) > view_name_characters_max)
        return ViewRefused::NameTooLong;
    return std::nullopt;
}

std::optional<SavedView> find_view(db::Reader& reader, OperatorId at, SavedViewId id)
{
    auto const views = saved_views(reader, at);
    auto const found
        = std::find_if(views.begin(), views.end(), [&](auto const& view) { return view.id == id; });
    return found == views.end() ? std::nullopt : std::optional(*found);
}

void log(db::Transaction& tx, SavedViewId id, OperatorId at, std::string_view action, std::string_view before,
    std::string_view after, Author const& author)
{
    changes::Fields was, is;
    if (!before.empty())
        was.add("name", before);
    if (!after.empty())
        is.add("name", after);
    changes::record(tx,
        { .at = author.now,
            .actor = author.person ? std::optional(author.person->uuid()) : std::nullopt,
            .operator_id = at.uuid(),
            .action = std::string(action),
            .entity_kind = "saved_view",
            .entity = id.uuid(),
            .before = std::move(was),
            .after = std::move(is) });
}

} // namespace

Outcome<SavedView, ViewRefused> save_view(db::Transaction& tx, OperatorId at, std::string_view name,
    std::string query, Author const& author, Random& random)
{
    name = trim(name);
    if (auto const problem = problem_of_name(name))
        return *problem;
    if (saved_views(tx, at).size() >= static_cast<std::size_t>(views_max))
        return ViewRefused::TooMany;
    ensure(author.person);
    SavedView view { SavedViewId::fresh(author.now, random), at, *author.person, std::string(name),
        std::move(query), author.now };
    tx.run(insert_view, view.id, view.operator_id, view.person, view.name, view.query, view.created_at);
    log(tx, view.id, at, "saved_view.saved", {}, name, author);
    return view;
}

Outcome<Done, ViewRefused> rename_view(
    db::Transaction& tx, OperatorId at, SavedViewId id, std::string_view name, Author const& author)
{
    name = trim(name);
    if (auto const problem = problem_of_name(name))
        return *problem;
    auto const before = find_view(tx, at, id);
    if (!before || tx.run(rename_view_sql, id, at, name) == 0)
        return ViewRefused::Unknown;
    log(tx, id, at, "saved_view.renamed", before->name, name, author);
    return Done();
}

Outcome<Done, ViewRefused> remove_view(
    db::Transaction& tx, OperatorId at, SavedViewId id, Author const& author)
{
    auto const before = find_view(tx, at, id);
    if (!before || tx.run(delete_view, id, at) == 0)
        return ViewRefused::Unknown;
    log(tx, id, at, "saved_view.removed", before->name, {}, author);
    return Done();
}

} // namespace passerelle::directory::desk
