#include "modules/directory/duplicates/comparing.hpp"

#include "base/text.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace passerelle::directory::duplicates {
namespace {

using i18n::message;

/// One choice of the page: how a field is called, shown, and carried over.
struct Choosable {
    std::string_view code;
    std::string_view label;
    std::string (*text)(Organisation const&, Lang);
    void (*carry)(Organisation& to, Organisation const& from);
};

std::string first_text(LocalisedText const& text, Lang lang) { return std::string(text.in(lang).text); }

template<std::string Organisation::*field>
std::string text_of_field(Organisation const& organisation, Lang)
{
    return organisation.*field;
}
template<auto field>
void carry_field(Organisation& to, Organisation const& from)
{
    to.*field = from.*field;
}
template<LocalisedText Organisation::*field>
std::string localised(Organisation const& organisation, Lang lang)
{
    return first_text(organisation.*field, lang);
}

std::string kind_text(Organisation const& organisation, Lang lang)
{
    auto const& words = i18n::words(lang);
    switch (organisation.kind) {
    case Kind::Company:
        return std::string(words.tr("Company"));
    case Kind::Training:
        return std::string(words.tr("Training institution"));
    case Kind::Association:
        return std::string(words.tr("Association"));
    case Kind::Public:
        return std::string(words.tr("Public body"));
    }
    return {};
}

constexpr std::array choosables {
    Choosable {
        "name", message("Name"), text_of_field<&Organisation::name>, carry_field<&Organisation::name> },
    Choosable { "kind", message("Kind of organisation"), kind_text, carry_field<&Organisation::kind> },
    Choosable { "lang", message("Language"),
        [](Organisation const& one, Lang lang) { return i18n::lang_name(one.lang, lang); },
        carry_field<&Organisation::lang> },
    Choosable { "address", message("Address"),
        [](Organisation const& one, Lang) { return address_line(one); },
        [](Organisation&, Organisation const&) {} },
    Choosable { "uid", message("UID"), text_of_field<&Organisation::uid>, carry_field<&Organisation::uid> },
    Choosable { "website", message("Website"), text_of_field<&Organisation::website>,
        carry_field<&Organisation::website> },
    Choosable {
        "email", message("E-mail"), text_of_field<&Organisation::email>, carry_field<&Organisation::email> },
    Choosable { "phone", message("Telephone"),
        [](Organisation const& one, Lang) { return i18n::phone_for_display(one.phone); },
        carry_field<&Organisation::phone> },
    Choosable { "employees", message("Number of employees"),
        [](Organisation const& one, Lang lang) {
            return one.employees ? i18n::number(std::int64_t { *one.employees }, lang) : std::string();
        },
        carry_field<&Organisation::employees> },
    Choosable {
        "noga", message("NOGA code"), text_of_field<&Organisation::noga>, carry_field<&Organisation::noga> },
    Choosable { "summary", message("Summary"), localised<&Organisation::summary>,
        carry_field<&Organisation::summary> },
    Choosable { "description", message("Description"), localised<&Organisation::description>,
        carry_field<&Organisation::description> },
    Choosable { "offers", message("What it offers"), localised<&Organisation::offers>,
        carry_field<&Organisation::offers> },
    Choosable { "needs", message("What it needs"), localised<&Organisation::needs>,
        carry_field<&Organisation::needs> },
};

std::optional<Lang> lang_of(Choosable const& choosable, Organisation const& organisation, Lang lang)
{
    for (auto const& [code, text] :
        { std::pair { "summary", &Organisation::summary }, { "description", &Organisation::description },
            { "offers", &Organisation::offers }, { "needs", &Organisation::needs } })
        if (choosable.code == code && !(organisation.*text).empty())
            return (organisation.*text).in(lang).lang;
    return std::nullopt;
}

bool same_address(Site const& a, Site const& b) { return a.street == b.street && a.postcode == b.postcode; }

std::vector<Site> chosen_sites(Organisation const& main, Organisation const& other, bool with_other_main)
{
    auto sites = main.sites;
    for (std::size_t i = 0; i < other.sites.size(); ++i) {
        auto const& site = other.sites[i];
        auto const known = std::any_of(
            sites.begin(), sites.end(), [&](Site const& one) { return same_address(one, site); });
        if (!known && (i > 0 || with_other_main || main.sites.empty()))
            sites.push_back(site);
    }
    return sites;
}

std::vector<ClaimedConcept> chosen_concepts(
    Organisation const& first, Organisation const& second, std::vector<std::string> const& ids)
{
    std::vector<ClaimedConcept> chosen;
    for (auto const* from : { &first, &second })
        for (auto const& claimed : from->concepts) {
            auto const wanted = claimed.standing != Standing::Confirmed
                || std::find(ids.begin(), ids.end(), claimed.concept_id) != ids.end();
            auto const known = std::find_if(chosen.begin(), chosen.end(),
                [&](ClaimedConcept const& one) { return one.concept_id == claimed.concept_id; });
            if (wanted && known == chosen.end())
                chosen.push_back(claimed);
            // A claim that was confirmed on one side is confirmed; its detail is not lost.
            else if (wanted && claimed.standing == Standing::Confirmed
                && known->standing != Standing::Confirmed)
                *known = claimed;
        }
    std::sort(chosen.begin(), chosen.end(),
        [](ClaimedConcept const& a, ClaimedConcept const& b) { return a.concept_id < b.concept_id; });
    return chosen;
}

} // namespace

std::string address_line(Organisation const& organisation)
{
    if (organisation.sites.empty())
        return {};
    auto const& site = organisation.sites.front();
    auto const town = std::string(trim(site.postcode + " " + site.locality));
    return site.street.empty() ? town : town.empty() ? site.street : site.street + ", " + town;
}

std::vector<Difference> differences(
    Organisation const& first, Organisation const& second, i18n::Words const& words)
{
    auto const lang = words.lang();
    std::vector<Difference> found;
    for (auto const& choosable : choosables) {
        Difference one { std::string(choosable.code), std::string(words.tr(choosable.label)),
            choosable.text(first, lang), choosable.text(second, lang), lang_of(choosable, first, lang),
            lang_of(choosable, second, lang), false };
        if (one.first == one.second)
            continue;
        one.proposes_second = one.first.empty();
        found.push_back(std::move(one));
    }
    return found;
}

std::vector<OfferedConcept> offered_concepts(
    Organisation const& first, Organisation const& second, search::Thesaurus const& thesaurus, Lang lang)
{
    auto const confirmed = [](Organisation const& organisation) {
        std::set<std::string> ids;
        for (auto const& claimed : organisation.concepts)
            if (claimed.standing == Standing::Confirmed)
                ids.insert(claimed.concept_id);
        return ids;
    };
    auto const in_first = confirmed(first);
    auto const in_second = confirmed(second);
    auto all = in_first;
    all.insert(in_second.begin(), in_second.end());
    std::vector<OfferedConcept> offered;
    for (auto const& id : all) {
        auto const found = thesaurus.find(id);
        auto const from = !in_second.contains(id) ? OfferedConcept::From::First
            : !in_first.contains(id)              ? OfferedConcept::From::Second
                                                  : OfferedConcept::From::Both;
        offered.push_back({ id, found ? std::string(thesaurus.label(*found, lang)) : id, from });
    }
    return offered;
}

Organisation chosen(Organisation const& first, Organisation const& second, Choice const& choice)
{
    auto const second_survives = choice.keeps_second;
    auto const takes_second = [&](std::string_view code) {
        auto const found = choice.takes_second.find(code);
        return found == choice.takes_second.end() ? second_survives : found->second;
    };
    auto result = second_survives ? second : first;
    for (auto const& choosable : choosables)
        choosable.carry(result, takes_second(choosable.code) ? second : first);
    auto const second_address = takes_second("address");
    result.sites = chosen_sites(
        second_address ? second : first, second_address ? first : second, choice.keeps_other_site);
    result.concepts = chosen_concepts(first, second, choice.concepts);
    result.langs = first.langs;
    for (auto const& lang : second.langs)
        if (std::find(result.langs.begin(), result.langs.end(), lang) == result.langs.end())
            result.langs.push_back(lang);
    result.confirmed_at = std::max(first.confirmed_at, second.confirmed_at);
    return result;
}

} // namespace passerelle::directory::duplicates
