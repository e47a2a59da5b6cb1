#include "modules/directory/finding/store.hpp"

namespace passerelle::directory::finding {
namespace {

/// A card on its way, with what decides about its parts.
struct Drawn {
    Card card;
    Visibility visibility;
    std::vector<LocalisedText::Version> summary;
    bool found = false;

    bool shows(Field field, Sight sight) const { return sees(sight, audience_of(visibility, field)); }
};

using DrawnById = std::unordered_map<Uuid, Drawn>;

} // namespace

// `state || ''`: by identity, not by the index on states, which a planner without statistics prefers.
static db::Statement const card_heads { "finding.card_heads", R"sql(
    select o.id, o.slug, o.kind, o.name, o.lang, o.updated_at, o.visibility,
           coalesce(s.postcode, ''), coalesce(s.locality, ''), coalesce(s.canton, ''),
           coalesce(s.place_id, '')
    from organisations o left join sites s on s.organisation_id = o.id and s.position = 0
    where o.id in ($1...) and o.state || '' = 'published'
)sql" };

static db::Statement const card_summaries { "finding.card_summaries", R"sql(
    select owner_id, lang, text, meaning from texts where owner_id in ($1...) and field = 'summary'
    order by owner_id, lang
)sql" };

static db::Statement const card_concepts { "finding.card_concepts", R"sql(
    select organisation_id, concept_id from organisation_concepts
    where organisation_id in ($2...) and standing = 'confirmed' and (valid_until is null or valid_until >= $1)
    order by organisation_id, concept_id
)sql" };

static void draw_head(db::Row const& row, DrawnById& drawn, Sight sight)
{
    auto& one = drawn[row.uuid(0)];
    one.found = true;
    one.visibility = parse_visibility(row.view(6));
    one.card = { row.id<Organisation>(0), row.text(1), *parse_kind(row.view(2)), row.text(3), row.lang(4),
        row.instant(5), {}, {}, {}, {}, {}, {} };
    if (!one.shows(Field::Sites, sight))
        return;
    one.card.postcode = row.text(7);
    one.card.locality = row.text(8);
    one.card.canton = row.text(9);
    one.card.place_id = row.text(10);
}

std::vector<Card> load_cards(
    db::Reader& reader, std::vector<OrganisationId> const& ids, Sight sight, LocalDate today)
{
    if (ids.empty())
        return {};
    DrawnById drawn;
    reader.each(
        card_heads, [&](db::Row const& row) { draw_head(row, drawn, sight); }, ids);
    reader.each(
        card_summaries,
        [&](db::Row const& row) {
            drawn[row.uuid(0)].summary.push_back({ row.lang(1), row.text(2), row.get<int>(3) });
        },
        ids);
    reader.each(
        card_concepts, [&](db::Row const& row) { drawn[row.uuid(0)].card.concepts.push_back(row.text(1)); },
        today, ids);
    std::vector<Card> cards;
    for (auto const& id : ids) {
        auto& one = drawn[id.uuid()];
        if (!one.found)
            continue;
        if (one.shows(Field::Summary, sight))
            one.card.summary = LocalisedText(std::move(one.summary));
        if (!one.shows(Field::Concepts, sight))
            one.card.concepts.clear();
        cards.push_back(std::move(one.card));
        one.found = false;
    }
    return cards;
}

static db::Statement const find_whereabouts_sql { "finding.whereabouts", R"sql(
    select slug, state, successor_id from organisations where id = $1
)sql" };

std::optional<Whereabouts> find_whereabouts(db::Reader& reader, OrganisationId id)
{
    return reader.one(
        find_whereabouts_sql,
        [](db::Row const& row) {
            return Whereabouts { row.text(0), parse_state(row.view(1)), row.optional_id<Organisation>(2) };
        },
        id);
}

static db::Statement const published_slugs_sql { "finding.published_slugs", R"sql(
    select id, slug from organisations where id in ($1...) and state || '' = 'published'
)sql" };

std::unordered_map<Uuid, std::string> published_slugs(
    db::Reader& reader, std::vector<OrganisationId> const& ids)
{
    std::unordered_map<Uuid, std::string> slugs;
    reader.each(
        published_slugs_sql, [&](db::Row const& row) { slugs.emplace(row.uuid(0), row.text(1)); }, ids);
    return slugs;
}

static db::Statement const listed_after_sql { "finding.listed_after", R"sql(
    select id, slug, updated_at from organisations where id > $1 and state || '' = 'published' order by id limit $2
)sql" };

std::vector<Listed> listed_after(db::Reader& reader, OrganisationId after, int limit)
{
    return reader.all(
        listed_after_sql,
        [](db::Row const& row) {
            return Listed { row.id<Organisation>(0), row.text(1), row.instant(2) };
        },
        after, limit);
}

// Walks one part of the key, however large the table.
static db::Statement const mark_after_sql { "finding.mark_after", R"sql(
    select id from organisations where id > $1 and state || '' = 'published' order by id limit 1 offset $2
)sql" };

std::optional<OrganisationId> mark_after(db::Reader& reader, OrganisationId after, int count)
{
    return reader.optional_value<OrganisationId>(mark_after_sql, after, count - 1);
}

} // namespace passerelle::directory::finding
