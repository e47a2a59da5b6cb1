#include "base/text.hpp"
#include "modules/directory/organisations/entry_reading.hpp"
#include "modules/directory/organisations/entry_words.hpp"
#include "platform/i18n/fold.hpp"

#include <algorithm>
#include <map>

namespace passerelle::directory::organisations {
namespace {

ClaimedConcept* find(std::vector<ClaimedConcept>& concepts, std::string_view id)
{
    auto const found = std::find_if(concepts.begin(), concepts.end(),
        [&](ClaimedConcept const& claimed) { return claimed.concept_id == id; });
    return found == concepts.end() ? nullptr : &*found;
}

void confirm(std::vector<ClaimedConcept>& concepts, std::string_view id)
{
    if (auto* const known = find(concepts, id))
        known->standing = Standing::Confirmed;
    else
        concepts.push_back({ std::string(id), Standing::Confirmed, "", {} });
}

bool is_claimable(search::Thesaurus const& thesaurus, std::string_view id)
{
    auto const number = thesaurus.find(id);
    return number && !thesaurus.is_facet(*number);
}

void read_chosen(Reading const& reading)
{
    auto const& thesaurus = reading.setting.thesaurus;
    auto& concepts = reading.result.entry.concepts;
    auto const chosen = reading.sent.all("concept");
    std::erase_if(concepts, [&](ClaimedConcept const& claimed) {
        return claimed.standing == Standing::Confirmed
            && std::find(chosen.begin(), chosen.end(), claimed.concept_id) == chosen.end();
    });
    for (auto const id : chosen) {
        if (is_claimable(thesaurus, id))
            confirm(concepts, id);
        else if (!find(concepts, id))
            reading.refuse(add_name(Facet::Capabilities),
                reading.tr("This concept is not in the thesaurus any more."),
                words_of(Facet::Capabilities, reading.setting.words));
    }
}

void read_decisions(Reading const& reading)
{
    for (auto& claimed : reading.result.entry.concepts) {
        if (claimed.standing != Standing::Proposed)
            continue;
        auto const decision = reading.sent.text("proposal." + claimed.concept_id);
        if (decision == "confirm")
            claimed.standing = Standing::Confirmed;
        else if (decision == "decline")
            claimed.standing = Standing::Declined;
    }
}

void read_details(Reading const& reading)
{
    for (auto& claimed : reading.result.entry.concepts) {
        auto const detail = "detail." + claimed.concept_id;
        if (reading.sent.has(detail))
            claimed.detail = read_line(reading, detail, 200, reading.tr("Detail"));
        auto const until = "until." + claimed.concept_id;
        if (!reading.sent.has(until))
            continue;
        auto const written = trim(reading.sent.text(until));
        auto const date = LocalDate::parse(written);
        if (date || written.empty())
            claimed.valid_until = date;
        else
            reading.refuse(until, reading.tr("This day does not exist. Right would be 2028-03-31."),
                reading.tr("Valid until"));
    }
}

/// Of several concepts with that name, one of the facet in whose field it was written; facets themselves are
/// none.
std::optional<search::Concept> concept_named(
    search::Thesaurus const& thesaurus, std::string_view label, Facet facet)
{
    auto candidates = thesaurus.named(label);
    std::erase_if(candidates, [&](search::Concept number) { return thesaurus.is_facet(number); });
    for (auto const number : candidates)
        if (facet_of(thesaurus, number) == facet)
            return number;
    return candidates.empty() ? std::nullopt : std::optional(candidates.front());
}

/// Labels that begin alike, else those that the word may be a slip for.
std::vector<search::Concept> near_concepts(
    search::Thesaurus const& thesaurus, std::string_view label, Facet facet, Lang lang)
{
    std::vector<search::Concept> near;
    auto const add = [&](search::Concept number) {
        if (!thesaurus.is_facet(number) && std::find(near.begin(), near.end(), number) == near.end()
            && near.size() < 5)
            near.push_back(number);
    };
    std::map<std::string, search::Concept> by_label;
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < thesaurus.size(); ++i) {
        auto const number = static_cast<search::Concept>(i);
        if (facet_of(thesaurus, number) != facet)
            continue;
        for (auto const& known : thesaurus.labels(number))
            if (by_label.emplace(std::string(known.text), number).second)
                labels.emplace_back(known.text);
    }
    for (auto const& text : i18n::nearest(label, labels))
        add(by_label.at(text));
    for (auto const& known : thesaurus.starting_with(i18n::fold(label), lang, 5))
        add(known.concept_number);
    return near;
}

void refuse_unknown(Reading const& reading, std::string const& label, Facet facet)
{
    auto const& setting = reading.setting;
    auto const near = near_concepts(setting.thesaurus, label, facet, setting.lang);
    std::vector<std::string> names;
    Suggestion suggestion { facet, {} };
    for (auto const number : near) {
        names.emplace_back(setting.thesaurus.label(number, setting.lang));
        suggestion.concept_ids.emplace_back(setting.thesaurus.id(number));
    }
    auto const message = near.empty()
        ? i18n::fill(setting.words.tr("“{label}” is not in the thesaurus."), { { "label", label } })
        : i18n::fill(setting.words.tr("“{label}” is not in the thesaurus. Near to it: {labels}."),
            { { "label", label }, { "labels", join(names, ", ") } });
    reading.refuse(add_name(facet), message, words_of(facet, setting.words));
    if (!near.empty())
        reading.result.suggestions.push_back(std::move(suggestion));
}

void read_added(Reading const& reading, Facet facet)
{
    auto const name = add_name(facet);
    auto const lines = read_lines(reading, name, 4000, words_of(facet, reading.setting.words));
    for (auto const& label : split_values(lines, '\n')) {
        auto const number = concept_named(reading.setting.thesaurus, label, facet);
        if (number)
            confirm(reading.result.entry.concepts, reading.setting.thesaurus.id(*number));
        else
            refuse_unknown(reading, label, facet);
    }
}

} // namespace

std::vector<ClaimedConcept> concepts_of(
    Organisation const& entry, Facet facet, search::Thesaurus const& thesaurus)
{
    std::vector<ClaimedConcept> result;
    for (auto const& claimed : entry.concepts) {
        auto const number = thesaurus.find(claimed.concept_id);
        if ((number ? facet_of(thesaurus, *number) : Facet::Capabilities) == facet)
            result.push_back(claimed);
    }
    return result;
}

void read_concepts(Reading const& reading)
{
    if (!reading.sent.has("concepts"))
        return;
    read_chosen(reading);
    read_decisions(reading);
    for (auto const facet : all_facets)
        read_added(reading, facet);
    read_details(reading);
    auto& concepts = reading.result.entry.concepts;
    if (concepts.size() > concepts_max)
        reading.refuse(add_name(Facet::Capabilities), reading.tr("At most 200 concepts."),
            words_of(Facet::Capabilities, reading.setting.words));
    std::sort(concepts.begin(), concepts.end(),
        [](ClaimedConcept const& a, ClaimedConcept const& b) { return a.concept_id < b.concept_id; });
}

} // namespace passerelle::directory::organisations
