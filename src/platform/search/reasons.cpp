#include "platform/search/reasons.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace passerelle::search {
namespace {

bool may_see(Query const& query, Audience const& audience)
{
    return audience.empty()
        || std::find(query.audiences.begin(), query.audiences.end(), audience) != query.audiences.end();
}

/// The words of the document for a concept or a narrower one: the exact one before others, the reader's
/// language before others.
Surface const* surface_of(Concept number, Kept const& kept, Query const& query, Thesaurus const& thesaurus)
{
    Surface const* best = nullptr;
    auto best_order = std::pair(true, true);
    for (auto const& each : kept.surfaces) {
        auto const own = thesaurus.find(each.concept_id);
        if (each.side != query.side || !may_see(query, each.audience) || !own
            || !thesaurus.is_within(*own, number))
            continue;
        auto const order = std::pair(*own != number, each.lang != query.lang);
        if (!best || order < best_order) {
            best = &each;
            best_order = order;
        }
    }
    return best;
}

Reason reason_of(
    PlanTerm const& term, Unit const& unit, Kept const& kept, Query const& query, Thesaurus const& thesaurus)
{
    if (term.saturation == Saturation::Name)
        return { {}, unit.text, kept.name, kept.lang };
    if (!term.concept_number && !term.text.empty())
        return { {}, unit.text, term.text, term.lang };
    if (!term.concept_number)
        return { {}, unit.text, unit.text, query.lang };
    if (auto const* surface = surface_of(*term.concept_number, kept, query, thesaurus))
        return { surface->concept_id, unit.text, surface->text, surface->lang };
    auto const id = std::string(thesaurus.id(*term.concept_number));
    return { id, unit.text, std::string(thesaurus.label(*term.concept_number, kept.lang)), kept.lang };
}

} // namespace

std::vector<Reason> reasons(Ranking const& ranking, DocNumber number, Kept const& kept, Query const& query,
    Thesaurus const& thesaurus)
{
    std::vector<Reason> result;
    for (auto const& unit : ranking.units())
        for (auto const& [term, postings] : unit.terms)
            if (postings->has(number)) {
                result.push_back(reason_of(*term, *unit.unit, kept, query, thesaurus));
                break;
            }
    return result;
}

std::vector<Passage> passages(
    Thesaurus const& thesaurus, std::string_view text, Lang lang, std::vector<Reason> const& reasons)
{
    TextReader reader(std::shared_ptr<Thesaurus const>(std::shared_ptr<void>(), &thesaurus));
    std::set<std::string> stems;
    std::set<std::string, std::less<>> concepts;
    for (auto const& reason : reasons) {
        if (!reason.concept_id.empty())
            concepts.insert(reason.concept_id);
        else
            for (auto const& word : reader.read(reason.text, lang).words)
                if (!word.facts->stop)
                    stems.insert(word.facts->stems.stem);
    }
    std::vector<Passage> all;
    auto const& reading = reader.read(text, lang);
    for (auto const& found : reading.recognised)
        if (concepts.contains(thesaurus.id(found.concept_number)))
            all.push_back({ found.begin, found.end });
    for (auto const& word : reading.words)
        if (stems.contains(word.facts->stems.stem))
            all.push_back({ word.token.begin, word.token.end });
    std::sort(all.begin(), all.end(), [](Passage const& a, Passage const& b) {
        return std::pair(a.begin, b.end) < std::pair(b.begin, a.end);
    });

    std::vector<Passage> apart;
    for (auto const& each : all)
        if (apart.empty() || each.begin >= apart.back().end)
            apart.push_back(each);
    return apart;
}

} // namespace passerelle::search
