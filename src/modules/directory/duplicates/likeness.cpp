#include "modules/directory/duplicates/likeness.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "modules/directory/duplicates/name_sounds.hpp"
#include "modules/directory/organisations/store.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/i18n/fold.hpp"

#include <algorithm>
#include <array>

namespace passerelle::directory::duplicates {
namespace {

using i18n::message;

struct SignWords {
    std::string_view code;
    int points;
    std::string_view sentence;
};

constexpr std::array signs {
    SignWords { "same-uid", 60, message("Same UID: {first}") },
    SignWords { "other-uid", -40, message("Different UIDs: {first}, {second}") },
    SignWords { "same-name", 52, message("Same name: {first}") },
    SignWords {
        "same-name-but-form", 50, message("Same name but for the legal form: “{first}” and “{second}”") },
    SignWords {
        "same-words-of-name", 42, message("The same words in their names: “{first}” and “{second}”") },
    SignWords { "same-sound-of-name", 38, message("Names that sound the same: “{first}” and “{second}”") },
    SignWords { "rare-name", 14, message("Hardly another organisation has this name: {first}") },
    SignWords { "common-name", -10, message("Many organisations have such a name: {first}") },
    SignWords { "similar-name", 26, message("Similar names: “{first}” and “{second}”") },
    SignWords { "same-web-domain", 35, message("Same web domain: {first}") },
    SignWords { "other-web-domain", -20, message("Different web domains: {first}, {second}") },
    SignWords { "same-phone", 30, message("Same telephone number: {first}") },
    SignWords { "same-email", 30, message("Same mail address: {first}") },
    SignWords { "same-address", 20, message("Same address: {first}") },
    SignWords { "same-place", 12, message("Same place: {first}") },
    SignWords { "same-place-two-names", 12, message("Same place under two names: {first}, {second}") },
    SignWords { "other-place", -6, message("Different places: {first}, {second}") },
};

SignWords const& words_of(Sign sign) { return signs[static_cast<std::size_t>(sign)]; }

std::multiset<std::string> triples_of(std::set<std::string> const& words)
{
    std::multiset<std::string> triples;
    for (auto const& word : words) {
        auto const padded = " " + word + " ";
        for (std::size_t i = 0; i + 3 <= padded.size(); ++i)
            triples.insert(padded.substr(i, 3));
    }
    return triples;
}

/// Sørensen–Dice on groups of three letters, 0 to 1.
double similarity(std::set<std::string> const& a, std::set<std::string> const& b)
{
    auto const first = triples_of(a);
    auto const second = triples_of(b);
    if (first.empty() || second.empty())
        return 0;
    std::vector<std::string> common;
    std::set_intersection(
        first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(common));
    return 2.0 * static_cast<double>(common.size()) / static_cast<double>(first.size() + second.size());
}

void compare_names(Likeness& likeness, Profile const& a, Profile const& b)
{
    auto const add = [&](Sign sign) { likeness.reasons.push_back({ sign, a.name, b.name }); };
    if (i18n::fold(a.name) == i18n::fold(b.name))
        return add(Sign::SameName);
    if (a.name_key == b.name_key)
        return add(Sign::SameNameButForm);
    auto const first = words_in(a.name_key);
    auto const second = words_in(b.name_key);
    if (first == second && !first.empty())
        add(Sign::SameWordsOfName);
    else if (auto const sounds = sounds_in(a.name_key); !sounds.empty() && sounds == sounds_in(b.name_key))
        add(Sign::SameSoundOfName);
    else if (similarity(first, second) >= 0.72)
        add(Sign::SimilarName);
}

/// Whether the names are the same but for how they are written.
bool speaks_of_name(Likeness const& likeness)
{
    return !likeness.reasons.empty() && likeness.reasons.front().sign != Sign::SimilarName;
}

std::string folded_street(Profile const& profile)
{
    auto street = i18n::fold(profile.street);
    for (auto const& [from, to] : { std::pair<std::string_view, std::string_view> { "strasse", "str" },
             { "route", "rte" }, { "avenue", "av" }, { "chemin", "ch" } })
        if (auto const at = street.find(from); at != std::string::npos)
            street.replace(at, from.size(), to);
    return street;
}

void compare_places(Likeness& likeness, Profile const& a, Profile const& b)
{
    auto const same_street = !a.street.empty() && folded_street(a) == folded_street(b);
    if (same_street && !a.postcode.empty() && a.postcode == b.postcode)
        likeness.reasons.push_back(
            { Sign::SameAddress, a.street + ", " + a.postcode, b.street + ", " + b.postcode });
    auto const same_place = a.place_id.empty() || b.place_id.empty()
        ? !a.postcode.empty() && a.postcode == b.postcode
        : a.place_id == b.place_id;
    auto const first = a.locality.empty() ? a.postcode : a.locality;
    auto const second = b.locality.empty() ? b.postcode : b.locality;
    if (first.empty() || second.empty())
        return;
    auto const same_word = i18n::fold(first) == i18n::fold(second);
    auto const sign = !same_place && !same_word ? Sign::OtherPlace
        : same_word                             ? Sign::SamePlace
                                                : Sign::SamePlaceTwoNames;
    likeness.reasons.push_back({ sign, first, second });
}

} // namespace

Profile profile_of(Organisation const& organisation)
{
    auto const keys = store::keys_of(organisation);
    Profile profile { organisation.id, organisation.slug, organisation.name, keys.name_key, organisation.uid,
        keys.web_domain, organisation.phone, organisation.email, {}, {}, {}, {}, organisation.state };
    if (!organisation.sites.empty()) {
        auto const& site = organisation.sites.front();
        profile.street = site.street;
        profile.postcode = site.postcode;
        profile.locality = site.locality;
        profile.place_id = site.place_id;
    }
    return profile;
}

std::string_view code_of(Sign sign) { return words_of(sign).code; }

std::string words_of(Reason const& reason, i18n::Words const& words)
{
    return i18n::fill(
        words.tr(words_of(reason.sign).sentence), { { "first", reason.first }, { "second", reason.second } });
}

std::optional<Sign> parse_sign(std::string_view code)
{
    for (std::size_t i = 0; i < signs.size(); ++i)
        if (signs[i].code == code)
            return static_cast<Sign>(i);
    return std::nullopt;
}

Likeness likeness(Profile const& a, Profile const& b, NameStanding standing)
{
    Likeness result;
    compare_names(result, a, b);
    if (standing != NameStanding::Unknown && speaks_of_name(result))
        result.reasons.push_back(
            { standing == NameStanding::Rare ? Sign::RareName : Sign::CommonName, a.name, b.name });
    auto const compare = [&](std::string const& first, std::string const& second, Sign same) {
        if (!first.empty() && first == second)
            result.reasons.push_back({ same, first, second });
    };
    compare(a.uid, b.uid, Sign::SameUid);
    if (!a.uid.empty() && !b.uid.empty() && a.uid != b.uid)
        result.reasons.push_back({ Sign::OtherUid, a.uid, b.uid });
    compare(a.web_domain, b.web_domain, Sign::SameWebDomain);
    if (!a.web_domain.empty() && !b.web_domain.empty() && a.web_domain != b.web_domain)
        result.reasons.push_back({ Sign::OtherWebDomain, a.web_domain, b.web_domain });
    compare(a.phone, b.phone, Sign::SamePhone);
    compare(ascii_lower(a.email), ascii_lower(b.email), Sign::SameEmail);
    compare_places(result, a, b);
    for (auto const& reason : result.reasons)
        result.score += words_of(reason.sign).points;
    result.score = std::clamp(result.score, 0, 100);
    return result;
}

} // namespace passerelle::directory::duplicates
