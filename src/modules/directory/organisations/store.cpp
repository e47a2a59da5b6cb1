#include "modules/directory/organisations/store.hpp"

#include "modules/directory/organisations/names.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/texts/texts.hpp"

#include <algorithm>

namespace passerelle::directory::store {
namespace {

std::optional<int> as_int(std::optional<std::int64_t> value)
{
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

Organisation read_organisation(db::Row const& row)
{
    Organisation organisation;
    organisation.id = row.id<Organisation>(0);
    organisation.slug = row.text(1);
    organisation.kind = *parse_kind(row.view(2));
    organisation.name = row.text(3);
    organisation.lang = row.lang(4);
    organisation.uid = row.text(5);
    organisation.website = row.text(6);
    organisation.email = row.text(7);
    organisation.phone = row.text(8);
    organisation.employees = as_int(row.optional_integer(9));
    organisation.langs = parse_langs(row.view(10));
    organisation.noga = row.text(11);
    organisation.visibility = parse_visibility(row.view(12));
    organisation.state = parse_state(row.view(13));
    organisation.successor = row.optional_id<Organisation>(14);
    organisation.confirmed_at = row.optional_instant(15);
    organisation.created_at = row.instant(16);
    organisation.updated_at = row.instant(17);
    organisation.version = static_cast<int>(row.integer(18));
    return organisation;
}

Site read_site(db::Row const& row)
{
    return { row.id<Site>(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), row.text(7),
        row.text(8), row.optional_real(9), row.optional_real(10) };
}

ClaimedConcept read_concept(db::Row const& row)
{
    return { row.text(1), parse_standing(row.view(2)), row.text(3), row.optional_date(4) };
}

} // namespace

static db::Statement const load_organisations { "directory.load_organisations", R"sql(
    select id, slug, kind, name, lang, uid, website, email, phone, employees, langs, noga, visibility, state,
           successor_id, confirmed_at, created_at, updated_at, version
    from organisations
    where id in ($1...)
)sql" };

static db::Statement const load_sites { "directory.load_sites", R"sql(
    select organisation_id, id, name, street, postcode, locality, place_id, canton, country,
           latitude, longitude
    from sites
    where organisation_id in ($1...)
    order by organisation_id, position
)sql" };

static db::Statement const load_concepts { "directory.load_concepts", R"sql(
    select organisation_id, concept_id, standing, detail, valid_until
    from organisation_concepts
    where organisation_id in ($1...)
    order by organisation_id, concept_id
)sql" };

std::vector<Organisation> load(db::Reader& reader, std::vector<OrganisationId> const& ids)
{
    if (ids.empty())
        return {};
    std::unordered_map<Uuid, Organisation> found;
    reader.each(
        load_organisations,
        [&](db::Row const& row) {
            auto organisation = read_organisation(row);
            found.emplace(organisation.id.uuid(), std::move(organisation));
        },
        ids);
    reader.each(
        load_sites, [&](db::Row const& row) { found[row.uuid(0)].sites.push_back(read_site(row)); }, ids);
    reader.each(
        load_concepts, [&](db::Row const& row) { found[row.uuid(0)].concepts.push_back(read_concept(row)); },
        ids);
    auto const texts = texts::load(reader, ids);

    std::vector<Organisation> result;
    for (auto const& id : ids) {
        auto const place = found.find(id.uuid());
        if (place == found.end())
            continue;
        auto& organisation = place->second;
        organisation.summary = texts::field_of(texts, id.uuid(), "summary");
        organisation.description = texts::field_of(texts, id.uuid(), "description");
        organisation.offers = texts::field_of(texts, id.uuid(), "offers");
        organisation.needs = texts::field_of(texts, id.uuid(), "needs");
        result.push_back(std::move(organisation));
        found.erase(place);
    }
    return result;
}

std::optional<Organisation> find(db::Reader& reader, OrganisationId id)
{
    auto found = load(reader, { id });
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<Organisation> find_by_slug(db::Reader& reader, std::string_view slug)
{
    auto const id = find_id(reader, slug);
    return id ? find(reader, *id) : std::nullopt;
}

static db::Statement const ids_after_sql { "directory.ids_after", R"sql(
    select id from organisations where id > $1 order by id limit $2
)sql" };

std::vector<OrganisationId> ids_after(db::Reader& reader, std::optional<OrganisationId> after, int limit)
{
    return reader.all(
        ids_after_sql, [](db::Row const& row) { return row.id<Organisation>(0); },
        after.value_or(OrganisationId()), limit);
}

static db::Statement const count_organisations { "directory.count_organisations", R"sql(
    select count(*) from organisations where state = $1
)sql" };

std::int64_t count(db::Reader& reader, State state)
{
    return reader.value<std::int64_t>(count_organisations, code_of(state));
}

static db::Statement const find_id_by_slug { "directory.find_id_by_slug", R"sql(
    select id from organisations where slug = $1
)sql" };

std::optional<OrganisationId> find_id(db::Reader& reader, std::string_view slug)
{
    return reader.optional_value<OrganisationId>(find_id_by_slug, slug);
}

static db::Statement const find_id_by_ref { "directory.find_id_by_ref", R"sql(
    select organisation_id from organisation_refs where operator_id = $1 and ref = $2
)sql" };

std::optional<OrganisationId> find_by_ref(db::Reader& reader, OperatorId operator_id, std::string_view ref)
{
    return reader.optional_value<OrganisationId>(find_id_by_ref, operator_id, ref);
}

static db::Statement const slug_of_sql { "directory.slug_of", R"sql(
    select slug from organisations where id = $1
)sql" };

std::optional<std::string> slug_of(db::Reader& reader, OrganisationId id)
{
    return reader.optional_value<std::string>(slug_of_sql, id);
}

std::string free_slug(db::Reader& reader, std::string_view base)
{
    auto slug = std::string(base);
    for (int n = 2; find_id(reader, slug); ++n)
        slug = std::string(base) + "-" + std::to_string(n);
    return slug;
}

static db::Statement const insert_organisation { "directory.insert_organisation", R"sql(
    insert into organisations (id, slug, kind, name, name_key, sort_key, lang, uid, website, web_domain,
        email, phone, employees, langs, noga, visibility, state, successor_id, confirmed_at,
        created_at, updated_at, version)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
        $20, $21, $22)
)sql" };

static db::Statement const insert_site { "directory.insert_site", R"sql(
    insert into sites (id, organisation_id, position, name, street, postcode, locality, place_id, canton,
        country,
        latitude, longitude)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
)sql" };

static db::Statement const insert_concept { "directory.insert_concept", R"sql(
    insert into organisation_concepts (organisation_id, concept_id, standing, detail, valid_until)
    values ($1, $2, $3, $4, $5)
)sql" };

namespace {

void insert_parts(db::Transaction& tx, Organisation const& organisation)
{
    db::Batch batch(tx);
    int position = 0;
    for (auto const& site : organisation.sites)
        batch.run(insert_site, site.id, organisation.id, position++, site.name, site.street, site.postcode,
            site.locality, site.place_id, site.canton, site.country, site.latitude, site.longitude);
    for (auto const& claimed : organisation.concepts)
        batch.run(insert_concept, organisation.id, claimed.concept_id, code_of(claimed.standing),
            claimed.detail, claimed.valid_until);
    batch.finish();
}

} // namespace

void insert(db::Transaction& tx, Organisation const& organisation)
{
    auto const keys = keys_of(organisation);
    tx.run(insert_organisation, organisation.id, organisation.slug, code_of(organisation.kind),
        organisation.name, keys.name_key, bytes_of(keys.sort_key), organisation.lang, organisation.uid,
        organisation.website, keys.web_domain, organisation.email, organisation.phone, organisation.employees,
        text_of(organisation.langs), organisation.noga, text_of(organisation.visibility),
        code_of(organisation.state), organisation.successor, organisation.confirmed_at,
        organisation.created_at, organisation.updated_at, organisation.version);
    insert_parts(tx, organisation);
}

static db::Statement const update_organisation { "directory.update_organisation", R"sql(
    update organisations
    set kind = $3, name = $4, name_key = $5, sort_key = $6, lang = $7, uid = $8, website = $9,
        web_domain = $10, email = $11, phone = $12, employees = $13, langs = $14, noga = $15,
        visibility = $16, state = $17, successor_id = $18, confirmed_at = $19, updated_at = $20, version = $21
    where id = $1 and version = $2
)sql" };

static db::Statement const delete_sites { "directory.delete_sites", R"sql(
    delete from sites where organisation_id = $1
)sql" };

static db::Statement const delete_concepts { "directory.delete_concepts", R"sql(
    delete from organisation_concepts where organisation_id = $1
)sql" };

bool update(db::Transaction& tx, Organisation const& organisation, int version_before)
{
    auto const keys = keys_of(organisation);
    auto const updated = tx.run(update_organisation, organisation.id, version_before,
        code_of(organisation.kind), organisation.name, keys.name_key, bytes_of(keys.sort_key),
        organisation.lang, organisation.uid, organisation.website, keys.web_domain, organisation.email,
        organisation.phone, organisation.employees, text_of(organisation.langs), organisation.noga,
        text_of(organisation.visibility), code_of(organisation.state), organisation.successor,
        organisation.confirmed_at, organisation.updated_at, organisation.version);
    if (updated == 0)
        return false;
    tx.run(delete_sites, organisation.id);
    tx.run(delete_concepts, organisation.id);
    insert_parts(tx, organisation);
    return true;
}

static db::Statement const set_ref_sql { "directory.set_ref", R"sql(
    insert into organisation_refs (operator_id, ref, organisation_id) values ($1, $2, $3)
    on conflict (operator_id, ref) do update set organisation_id = excluded.organisation_id
)sql" };

void set_ref(db::Transaction& tx, OperatorId operator_id, std::string_view ref, OrganisationId organisation)
{
    tx.run(set_ref_sql, operator_id, ref, organisation);
}

static db::Statement const remove_ref_sql { "directory.remove_ref", R"sql(
    delete from organisation_refs where operator_id = $1 and ref = $2
)sql" };

void remove_ref(db::Transaction& tx, OperatorId operator_id, std::string_view ref)
{
    tx.run(remove_ref_sql, operator_id, ref);
}

static db::Statement const refs_of_sql { "directory.refs_of", R"sql(
    select ref from organisation_refs where organisation_id = $1 and operator_id = $2 order by ref
)sql" };

std::vector<std::string> refs_of(db::Reader& reader, OperatorId operator_id, OrganisationId organisation)
{
    return reader.all(
        refs_of_sql, [](db::Row const& row) { return row.text(0); }, organisation, operator_id);
}

Keys keys_of(Organisation const& organisation)
{
    auto const address = organisation.website.empty() ? organisation.email : organisation.website;
    auto domain = i18n::web_domain(address);
    if (is_common_mail_domain(domain))
        domain.clear();
    return { name_key(organisation.name), i18n::collation_key(organisation.name, Lang::fr),
        std::move(domain) };
}

} // namespace passerelle::directory::store
