#include "modules/directory/finding/list_page.hpp"

#include "modules/directory/finding/finder.hpp"
#include "modules/directory/finding/projection.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "platform/html/translate.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>

namespace passerelle::directory::finding {
namespace {

constexpr std::size_t tags_max = 5;
constexpr std::size_t whys_max = 3;

using Relation = Why::Relation;

/// How the concept that a hit has relates to those that were recognised in the query.
Relation relation_of(
    search::Reason const& reason, search::Answer const& answer, search::Thesaurus const& thesaurus)
{
    auto const own = thesaurus.find(reason.concept_id);
    if (!own)
        return Relation::Equal;
    auto const& asked = answer.concepts;
    if (std::find(asked.begin(), asked.end(), reason.concept_id) != asked.end())
        return Relation::Equal;
    auto const is_narrower = std::any_of(asked.begin(), asked.end(), [&](std::string const& id) {
        auto const number = thesaurus.find(id);
        return number && thesaurus.is_within(*own, *number);
    });
    return is_narrower ? Relation::Narrower : Relation::Related;
}

Why why_of(search::Reason const& reason, search::Answer const& answer, search::Thesaurus const& thesaurus)
{
    Why why { reason.text, reason.lang, Relation::Same, reason.query };
    if (reason.concept_id.empty() || i18n::fold(reason.text) == i18n::fold(reason.query))
        return why;
    why.relation = relation_of(reason, answer, thesaurus);
    return why;
}

std::vector<Why> whys_of(search::Hit const& hit, Found const& found)
{
    std::vector<Why> whys;
    for (auto const& reason : hit.reasons)
        if (whys.size() < whys_max)
            whys.push_back(why_of(reason, found.answer, found.labels.thesaurus()));
    return whys;
}

/// The skills of a card in the order of the thesaurus.
std::vector<html::Link> tags_of(accounts::Request const& request, Card const& card, Labels const& labels)
{
    auto const& thesaurus = labels.thesaurus();
    std::vector<search::Concept> skills;
    for (auto const& id : card.concepts)
        if (auto const number = thesaurus.find(id);
            number && facet_of(thesaurus, *number) == Facet::Capabilities)
            skills.push_back(*number);
    std::sort(skills.begin(), skills.end());
    if (skills.size() > tags_max)
        skills.resize(tags_max);
    std::vector<html::Link> tags;
    for (auto const skill : skills)
        tags.push_back({ labels.of(skill), concept_url(request, thesaurus.id(skill)) });
    return tags;
}

} // namespace

Found find(Directory& directory, accounts::Request const& request, search::Query const& query, Sight sight)
{
    auto answer = directory.finder.index().find(query);
    std::vector<OrganisationId> ids;
    for (auto const& hit : answer.hits)
        ids.emplace_back(hit.id);
    return request.read([&](db::Reader& reader) {
        return Found { std::move(answer), directory.finder.cards().load(reader, ids, sight, request.today()),
            Labels(request.words(), directory.catalogues.thesaurus(), accounts::operators(reader)) };
    });
}

std::vector<CardRow> card_rows(accounts::Request const& request, Found const& found)
{
    std::vector<CardRow> rows;
    auto hit = found.answer.hits.begin();
    for (auto const& card : found.cards) {
        while (hit->id != card.id.uuid())
            ++hit;
        rows.push_back({ card.name, entry_url(request, card.slug), meta_of(card, found.labels.words()),
            whys_of(*hit, found), card.summary, tags_of(request, card, found.labels) });
    }
    return rows;
}

std::string meta_of(Card const& card, i18n::Words const& words)
{
    auto meta = std::string(name_of(card.kind, words));
    if (card.locality.empty())
        return meta;
    meta += " · ";
    if (!card.postcode.empty())
        meta += card.postcode + " ";
    meta += card.locality;
    if (!card.canton.empty())
        meta += " " + card.canton;
    return meta;
}

html::Url concept_url(accounts::Request const& request, std::string_view concept_id)
{
    return html::Url(request.address("/{lang}/@concepts/{concept}", { concept_id }));
}

html::Url place_url(accounts::Request const& request, std::string_view place_id)
{
    return html::Url(request.address("/{lang}/@places/{place}", { place_id }));
}

html::Url entry_url(accounts::Request const& request, std::string_view slug)
{
    return html::Url(request.address("/{lang}/@organisations/{organisation}", { slug }));
}

html::Url operator_url(accounts::Request const& request, std::string_view slug)
{
    return html::Url(request.address("/{lang}/@operators/{operator}", { slug }));
}

std::vector<Counted> counted(accounts::Request const& request, Found const& found, std::string_view facet,
    std::size_t count_max, Asked const& asked)
{
    std::vector<Counted> result;
    auto const counts = found.answer.facets.find(std::string(facet));
    if (counts == found.answer.facets.end())
        return result;
    auto const path = request.address("/{lang}/@organisations");
    for (auto const& [value, count] : counts->second) {
        if (result.size() == count_max)
            break;
        result.push_back({ found.labels.of(facet, value), asked.with(facet, value).address(path),
            i18n::number(static_cast<std::int64_t>(count), request.lang()) });
    }
    return result;
}

std::string organisations_in_words(std::int64_t count, i18n::Words const& words)
{
    return html::Trn(words)("{n} organisation", "{n} organisations", count);
}

} // namespace passerelle::directory::finding
