#include "platform/search/recogniser.hpp"

#include "platform/search/letters.hpp"

#include <algorithm>

namespace passerelle::search {
namespace {

constexpr std::size_t label_words_max = 8;
constexpr int skipped_words_max = 2;
/// How far away, in words, another concept still makes an everyday word one of the trade.
constexpr std::size_t company_words = 8;
/// A text as short as that is a query or a list entry, where every word counts.
constexpr std::size_t short_text_words = 5;

bool goes_before_gold(std::string_view word)
{
    return word == "en" || word == "d" || word == "l" || word == "plaque" || word == "plaqué"
        || word == "doré" || word == "dore" || word == "alliage" || word == "métal" || word == "metal";
}

/// The label itself or with the ending of a plural: "Montag" is not "Montage", whatever the stemmer says.
bool is_form_of(std::string_view word, std::string_view label)
{
    if (!word.starts_with(label))
        return false;
    auto const ending = word.substr(label.size());
    return ending.empty() || ending == "s" || ending == "x" || ending == "n" || ending == "en"
        || ending == "e";
}

} // namespace

Recogniser::Recogniser(Thesaurus const& thesaurus, LabelTrie const& trie, Lang lang,
    std::vector<ReadWord> const& words, StemOf stem_of, void* context)
    : thesaurus_(thesaurus),
      trie_(trie),
      lang_(lang),
      words_(words),
      stem_of_(stem_of),
      context_(context)
{
    content_words_ = static_cast<std::size_t>(
        std::count_if(words.begin(), words.end(), [](ReadWord const& each) { return !each.facts->stop; }));
}

std::vector<Recognised> Recogniser::run()
{
    find_matches();
    accept();
    std::vector<Recognised> result;
    for (auto const& match : matches_)
        if (match.accepted)
            answer(match, result);
    return result;
}

void Recogniser::find_matches()
{
    for (std::size_t at = 0; at < words_.size();) {
        Match best;
        if (words_[at].token.hanging)
            best = completed(at);
        if (best.node == trie_root)
            longest(at, trie_root, at, best, 0);
        if (best.node == trie_root) {
            ++at;
            continue;
        }
        best.first = at;
        best.everyday = best.end == at + 1 && trie_.everyday(best.node);
        if (!best.everyday || is_written_as_label(best))
            matches_.push_back(best);
        at = best.end;
    }
}

bool Recogniser::is_written_as_label(Match const& match) const
{
    auto const word = folded_words(words_[match.first].token.word);
    auto const labels = trie_.labels(match.node);
    return std::any_of(labels.begin(), labels.end(), [&](TrieLabel const& each) {
        return is_form_of(word, folded_words(thesaurus_.label_at(each.label).text));
    });
}

void Recogniser::step(std::size_t to, TrieNode node, StemId stem, Match& best) const
{
    auto const child = stem == no_stem ? trie_root : trie_.child(node, stem);
    if (child == trie_root)
        return;
    if (!trie_.labels(child).empty() && to > best.end) {
        best.node = child;
        best.end = to;
    }
    longest(to, child, best.first, best, 0);
}

void Recogniser::longest(std::size_t at, TrieNode node, std::size_t first, Match& best, int skipped) const
{
    best.first = first;
    if (at >= words_.size() || at - first >= label_words_max)
        return;
    auto const& word = words_[at];
    if (at > first && word.token.apart)
        return;
    step(at + 1, node, word.facts->ids[0], best);
    if (word.facts->ids[1] != word.facts->ids[0])
        step(at + 1, node, word.facts->ids[1], best);
    if (may_join(at))
        step(at + 2, node, stem_of_(context_, word.token.word + words_[at + 1].token.word), best);
    if (at > first && word.facts->stop && skipped < skipped_words_max)
        longest(at + 1, node, first, best, skipped + 1);
}

/// "micro-fraisage" for the label microfraisage, "316 L" for 316L.
bool Recogniser::may_join(std::size_t at) const
{
    if (at + 1 >= words_.size())
        return false;
    auto const& next = words_[at + 1].token;
    auto const unit = words_[at].token.number && !next.apart && next.word.size() == 1;
    return next.hyphened || unit;
}

/// "Dreh- und Fräsarbeiten": the first word is completed with the end of the next compound.
Recogniser::Match Recogniser::completed(std::size_t at) const
{
    auto next = at + 1;
    while (next < words_.size() && next <= at + 3 && (words_[next].facts->stop || words_[next].token.hanging))
        ++next;
    if (lang_ != Lang::de || next == at + 1 || next >= words_.size())
        return {};
    auto const& whole = words_[next].token.word;
    for (std::size_t place = 0; place < whole.size();) {
        decode(whole, place);
        if (whole.size() < place + 4)
            break;
        auto const stem = stem_of_(context_, words_[at].token.word + whole.substr(place));
        auto const child = stem == no_stem ? trie_root : trie_.child(trie_root, stem);
        if (child != trie_root && !trie_.labels(child).empty())
            return { .node = child, .first = at, .end = at + 1 };
    }
    return {};
}

void Recogniser::accept()
{
    for (auto& match : matches_)
        match.accepted = !match.everyday;
    auto const sure = [](Match const& each) { return each.accepted && !each.everyday; };
    auto const any_sure = std::any_of(matches_.begin(), matches_.end(), sure);
    auto const all_matched = matches_.size() >= content_words_;
    for (std::size_t i = 0; i < matches_.size(); ++i) {
        auto& match = matches_[i];
        if (!match.everyday)
            continue;
        auto const among_few = content_words_ <= short_text_words && (any_sure || all_matched);
        match.accepted = among_few || (in_company(i) && told_by_context(match));
    }
}

bool Recogniser::in_company(std::size_t match) const
{
    auto const& own = matches_[match];
    return std::any_of(matches_.begin(), matches_.end(), [&](Match const& other) {
        auto const distance
            = other.first >= own.end ? other.first - own.end : own.first - std::min(own.first, other.end);
        return !other.everyday && distance <= company_words;
    });
}

bool Recogniser::told_by_context(Match const& match) const
{
    if (match.end < words_.size() && words_[match.end].token.number && !words_[match.end].token.apart)
        return false; // "module 0,1"
    if (match.first == 0)
        return true;
    auto const& word = words_[match.first].token.word;
    auto const& before = words_[match.first - 1].token;
    if (lang_ == Lang::fr && word == "or") // also a conjunction
        return goes_before_gold(before.word);
    return !before.number || before.apart; // "um 14 Uhr", "3 tours"
}

/// Of several concepts at the same stems, those whose label is written as the text has it: "Fräsen", not
/// "Fräser".
void Recogniser::keep_exact(std::vector<TrieLabel>& labels, Match const& match) const
{
    std::string words;
    for (auto i = match.first; i < match.end; ++i)
        words.append(words.empty() ? "" : " ").append(words_[i].token.word);
    words = folded_words(words);
    auto const inexact = [&](TrieLabel const& each) {
        for (auto const& label : thesaurus_.labels(each.concept_number))
            if (label.lang == lang_ && folded_words(label.text) == words)
                return false;
        return true;
    };
    if (!std::all_of(labels.begin(), labels.end(), inexact))
        std::erase_if(labels, inexact);
}

/// How many concepts of the same text are kin to a candidate: broader, narrower, related, of the same parent.
int Recogniser::kinship(Concept candidate, Match const& match) const
{
    auto const related = thesaurus_.related(candidate);
    auto const kin = [&](Concept other) {
        return thesaurus_.is_within(other, candidate) || thesaurus_.is_within(candidate, other)
            || std::find(related.begin(), related.end(), other) != related.end()
            || (thesaurus_.broader(other) == thesaurus_.broader(candidate));
    };
    auto count = 0;
    for (auto const& each : matches_)
        if (each.node != match.node && each.accepted && trie_.labels(each.node).size() == 1)
            count += kin(trie_.labels(each.node).front().concept_number);
    return count;
}

void Recogniser::answer(Match const& match, std::vector<Recognised>& result) const
{
    auto const labels = trie_.labels(match.node);
    std::vector<TrieLabel> chosen(labels.begin(), labels.end());
    if (chosen.size() > 1)
        keep_exact(chosen, match);
    if (chosen.size() > 1) {
        std::vector<int> kin;
        for (auto const& each : chosen)
            kin.push_back(kinship(each.concept_number, match));
        auto const best = std::max_element(kin.begin(), kin.end());
        if (*best > 0 && std::count(kin.begin(), kin.end(), *best) == 1)
            chosen = { chosen[static_cast<std::size_t>(best - kin.begin())] };
    }
    for (auto const& each : chosen) {
        Recognised found;
        found.concept_number = each.concept_number;
        found.begin = words_[match.first].token.begin;
        found.end = words_[match.end - 1].token.end;
        found.first_word = static_cast<std::uint32_t>(match.first);
        found.words = static_cast<std::uint32_t>(match.end - match.first);
        found.label = thesaurus_.label_at(each.label).text;
        found.ambiguous = chosen.size() > 1;
        result.push_back(found);
    }
}

} // namespace passerelle::search
