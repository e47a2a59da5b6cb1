#include "platform/search/thesaurus.hpp"

#include "base/ensure.hpp"
#include "platform/search/letters.hpp"

#include <algorithm>

namespace passerelle::search {

std::optional<Concept> Thesaurus::find(std::string_view id) const
{
    auto const before
        = [&](std::uint32_t each, std::string_view wanted) { return text(nodes_[each].id) < wanted; };
    auto const found = std::lower_bound(by_id_.begin(), by_id_.end(), id, before);
    if (found == by_id_.end() || text(nodes_[*found].id) != id)
        return std::nullopt;
    return Concept(*found);
}

std::string_view Thesaurus::id(Concept number) const { return text(node(number).id); }

std::optional<Concept> Thesaurus::broader(Concept number) const
{
    auto const broader = Concept(node(number).broader);
    return broader == number ? std::nullopt : std::optional(broader);
}

Concept Thesaurus::facet(Concept number) const { return Concept(node(number).facet); }

std::vector<Concept> Thesaurus::ancestors(Concept number) const
{
    std::vector<Concept> ancestors;
    for (auto next = broader(number); next; next = broader(*next))
        ancestors.push_back(*next);
    return ancestors;
}

bool Thesaurus::is_within(Concept narrower, Concept wanted) const
{
    for (std::optional<Concept> next = narrower; next; next = broader(*next))
        if (*next == wanted)
            return true;
    return false;
}

std::uint32_t Thesaurus::end_of(Concept number, std::uint32_t Node::*begin, std::size_t total) const
{
    auto const next = index_of(number) + 1;
    return next < nodes_.size() ? nodes_[next].*begin : static_cast<std::uint32_t>(total);
}

std::span<Concept const> Thesaurus::children(Concept number) const
{
    auto const begin = node(number).children;
    return std::span(children_).subspan(begin, end_of(number, &Node::children, children_.size()) - begin);
}

std::span<Concept const> Thesaurus::related(Concept number) const
{
    auto const begin = node(number).related;
    return std::span(related_).subspan(begin, end_of(number, &Node::related, related_.size()) - begin);
}

std::vector<Thesaurus::Label> Thesaurus::labels(Concept number) const
{
    std::vector<Label> labels;
    auto const end = end_of(number, &Node::labels, labels_.size());
    for (auto i = node(number).labels; i < end; ++i)
        labels.push_back(label_at(i));
    return labels;
}

Thesaurus::Label Thesaurus::label_at(std::uint32_t number) const
{
    auto const& stored = labels_[number];
    return { stored.lang, text(stored.text), stored.preferred, Concept(stored.concept_number) };
}

std::string_view Thesaurus::label(Concept number, Lang lang) const
{
    auto const end = end_of(number, &Node::labels, labels_.size());
    std::optional<std::string_view> other;
    for (auto i = node(number).labels; i < end; ++i) {
        if (!labels_[i].preferred)
            continue;
        if (labels_[i].lang == lang)
            return text(labels_[i].text);
        if (!other)
            other = text(labels_[i].text);
    }
    return other.value_or(id(number));
}

std::vector<Concept> Thesaurus::named(std::string_view wanted) const
{
    std::vector<Concept> concepts;
    auto const add = [&](Concept number) {
        if (std::find(concepts.begin(), concepts.end(), number) == concepts.end())
            concepts.push_back(number);
    };
    if (auto const by_slug = find(wanted))
        add(*by_slug);
    auto const key = folded_words(wanted);
    auto const before
        = [&](FoldedStart const& each, std::string const& k) { return folded_from(each.place) < k; };
    for (auto each = std::lower_bound(wholes_.begin(), wholes_.end(), key, before);
         each != wholes_.end() && folded_from(each->place) == key; ++each)
        add(Concept(labels_[each->label].concept_number));
    return concepts;
}

std::vector<Thesaurus::Label> Thesaurus::starting_with(
    std::string_view typed, Lang lang, std::size_t count_max) const
{
    struct Found {
        bool inside, other_lang;
        std::size_t size;
        std::uint32_t label;
        auto operator<=>(Found const&) const = default;
    };
    std::vector<Found> found;
    auto const before
        = [&](FoldedStart const& each, std::string_view k) { return folded_from(each.place) < k; };
    auto const begins = [&](FoldedStart const& each) { return folded_from(each.place).starts_with(typed); };
    // One letter is at the beginning of a quarter of all labels: enough of them to choose from is enough.
    for (auto each = std::lower_bound(starts_.begin(), starts_.end(), typed, before);
         each != starts_.end() && begins(*each) && found.size() < 2'000; ++each) {
        auto const inside = each->place > 0 && folded_[each->place - 1] != '\0';
        auto const& label = labels_[each->label];
        found.push_back({ inside, label.lang != lang, label.text.size, each->label });
    }
    std::sort(found.begin(), found.end());

    std::vector<Label> labels;
    for (auto const& each : found) {
        auto const label = label_at(each.label);
        auto const same = [&](Label const& other) { return other.concept_number == label.concept_number; };
        if (labels.size() < count_max && std::none_of(labels.begin(), labels.end(), same))
            labels.push_back(label);
    }
    return labels;
}

LabelTrie const* Thesaurus::trie(Lang lang) const
{
    auto const found = tries_.find(lang);
    return found == tries_.end() ? nullptr : &found->second;
}

} // namespace passerelle::search
