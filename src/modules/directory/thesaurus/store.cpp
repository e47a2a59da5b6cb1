#include "modules/directory/thesaurus/store.hpp"

#include "base/ensure.hpp"

#include <map>
#include <unordered_map>

namespace passerelle::directory::thesaurus {

static db::Statement const load_concepts { "directory.thesaurus_concepts", R"sql(
    select id, coalesce(broader, '') from concepts order by position, id
)sql" };
static db::Statement const load_labels { "directory.thesaurus_labels", R"sql(
    select concept_id, lang, label, case when kind = 'preferred' then 1 else 0 end
    from concept_labels order by concept_id, lang, kind desc, label
)sql" };
static db::Statement const load_relations { "directory.thesaurus_relations", R"sql(
    select first_id, second_id from concept_relations order by first_id, second_id
)sql" };

std::vector<search::ConceptRow> load(db::Reader& reader)
{
    std::vector<search::ConceptRow> rows;
    std::unordered_map<std::string, std::size_t> places;
    reader.each(load_concepts, [&](db::Row const& row) {
        places.emplace(row.text(0), rows.size());
        rows.push_back({ row.text(0), row.text(1), {}, {} });
    });
    reader.each(load_labels, [&](db::Row const& row) {
        rows[places.at(row.text(0))].labels.push_back({ row.lang(1), row.text(2), row.flag(3) });
    });
    reader.each(load_relations,
        [&](db::Row const& row) { rows[places.at(row.text(0))].related.push_back(row.text(1)); });
    return rows;
}

static db::Statement const any_concept { "directory.any_concept", R"sql(
    select 1 from concepts limit 1
)sql" };

bool is_empty(db::Reader& reader) { return !reader.exists(any_concept); }

static db::Statement const insert_concept { "directory.insert_thesaurus_concept", R"sql(
    insert into concepts (id, facet, broader, position) values ($1, $2, $3, $4)
    on conflict (id) do nothing
)sql" };
static db::Statement const insert_label { "directory.insert_thesaurus_label", R"sql(
    insert into concept_labels (concept_id, lang, kind, label) values ($1, $2, $3, $4)
    on conflict (concept_id, lang, kind, label) do nothing
)sql" };
static db::Statement const insert_relation { "directory.insert_thesaurus_relation", R"sql(
    insert into concept_relations (first_id, second_id) values ($1, $2)
    on conflict (first_id, second_id) do nothing
)sql" };

namespace {

/// A concept's broader one before itself, as the foreign key wants it; its facet is known then, too.
void insert_concepts(db::Batch& batch, std::vector<search::ConceptRow> const& rows)
{
    std::map<std::string, std::string> facets;
    for (bool again = true; again;) {
        again = false;
        int position = 0;
        for (auto const& row : rows) {
            ++position;
            if (facets.contains(row.id) || (!row.broader.empty() && !facets.contains(row.broader)))
                continue;
            auto const facet = row.broader.empty() ? row.id : facets[row.broader];
            auto const broader = row.broader.empty() ? std::nullopt : std::optional(row.broader);
            batch.run(insert_concept, row.id, facet, broader, position);
            facets[row.id] = facet;
            again = true;
        }
    }
    ensure(facets.size() == rows.size());
}

} // namespace

void insert(db::Transaction& tx, std::vector<search::ConceptRow> const& rows)
{
    db::Batch batch(tx);
    insert_concepts(batch, rows);
    for (auto const& row : rows) {
        for (auto const& label : row.labels)
            batch.run(
                insert_label, row.id, label.lang, label.preferred ? "preferred" : "alternative", label.text);
        for (auto const& related : row.related)
            batch.run(insert_relation, row.id, related);
    }
    batch.finish();
}

} // namespace passerelle::directory::thesaurus
