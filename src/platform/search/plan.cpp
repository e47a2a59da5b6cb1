#include "platform/search/plan.hpp"

#include "platform/search/common_words.hpp"
#include "platform/search/index_terms.hpp"
#include "platform/search/letters.hpp"
#include "platform/search/wording.hpp"

#include <algorithm>

namespace passerelle::search {
namespace {

constexpr float label_word_weight = 0.6f;        ///< of a label of one word, found as a word
constexpr float label_words_weight = 0.3f;       ///< of each word of a longer label
constexpr float label_words_apart_weight = 0.5f; ///< of these words with their translations
constexpr float label_translation_weight = 0.8f; ///< of what the general words say of a label of one word
constexpr float everyday_concept_weight = 0.7f;
constexpr float head_concept_weight = 0.8f;
constexpr float part_concept_weight = 0.4f;
constexpr float phrase_words_weight = 0.8f;
constexpr float name_weight = 1.6f;
constexpr float name_beginning_weight = 0.8f;
constexpr std::size_t phrase_words_max = 4;
constexpr std::size_t name_letters_min = 3;
constexpr std::size_t name_beginnings_max = 12;

/// A recognised concept with the language that it was read in.
struct Candidate {
    Recognised found;
    Lang lang;
};

class Planner {
public:
    Planner(std::string_view text, Lang lang, Side side, std::shared_ptr<Thesaurus const> const& thesaurus)
        : text_(cut(text, query_bytes_max)),
          lang_(lang),
          wording_(lang, side, thesaurus),
          reader_(wording_.reader())
    {
    }

    std::vector<Unit> run()
    {
        words_ = tokens(text_, query_words_max);
        taken_.assign(words_.size(), false);
        for (auto const& candidates : chosen_concepts())
            add_concept_unit(candidates);
        for (std::size_t i = 0; i < words_.size(); ++i)
            if (!taken_[i] && !is_stop(words_[i]))
                i = add_general_unit(i);
        if (units_.empty()) // of stop words only: the one who typed them may mean a name
            for (auto const& word : words_)
                add_name_unit(word);
        std::sort(
            units_.begin(), units_.end(), [](Unit const& a, Unit const& b) { return a.begin < b.begin; });
        if (units_.size() > units_max)
            units_.resize(units_max);
        for (auto& unit : units_)
            std::stable_sort(unit.terms.begin(), unit.terms.end(),
                [](PlanTerm const& a, PlanTerm const& b) { return a.weight > b.weight; });
        return std::move(units_);
    }

private:
    /// The longest labels that do not overlap, those in the reader's language first, parts of compounds last.
    /// Candidates of the same words stand together.
    std::vector<std::vector<Candidate>> chosen_concepts()
    {
        std::vector<Candidate> all;
        for (auto const lang : wording_.langs())
            for (auto const& found : reader_.read(text_, lang).recognised)
                if (found.first_word + found.words <= words_.size())
                    all.push_back({ found, lang });
        auto const order = [&](Candidate const& each) {
            return std::tuple(
                each.found.part, -int(each.found.words), each.lang != lang_, each.found.first_word);
        };
        std::stable_sort(all.begin(), all.end(),
            [&](Candidate const& a, Candidate const& b) { return order(a) < order(b); });

        std::vector<std::vector<Candidate>> chosen;
        for (auto const& each : all) {
            auto const first = taken_.begin() + each.found.first_word;
            auto const last = first + each.found.words;
            auto const same_words = [&](std::vector<Candidate> const& other) {
                auto const& one = other.front();
                return one.found.first_word == each.found.first_word && one.found.words == each.found.words
                    && one.lang == each.lang && one.found.part == each.found.part;
            };
            if (auto const same = std::find_if(chosen.begin(), chosen.end(), same_words);
                same != chosen.end()) {
                same->push_back(each);
            } else if (std::find(first, last, true) == last) {
                std::fill(first, last, true);
                chosen.push_back({ each });
            }
        }
        return chosen;
    }

    bool is_stop(Token const& word) const
    {
        auto const folded = plain(word.word);
        auto const& langs = wording_.langs();
        return std::any_of(langs.begin(), langs.end(), [&](Lang lang) { return is_stop_word(folded, lang); });
    }

    std::string words_between(std::uint32_t begin, std::uint32_t end) const
    {
        return std::string(text_.substr(begin, end - begin));
    }

    void add_concept_unit(std::vector<Candidate> const& candidates)
    {
        auto const& found = candidates.front().found;
        auto const& first = words_[found.first_word];
        auto const single = found.words == 1;
        auto const everyday
            = single && !found.part && is_everyday_word(plain(first.word), candidates.front().lang);
        Unit unit { words_between(found.begin, found.end), {}, found.begin, found.end, {}, {}, {} };
        for (auto const& each : candidates)
            wording_.add_concept(unit, each.found.concept_number,
                everyday               ? everyday_concept_weight
                    : !each.found.part ? 1.0f
                    : each.found.head  ? head_concept_weight
                                       : part_concept_weight);
        for (auto i = found.first_word; i < found.first_word + found.words; ++i)
            if (!is_stop(words_[i]))
                wording_.add_word(unit, words_[i],
                    found.part   ? 1.0f
                        : single ? label_word_weight
                                 : label_words_weight);
        if (!single) {
            add_words_as_way(unit, found.first_word, found.words, label_words_apart_weight);
        } else {
            wording_.add_name(unit, first, name_weight / 2);
            wording_.add_labels(unit);
            if (found.part)
                wording_.add_meaning(unit, first);
            else
                wording_.add_translations(
                    unit, wording_.stem(first.word), everyday ? 1 : label_translation_weight);
        }
        units_.push_back(std::move(unit));
    }

    /// The longest run of words from `first` on that the general words have as one, or a single word; answers
    /// the last one.
    std::size_t add_general_unit(std::size_t first)
    {
        auto last = first;
        std::string stems, known;
        std::size_t count = 0;
        for (auto i = first; i < words_.size() && !taken_[i] && count < phrase_words_max; ++i) {
            if (i > first && words_[i].apart)
                break;
            if (is_stop(words_[i]))
                continue;
            stems += (count++ == 0 ? "" : " ") + wording_.stem(words_[i].word);
            if (count > 1 && wording_.is_phrase(stems)) {
                last = i;
                known = stems;
            }
        }
        if (last == first) {
            units_.push_back(word_unit(words_[first]));
            return first;
        }
        auto const begin = words_[first].begin;
        auto const end = words_[last].end;
        Unit unit { words_between(begin, end), {}, begin, end, {}, {}, {} };
        wording_.add_translations(unit, known, 1);
        add_words_as_way(unit, first, last + 1 - first, phrase_words_weight);
        units_.push_back(std::move(unit));
        return last;
    }

    void add_words_as_way(Unit& unit, std::size_t first, std::size_t count, float weight)
    {
        Way way { weight, {} };
        for (auto i = first; i < first + count; ++i)
            if (!is_stop(words_[i])) {
                way.parts.push_back(word_unit(words_[i]));
                way.parts.back().ways.clear(); // what ranking adds up is only so deep
            }
        unit.ways.push_back(std::move(way));
    }

    Unit word_unit(Token const& word)
    {
        Unit unit { words_between(word.begin, word.end), plain(word.word), word.begin, word.end, {}, {}, {} };
        wording_.add_word(unit, word, 1);
        wording_.add_meaning(unit, word);
        wording_.add_name(unit, word, name_weight);
        return unit;
    }

    void add_name_unit(Token const& word)
    {
        Unit unit { words_between(word.begin, word.end), plain(word.word), word.begin, word.end, {}, {}, {} };
        wording_.add_name(unit, word, name_weight);
        units_.push_back(std::move(unit));
    }

    std::string_view text_;
    Lang lang_;
    Wording wording_;
    TextReader& reader_;
    std::vector<Token> words_;
    std::vector<bool> taken_;
    std::vector<Unit> units_;
};

} // namespace

std::vector<Unit> plan(
    std::string_view text, Lang lang, Side side, std::shared_ptr<Thesaurus const> const& thesaurus)
{
    return Planner(text, lang, side, thesaurus).run();
}

void add_names(std::vector<Unit>& units, Snapshot const& snapshot)
{
    for (auto& unit : units) {
        auto const key = spelling_key(unit.word);
        if (key.size() < name_letters_min)
            continue;
        for (auto& term : snapshot.terms_starting_with(name_term(key), name_beginnings_max))
            if (term.size() > key.size() + 1) // the name itself is among the terms already
                unit.terms.push_back({ std::move(term), name_beginning_weight, Saturation::Name, {} });
    }
}

std::string_view cut(std::string_view text, std::size_t bytes_max)
{
    if (text.size() <= bytes_max)
        return text;
    while (bytes_max > 0 && (static_cast<unsigned char>(text[bytes_max]) & 0xC0) == 0x80)
        --bytes_max;
    return text.substr(0, bytes_max);
}

} // namespace passerelle::search
