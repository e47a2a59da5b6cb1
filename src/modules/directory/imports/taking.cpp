#include "modules/directory/imports/taking.hpp"

#include "base/text.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/i18n/fold.hpp"

#include <algorithm>
#include <set>

namespace passerelle::directory::imports {
namespace {

void take(std::string& target, std::string const& value)
{
    if (!value.empty())
        target = value;
}

template<class T>
void take(std::optional<T>& target, std::optional<T> const& value)
{
    if (value)
        target = value;
}

/// All versions that come together express one meaning; those that stay behind it are outdated.
void take_text(LocalisedText& text, std::vector<std::pair<Lang, std::string>> const& coming)
{
    auto versions = text.versions();
    auto const differs = std::any_of(coming.begin(), coming.end(), [&](auto const& one) {
        auto const* version = text.find(one.first);
        return version && trim(version->text) != one.second;
    });
    auto const meaning = std::max(text.meaning(), 1) + (differs ? 1 : 0);
    for (auto const& [lang, words] : coming) {
        auto const found = std::find_if(versions.begin(), versions.end(),
            [&, wanted = lang](LocalisedText::Version const& version) { return version.lang == wanted; });
        if (found == versions.end())
            versions.push_back({ lang, words, meaning });
        else if (trim(found->text) != words)
            *found = { lang, words, meaning };
    }
    text = LocalisedText(std::move(versions));
}

void take_texts(Organisation& organisation, RowInput const& row)
{
    for (auto const field :
        { &Organisation::summary, &Organisation::description, &Organisation::offers, &Organisation::needs }) {
        std::vector<std::pair<Lang, std::string>> coming;
        for (auto const& text : row.texts)
            if (text.field == field)
                coming.emplace_back(text.lang.value_or(organisation.lang), text.text);
        if (!coming.empty())
            take_text(organisation.*field, coming);
    }
}

void take_site(Organisation& organisation, RowInput const& row)
{
    if (row.street.empty() && row.postcode.empty() && row.locality.empty() && row.canton.empty()
        && row.country.empty())
        return;
    if (organisation.sites.empty())
        organisation.sites.emplace_back();
    auto& site = organisation.sites.front();
    auto const before = site;
    take(site.street, row.street);
    take(site.postcode, row.postcode);
    if (!row.locality_is_derived || site.locality.empty() || site.postcode != before.postcode)
        take(site.locality, row.locality);
    take(site.canton, row.canton);
    take(site.country, row.country);
    if (site.postcode == before.postcode && site.locality == before.locality)
        return;
    auto const* place = Places::all().find(row.place_id);
    site.place_id = row.place_id;
    site.latitude = place ? std::optional(place->latitude) : std::nullopt;
    site.longitude = place ? std::optional(place->longitude) : std::nullopt;
    if (place && row.canton.empty())
        site.canton = place->canton;
}

bool is_of(search::Thesaurus const& thesaurus, std::string const& id, Facet facet)
{
    auto const found = thesaurus.find(id);
    return found && facet_of(thesaurus, *found) == facet;
}

void take_concepts(Organisation& organisation, RowInput const& row, search::Thesaurus const& thesaurus)
{
    if (row.concepts.empty())
        return;
    auto& claimed = organisation.concepts;
    std::set<std::string> listed;
    for (auto const& [facet, ids] : row.concepts)
        listed.insert(ids.begin(), ids.end());
    for (auto const& [facet, ids] : row.concepts)
        std::erase_if(claimed, [&, column = facet](ClaimedConcept const& one) {
            return one.standing == Standing::Confirmed && !listed.contains(one.concept_id)
                && is_of(thesaurus, one.concept_id, column);
        });
    for (auto const& id : listed) {
        auto const found = std::find_if(
            claimed.begin(), claimed.end(), [&](ClaimedConcept const& one) { return one.concept_id == id; });
        if (found == claimed.end())
            claimed.push_back({ id, Standing::Confirmed, {}, {} });
        else
            found->standing = Standing::Confirmed;
    }
    std::sort(claimed.begin(), claimed.end(),
        [](ClaimedConcept const& a, ClaimedConcept const& b) { return a.concept_id < b.concept_id; });
}

bool means_same_person(OperatorContact const& known, RowInput::Contact const& coming)
{
    if (!coming.email.empty() && ascii_lower(known.email) == ascii_lower(coming.email))
        return true;
    if (!coming.name.empty() && i18n::fold(known.name) == i18n::fold(coming.name))
        return true;
    return coming.email.empty() && coming.name.empty() && !coming.phone.empty()
        && known.phone == coming.phone;
}

void take_contacts(Records& records, RowInput const& row, Lang lang, Keeper const& keeper)
{
    for (auto const& coming : row.contacts) {
        auto found = std::find_if(records.contacts.begin(), records.contacts.end(),
            [&](OperatorContact const& known) { return means_same_person(known, coming); });
        if (found == records.contacts.end()) {
            records.contacts.push_back(
                { {}, {}, keeper.operator_id, {}, {}, {}, {}, coming.lang.value_or(lang) });
            found = records.contacts.end() - 1;
        }
        take(found->name, coming.name);
        take(found->email, coming.email);
        take(found->phone, coming.phone);
        take(found->role, coming.role);
        if (coming.lang)
            found->lang = *coming.lang;
    }
}

void take_notes(Records& records, RowInput const& row, Keeper const& keeper)
{
    for (auto const& coming : row.notes) {
        auto const found = std::find_if(records.notes.begin(), records.notes.end(),
            [&](OperatorNote const& known) { return known.label == coming.label; });
        if (found == records.notes.end()) {
            records.notes.push_back(
                { {}, {}, keeper.operator_id, coming.label, coming.text, keeper.now, keeper.person });
        } else if (found->text != coming.text) {
            found->text = coming.text;
            found->written_at = keeper.now;
            found->written_by = keeper.person;
        }
    }
}

void take_membership(Records& records, RowInput const& row, Keeper const& keeper)
{
    auto current = std::find_if(records.memberships.begin(), records.memberships.end(),
        [&](Membership const& known) { return !known.until || *known.until >= keeper.today; });
    if (current == records.memberships.end()) {
        records.memberships.push_back({ {}, {}, keeper.operator_id, {}, {}, {}, {} });
        current = records.memberships.end() - 1;
    }
    take(current->number, row.member_number);
    take(current->category, row.member_category);
    take(current->since, row.member_since);
}

} // namespace

Lang likely_lang(RowInput const& row, Lang fallback)
{
    if (row.lang)
        return *row.lang;
    auto const name = " " + i18n::fold(row.name) + " ";
    for (auto const form : { " gmbh ", " ag ", " und ", " genossenschaft ", " verein " })
        if (name.find(form) != std::string::npos)
            return Lang::de;
    for (auto const form : { " sa ", " sarl ", " s a r l ", " et ", " cie ", " association " })
        if (name.find(form) != std::string::npos)
            return Lang::fr;
    auto const* place = Places::all().find(row.place_id);
    return place && !place->langs.empty() ? place->langs.front() : fallback;
}

Organisation organisation_of(RowInput const& row, search::Thesaurus const& thesaurus, Lang fallback)
{
    Organisation organisation;
    organisation.lang = likely_lang(row, fallback);
    return with_row(std::move(organisation), row, thesaurus);
}

Organisation with_row(Organisation organisation, RowInput const& row, search::Thesaurus const& thesaurus)
{
    take(organisation.name, row.name);
    if (row.kind)
        organisation.kind = *row.kind;
    if (row.lang)
        organisation.lang = *row.lang;
    take(organisation.uid, row.uid);
    take(organisation.website, row.website);
    take(organisation.email, row.email);
    take(organisation.phone, row.phone);
    take(organisation.employees, row.employees);
    if (!row.langs.empty())
        organisation.langs = row.langs;
    take(organisation.noga, row.noga);
    take_texts(organisation, row);
    take_site(organisation, row);
    take_concepts(organisation, row, thesaurus);
    return organisation;
}

Records with_row(Records records, RowInput const& row, Lang lang, Keeper const& keeper)
{
    if (std::find(records.refs.begin(), records.refs.end(), row.ref) == records.refs.end())
        records.refs.push_back(row.ref);
    take_membership(records, row, keeper);
    take_contacts(records, row, lang, keeper);
    take_notes(records, row, keeper);
    return records;
}

} // namespace passerelle::directory::imports
