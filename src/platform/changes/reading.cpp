#include "platform/changes/changes.hpp"

#include "base/text.hpp"

#include <limits>

namespace passerelle::changes {
namespace {

static db::Statement const list_after { "changes.after", R"sql(
    select c.seq, c.at, c.actor_id, c.operator_id, c.action, c.entity_kind, c.entity_id,
        v.values_before, v.values_after
    from changes c join change_values v on v.seq = c.seq
    where c.seq > $1 order by c.seq limit $2
)sql" };

static db::Statement const list_touched { "changes.touched_after", R"sql(
    select seq, entity_kind, entity_id from changes where seq > $1 order by seq limit $2
)sql" };

static db::Statement const list_of_entity { "changes.of_entity", R"sql(
    select c.seq, c.at, c.actor_id, c.operator_id, c.action, c.entity_kind, c.entity_id,
        v.values_before, v.values_after
    from changes c join change_values v on v.seq = c.seq
    where c.entity_id = $1 and c.entity_kind = $2 and c.seq < $3 order by c.seq desc limit $4
)sql" };

static db::Statement const find_one { "changes.find", R"sql(
    select c.seq, c.at, c.actor_id, c.operator_id, c.action, c.entity_kind, c.entity_id,
        v.values_before, v.values_after
    from changes c join change_values v on v.seq = c.seq
    where c.seq = $1
)sql" };

static db::Statement const touched { "changes.touched_since", R"sql(
    select 1 from changes where entity_id = $1 and entity_kind = $2 and seq > $3 limit 1
)sql" };

static db::Statement const head_seq { "changes.last_seq", R"sql(
    select seq from change_head where one = 1
)sql" };

Entry read_entry(db::Row const& row)
{
    return { row.integer(0), row.instant(1), row.optional_uuid(2), row.optional_uuid(3), row.text(4),
        row.text(5), row.uuid(6), row.optional_text(7), row.optional_text(8) };
}

} // namespace

std::vector<Entry> after(db::Reader& reader, std::int64_t seq, int limit)
{
    return reader.all(list_after, read_entry, seq, limit);
}

std::vector<Touched> touched_after(db::Reader& reader, std::int64_t seq, int limit)
{
    auto const read = [](db::Row const& row) { return Touched { row.integer(0), row.text(1), row.uuid(2) }; };
    return reader.all(list_touched, read, seq, limit);
}

Page<Entry> of_entity(
    db::Reader& reader, std::string_view kind, Uuid const& entity, PageRequest const& request)
{
    auto const before = parse_integer(request.after).value_or(std::numeric_limits<std::int64_t>::max());
    auto const cursor = [](Entry const& entry) { return std::to_string(entry.seq); };
    return reader.page(request.limit, list_of_entity, read_entry, cursor, entity, kind, before);
}

std::optional<Entry> find(db::Reader& reader, std::int64_t seq)
{
    return reader.one(find_one, read_entry, seq);
}

bool touched_since(db::Reader& reader, std::string_view kind, Uuid const& entity, std::int64_t seq)
{
    return reader.exists(touched, entity, kind, seq);
}

std::int64_t last_seq(db::Reader& reader) { return reader.value<std::int64_t>(head_seq); }

} // namespace passerelle::changes
