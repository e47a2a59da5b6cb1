#include "modules/directory/finding/store.hpp"

namespace passerelle::directory::finding {

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
    select organisation_id, concept_id, valid_until from organisation_concepts
    where organisation_id in ($1...) and standing = 'confirmed'
    order by organisation_id, concept_id
)sql" };

namespace {

WholeCard read_head(db::Row const& row)
{
    return { { row.id<Organisation>(0), row.text(1), *parse_kind(row.view(2)), row.text(3), row.lang(4),
                 row.instant(5), {}, row.text(7), row.text(8), row.text(9), row.text(10), {} },
        parse_visibility(row.view(6)), {} };
}

} // namespace

std::vector<WholeCard> read_cards(db::Reader& reader, std::vector<OrganisationId> const& ids)
{
    if (ids.empty())
        return {};
    auto cards = reader.all(card_heads, read_head, ids);
    std::unordered_map<Uuid, WholeCard*> by_id;
    for (auto& one : cards)
        by_id.emplace(one.card.id.uuid(), &one);
    std::unordered_map<Uuid, std::vector<LocalisedText::Version>> summaries;
    reader.each(
        card_summaries,
        [&](db::Row const& row) {
            summaries[row.uuid(0)].push_back({ row.lang(1), row.text(2), row.get<int>(3) });
        },
        ids);
    for (auto& [id, versions] : summaries)
        if (auto const one = by_id.find(id); one != by_id.end())
            one->second->card.summary = LocalisedText(std::move(versions));
    reader.each(
        card_concepts,
        [&](db::Row const& row) {
            if (auto const one = by_id.find(row.uuid(0)); one != by_id.end())
                one->second->concepts.push_back({ row.text(1), row.optional_date(2) });
        },
        ids);
    return cards;
}

Card card_as_seen(WholeCard const& whole, Sight sight, LocalDate today)
{
    auto const shows = [&](Field field) { return sees(sight, audience_of(whole.visibility, field)); };
    auto card = whole.card;
    if (!shows(Field::Summary))
        card.summary = {};
    if (!shows(Field::Sites)) {
        for (auto* const part : { &card.postcode, &card.locality, &card.canton, &card.place_id })
            part->clear();
    }
    if (shows(Field::Concepts))
        for (auto const& claimed : whole.concepts)
            if (!claimed.valid_until || *claimed.valid_until >= today)
                card.concepts.push_back(claimed.id);
    return card;
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
