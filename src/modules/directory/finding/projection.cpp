#include "modules/directory/finding/projection.hpp"

#include "modules/accounts/operator.hpp"
#include "modules/directory/organisations/store.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/i18n/fold.hpp"

#include <algorithm>
#include <unordered_map>

namespace passerelle::directory {
namespace {

using search::Document;

search::Audience audience_in_index(Audience audience)
{
    switch (audience) {
    case Audience::Public:
        return {};
    case Audience::Members:
        return std::string(members_audience);
    case Audience::Operators:
        return std::string(operators_audience);
    }
    return std::string(operators_audience);
}

class Projection {
public:
    Projection(Organisation const& organisation, search::Thesaurus const& thesaurus, LocalDate today)
        : organisation_(organisation),
          thesaurus_(thesaurus),
          today_(today)
    {
    }

    Document document(std::vector<std::string> const& operator_slugs)
    {
        document_.id = organisation_.id.uuid();
        document_.name = organisation_.name;
        document_.sort_key = i18n::collation_key(organisation_.name, Lang::fr);
        document_.lang = organisation_.lang;
        add_text(organisation_.offers, Document::Place::Offers, Field::Offers);
        add_text(organisation_.summary, Document::Place::Summary, Field::Summary);
        add_text(organisation_.description, Document::Place::Description, Field::Description);
        add_text(organisation_.needs, Document::Place::Needs, Field::Needs);
        add_concepts();
        add_places();
        add_facet(facets::kind, code_of(organisation_.kind), {});
        for (auto const lang : organisation_.langs)
            add_facet(facets::lang, lang.code(), audience(Field::Languages));
        for (auto const& slug : operator_slugs)
            add_facet(facets::operator_slug, slug, {});
        return std::move(document_);
    }

private:
    search::Audience audience(Field field) const
    {
        return audience_in_index(audience_of(organisation_.visibility, field));
    }

    void add_text(LocalisedText const& text, Document::Place place, Field field)
    {
        for (auto const& version : text.versions())
            document_.texts.push_back({ version.lang, version.text, place, audience(field) });
    }

    void add_facet(std::string_view facet, std::string_view value, search::Audience who)
    {
        auto term = std::string(facet) + ":" + std::string(value);
        auto const is_there = std::any_of(document_.facets.begin(), document_.facets.end(),
            [&](Document::Facet const& known) { return known.term == term; });
        if (!is_there)
            document_.facets.push_back({ std::move(term), std::move(who) });
    }

    /// A certificate that has run out is claimed no more.
    bool counts(ClaimedConcept const& claimed) const
    {
        return claimed.standing == Standing::Confirmed
            && (!claimed.valid_until || *claimed.valid_until >= today_);
    }

    void add_concepts()
    {
        auto const who = audience(Field::Concepts);
        for (auto const& claimed : organisation_.concepts) {
            auto const number = thesaurus_.find(claimed.concept_id);
            if (!number || !counts(claimed))
                continue;
            document_.offers.push_back({ claimed.concept_id, true, who });
            auto const facet = facet_name(facet_of(thesaurus_, *number));
            add_facet(facet, claimed.concept_id, who);
            for (auto const broader : thesaurus_.ancestors(*number))
                if (!thesaurus_.is_facet(broader))
                    add_facet(facet, thesaurus_.id(broader), who);
        }
    }

    void add_places()
    {
        auto const who = audience(Field::Sites);
        for (auto const& site : organisation_.sites)
            for (auto const* place : Places::all().with_parents(site.place_id)) {
                if (place->type == Place::Type::Municipality)
                    add_facet(facets::place, place->id, who);
                else if (place->type != Place::Type::Area)
                    add_facet(facets::region, place->id, who);
            }
    }

    Organisation const& organisation_;
    search::Thesaurus const& thesaurus_;
    LocalDate today_;
    Document document_;
};

} // namespace

std::string_view facet_name(Facet facet)
{
    switch (facet) {
    case Facet::Capabilities:
        return facets::capability;
    case Facet::Materials:
        return facets::material;
    case Facet::Machines:
        return facets::machine;
    case Facet::Certifications:
        return facets::certification;
    case Facet::Markets:
        return facets::market;
    }
    return facets::capability;
}

Document document_of(Organisation const& organisation, std::vector<std::string> const& operator_slugs,
    search::Thesaurus const& thesaurus, LocalDate today)
{
    return Projection(organisation, thesaurus, today).document(operator_slugs);
}

std::vector<Document> documents_of(db::Reader& reader, std::vector<OrganisationId> const& ids,
    search::Thesaurus const& thesaurus, LocalDate today)
{
    std::unordered_map<Uuid, std::string> slugs;
    for (auto const& one : accounts::operators(reader))
        slugs.emplace(one.id.uuid(), one.slug);
    auto const memberships = store::member_of(reader, ids, today);
    std::vector<Document> documents;
    for (auto const& organisation : store::load(reader, ids)) {
        if (organisation.state != State::Published)
            continue;
        std::vector<std::string> operator_slugs;
        if (auto const at = memberships.find(organisation.id.uuid()); at != memberships.end())
            for (auto const& id : at->second)
                if (auto const slug = slugs.find(id.uuid()); slug != slugs.end())
                    operator_slugs.push_back(slug->second);
        documents.push_back(document_of(organisation, operator_slugs, thesaurus, today));
    }
    return documents;
}

} // namespace passerelle::directory
