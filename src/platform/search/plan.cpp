#include "platform/search/plan.hpp"

#include "platform/search/common_words.hpp"
#include "platform/search/index_terms.hpp"
#include "platform/search/letters.hpp"

#include <algorithm>
#include <array>

namespace passerelle::search {
namespace {

constexpr float narrower_weight = 0.95f;
constexpr float parent_weight = 0.45f;
constexpr float related_weight = 0.2f;
constexpr float label_word_weight = 0.6f;  ///< of a label of one word, found as a word
constexpr float label_words_weight = 0.3f; ///< of each word of a longer label
constexpr float other_lang_weight = 0.9f;
constexpr float name_weight = 1.6f;
constexpr float name_beginning_weight = 0.8f;
constexpr float head_concept_weight = 0.8f;
constexpr float part_concept_weight = 0.4f;
constexpr float part_word_weight = 0.4f;
constexpr std::size_t name_letters_min = 3;
constexpr std::size_t name_beginnings_max = 12;

/// What people write in here; words are looked up in each.
constexpr std::array text_langs { Lang::fr, Lang::de, Lang::en };

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
          side_(side),
          thesaurus_(*thesaurus),
          reader_(reader_of_thread(thesaurus))
    {
        langs_.push_back(lang);
        for (auto const each : text_langs)
            if (each != lang)
                langs_.push_back(each);
    }

    std::vector<Unit> run()
    {
        words_ = tokens(text_, query_words_max);
        taken_.assign(words_.size(), false);
        for (auto const& candidates : chosen_concepts())
            add_concept_unit(candidates);
        for (std::size_t i = 0; i < words_.size(); ++i)
            if (!taken_[i] && !is_stop(words_[i]))
                add_word_unit(words_[i]);
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
        for (auto const lang : langs_)
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
        if (is_stop_word(folded, lang_))
            return true;
        return std::any_of(
            text_langs.begin(), text_langs.end(), [&](Lang lang) { return is_stop_word(folded, lang); });
    }

    std::string words_between(std::uint32_t begin, std::uint32_t end) const
    {
        return std::string(text_.substr(begin, end - begin));
    }

    void add_concept_unit(std::vector<Candidate> const& candidates)
    {
        auto const& found = candidates.front().found;
        Unit unit { words_between(found.begin, found.end), {}, found.begin, found.end, {}, {} };
        for (auto const& each : candidates)
            add_concept(unit, each.found.concept_number,
                !each.found.part      ? 1.0f
                    : each.found.head ? head_concept_weight
                                      : part_concept_weight);
        auto const single = found.words == 1;
        for (auto i = found.first_word; i < found.first_word + found.words; ++i)
            if (!is_stop(words_[i]))
                add_word(unit, words_[i],
                    found.part   ? 1.0f
                        : single ? label_word_weight
                                 : label_words_weight);
        if (single)
            add_name(unit, words_[found.first_word], name_weight / 2);
        units_.push_back(std::move(unit));
    }

    void add_concept(Unit& unit, Concept number, float weight)
    {
        if (std::find(unit.concepts.begin(), unit.concepts.end(), number) != unit.concepts.end())
            return;
        unit.concepts.push_back(number);
        add_concept_term(unit, number, weight);
        add_term(unit,
            { broader_term(side_, thesaurus_.id(number)), weight * narrower_weight, Saturation::Concept,
                number });
        if (auto const broader = thesaurus_.broader(number); broader && !thesaurus_.is_facet(*broader))
            add_concept_term(unit, *broader, weight * parent_weight);
        for (auto const related : thesaurus_.related(number))
            add_concept_term(unit, related, weight * related_weight);
    }

    void add_concept_term(Unit& unit, Concept number, float weight)
    {
        add_term(unit, { concept_term(side_, thesaurus_.id(number)), weight, Saturation::Concept, number });
    }

    void add_term(Unit& unit, PlanTerm term)
    {
        auto const same = std::find_if(unit.terms.begin(), unit.terms.end(),
            [&](PlanTerm const& each) { return each.term == term.term; });
        if (same == unit.terms.end())
            unit.terms.push_back(std::move(term));
        else
            same->weight = std::max(same->weight, term.weight);
    }

    void add_word_unit(Token const& word)
    {
        Unit unit { words_between(word.begin, word.end), plain(word.word), word.begin, word.end, {}, {} };
        add_word(unit, word, 1);
        add_name(unit, word, name_weight);
        units_.push_back(std::move(unit));
    }

    void add_name_unit(Token const& word)
    {
        Unit unit { words_between(word.begin, word.end), plain(word.word), word.begin, word.end, {}, {} };
        add_name(unit, word, name_weight);
        units_.push_back(std::move(unit));
    }

    void add_word(Unit& unit, Token const& word, float weight)
    {
        for (auto const lang : langs_) {
            auto const& read = reader_.read(word.word, lang);
            if (read.words.size() != 1)
                continue;
            auto const& facts = *read.words.front().facts;
            auto const here = lang == lang_ ? weight : weight * other_lang_weight;
            add_term(unit, { word_term(side_, lang, facts.stems.stem), here, Saturation::Word, {} });
            if (!facts.stems.plain_stem.empty())
                add_term(
                    unit, { word_term(side_, lang, facts.stems.plain_stem), here, Saturation::Word, {} });
            for (auto const& part : facts.parts)
                add_term(unit,
                    { word_term(side_, lang, reader_.stemmer().stems(part.word, lang).stem),
                        here * part_word_weight, Saturation::Word, {} });
        }
    }

    void add_name(Unit& unit, Token const& word, float weight)
    {
        add_term(unit, { name_term(spelling_key(word.word)), weight, Saturation::Name, {} });
    }

    std::string_view text_;
    Lang lang_;
    Side side_;
    Thesaurus const& thesaurus_;
    TextReader& reader_;
    Langs langs_;
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
