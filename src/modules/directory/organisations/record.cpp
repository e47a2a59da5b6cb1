#include "modules/directory/organisations/record.hpp"

#include "modules/directory/organisations/store.hpp"
#include "platform/changes/changes.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/texts/texts.hpp"

#include <array>

namespace passerelle::directory {
namespace {

struct TextField {
    std::string_view name;
    LocalisedText Organisation::*text;
};

constexpr std::array<TextField, 4> text_fields { TextField { "summary", &Organisation::summary },
    { "description", &Organisation::description }, { "offers", &Organisation::offers },
    { "needs", &Organisation::needs } };

std::string text_of(Site const& site)
{
    return site.name + "|" + site.street + "|" + site.postcode + "|" + site.locality + "|" + site.place_id
        + "|" + site.canton + "|" + site.country;
}

std::string text_of(ClaimedConcept const& claimed)
{
    return claimed.concept_id + "|" + std::string(code_of(claimed.standing)) + "|" + claimed.detail + "|"
        + (claimed.valid_until ? claimed.valid_until->text() : "");
}

template<class T>
std::vector<std::string> texts_of(std::vector<T> const& items)
{
    std::vector<std::string> texts;
    for (auto const& item : items)
        texts.push_back(text_of(item));
    return texts;
}

std::optional<Uuid> uuid_of(auto const& id) { return id ? std::optional(id->uuid()) : std::nullopt; }

void log(db::Transaction& tx, OrganisationId id, std::string_view action, changes::Difference difference,
    Author const& author)
{
    changes::record(tx,
        { .at = author.now,
            .actor = uuid_of(author.person),
            .operator_id = uuid_of(author.operator_id),
            .action = std::string(action),
            .entity_kind = "organisation",
            .entity = id.uuid(),
            .before = std::move(difference.before),
            .after = std::move(difference.after) });
}

void identify_sites(Organisation& organisation, Instant now, Random& random)
{
    for (auto& site : organisation.sites)
        if (site.id == SiteId())
            site.id = SiteId::fresh(now, random);
}

texts::Author text_author(Author const& author) { return { uuid_of(author.person), author.now }; }

} // namespace

changes::Fields fields_of(Organisation const& organisation)
{
    return changes::Fields()
        .add("kind", code_of(organisation.kind))
        .add("name", organisation.name)
        .add("lang", organisation.lang)
        .add("uid", organisation.uid)
        .add("website", organisation.website)
        .add("email", organisation.email)
        .add("phone", organisation.phone)
        .add("employees", organisation.employees)
        .add("langs", passerelle::text_of(organisation.langs))
        .add("noga", organisation.noga)
        .add("visibility", text_of(organisation.visibility))
        .add("state", code_of(organisation.state))
        .add("successor", organisation.successor)
        .add("confirmed_at", organisation.confirmed_at)
        .add("summary", organisation.summary)
        .add("description", organisation.description)
        .add("offers", organisation.offers)
        .add("needs", organisation.needs)
        .add("sites", texts_of(organisation.sites))
        .add("concepts", texts_of(organisation.concepts));
}

Organisation create(db::Transaction& tx, Organisation organisation, Author const& author, Random& random)
{
    organisation.id = OrganisationId::fresh(author.now, random);
    organisation.slug = store::free_slug(tx, i18n::slug(organisation.name, organisation.lang));
    organisation.created_at = organisation.updated_at = author.now;
    organisation.version = 1;
    identify_sites(organisation, author.now, random);
    store::insert(tx, organisation);
    db::Batch batch(tx);
    for (auto const& field : text_fields)
        if (auto const& text = organisation.*field.text; !text.empty())
            texts::write_new(
                batch, { "organisation", organisation.id }, field.name, text, text_author(author));
    batch.finish();
    log(tx, organisation.id, "organisation.created", { {}, fields_of(organisation) }, author);
    return organisation;
}

Outcome<Organisation, WriteRefused> write(db::Transaction& tx, Organisation const& before, Organisation after,
    std::string_view action, Author const& author, Random& random)
{
    auto difference = changes::difference(fields_of(before), fields_of(after));
    if (difference.empty())
        return before;
    after.id = before.id;
    after.slug = before.slug;
    after.created_at = before.created_at;
    after.updated_at = author.now;
    after.version = before.version + 1;
    identify_sites(after, author.now, random);
    if (!store::update(tx, after, before.version))
        return WriteRefused::ChangedMeanwhile;
    for (auto const& field : text_fields)
        if (before.*field.text != after.*field.text)
            texts::replace(
                tx, { "organisation", after.id }, field.name, after.*field.text, text_author(author));
    log(tx, after.id, action, std::move(difference), author);
    return after;
}

} // namespace passerelle::directory
