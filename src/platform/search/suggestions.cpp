#include "base/text.hpp"
#include "platform/search/analysis.hpp"
#include "platform/search/answering.hpp"
#include "platform/search/index_terms.hpp"
#include "platform/search/letters.hpp"

#include <algorithm>

namespace passerelle::search {
namespace {

constexpr std::size_t typed_bytes_max = 200;
constexpr std::size_t terms_max = 32;
constexpr std::size_t candidates_max = 200;
constexpr std::size_t names_read_max = 24;

/// Documents with a word that begins with the last one typed, and all other words, the first by name.
std::vector<DocNumber> named_like(
    Snapshot const& snapshot, std::vector<std::string_view> const& words, DocSet const& visible)
{
    std::vector<std::shared_ptr<Postings const>> others;
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
        others.push_back(snapshot.postings(name_term(words[i]), Saturation::Name));
    std::vector<DocNumber> numbers;
    for (auto const& term : snapshot.terms_starting_with(name_term(words.back()), terms_max)) {
        auto const postings = snapshot.postings(term, Saturation::Name);
        for (auto const number : postings->documents) {
            if (numbers.size() >= candidates_max)
                break;
            auto const has = [&](auto const& other) { return other->has(number); };
            if (visible.has(number) && std::all_of(others.begin(), others.end(), has))
                numbers.push_back(number);
        }
    }
    auto const names = snapshot.names();
    std::sort(numbers.begin(), numbers.end(),
        [&](DocNumber a, DocNumber b) { return names->rank[a] < names->rank[b]; });
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    if (numbers.size() > names_read_max)
        numbers.resize(names_read_max);
    return numbers;
}

std::vector<Suggestion> suggested_names(
    Snapshot const& snapshot, std::string const& typed, std::vector<Audience> const& audiences)
{
    std::vector<Suggestion> names;
    auto const visible = snapshot.visible_to(audiences);
    for (auto const number : named_like(snapshot, split(typed, ' '), *visible)) {
        auto kept = unpacked(snapshot.data(number));
        names.push_back({ std::move(kept.name), kept.lang, {}, snapshot.names()->ids[number] });
    }
    std::stable_partition(names.begin(), names.end(),
        [&](Suggestion const& each) { return folded_words(each.text).starts_with(typed); });
    return names;
}

} // namespace

std::vector<Suggestion> suggestions(Snapshot const& snapshot, std::string_view typed, Lang lang,
    std::vector<Audience> const& audiences, std::size_t count_max)
{
    auto const folded = folded_words(typed.substr(0, typed_bytes_max));
    if (folded.empty())
        return {};
    auto names = suggested_names(snapshot, folded, audiences);
    std::vector<Suggestion> result;
    for (auto const& label : snapshot.thesaurus()->starting_with(folded, lang, count_max))
        result.push_back({ std::string(label.text), label.lang,
            std::string(snapshot.thesaurus()->id(label.concept_number)), {} });
    // Half of the room for each, more where the other leaves some.
    auto const half = count_max / 2;
    auto const names_room = std::max(count_max - half, count_max - std::min(count_max, result.size()));
    names.resize(std::min(names.size(), names_room));
    result.resize(std::min(result.size(), count_max - names.size()));
    result.insert(result.end(), names.begin(), names.end());
    return result;
}

} // namespace passerelle::search
