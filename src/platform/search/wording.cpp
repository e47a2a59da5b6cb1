#include "platform/search/wording.hpp"

#include "base/text.hpp"
#include "platform/search/index_terms.hpp"
#include "platform/search/letters.hpp"
#include "platform/search/roots.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace passerelle::search {
namespace {

/// A weight from which a document is said to have what was asked for, and not only something near it.
constexpr float full_match_weight = 0.5f;

constexpr float narrower_weight = 0.95f;
constexpr float parent_weight = 0.45f;
constexpr float related_weight = 0.2f;
constexpr float other_lang_weight = 0.9f;
constexpr float label_weight = 0.5f;
constexpr float head_concept_weight = 0.8f;

// Measured with bench/search_quality, which docs/search.md tells of.
constexpr float share_exponent
    = 0.25f; ///< a word's translations share its weight, the rare ones not too little
constexpr float translation_weight_min = 0.1f;
constexpr float phrase_words_weight = 0.8f;
constexpr float root_weight = 0.8f;
constexpr float parts_weight = 0.8f;       ///< of all parts of a compound together
constexpr float known_parts_weight = 0.7f; ///< where the general words have the whole
constexpr float translation_parts_weight = 0.6f;
constexpr float synonym_weight = 0.4f;
constexpr float explanation_weight = 0.2f;
constexpr std::size_t synonyms_max = 6;

/// What people write in here.
constexpr std::array text_langs { Lang::fr, Lang::de, Lang::en };

Lang other(Lang lang) { return lang == Lang::fr ? Lang::de : Lang::fr; }

bool is_one_word(std::string_view stems) { return stems.find(' ') == std::string_view::npos; }

float weight_of(float share) { return std::pow(share, share_exponent); }

Unit part_of(Unit const& unit) { return { unit.text, {}, unit.begin, unit.end, {}, {}, {} }; }

} // namespace

Wording::Wording(Lang lang, Side side, std::shared_ptr<Thesaurus const> const& thesaurus)
    : lang_(lang),
      side_(side),
      thesaurus_(*thesaurus),
      reader_(reader_of_thread(thesaurus)),
      general_(GeneralWords::embedded()),
      langs_ { lang }
{
    for (auto const each : text_langs)
        if (each != lang)
            langs_.push_back(each);
}

void Wording::add_term(Unit& unit, PlanTerm term)
{
    auto const same = std::find_if(
        unit.terms.begin(), unit.terms.end(), [&](PlanTerm const& each) { return each.term == term.term; });
    if (same == unit.terms.end())
        unit.terms.push_back(std::move(term));
    else if (term.weight > same->weight)
        *same = std::move(term);
}

void Wording::add_concept(Unit& unit, Concept number, float weight)
{
    if (std::find(unit.concepts.begin(), unit.concepts.end(), number) != unit.concepts.end())
        return;
    unit.concepts.push_back(number);
    add_concept_term(unit, number, weight);
    auto const narrower = weight * narrower_weight;
    add_term(unit,
        { broader_term(side_, thesaurus_.id(number)), narrower, Saturation::Concept, number,
            narrower < full_match_weight });
    if (auto const broader = thesaurus_.broader(number); broader && !thesaurus_.is_facet(*broader))
        add_concept_term(unit, *broader, weight * parent_weight);
    for (auto const related : thesaurus_.related(number))
        add_concept_term(unit, related, weight * related_weight);
}

void Wording::add_concept_term(Unit& unit, Concept number, float weight)
{
    add_term(unit,
        { concept_term(side_, thesaurus_.id(number)), weight, Saturation::Concept, number,
            weight < full_match_weight });
}

void Wording::add_labels(Unit& unit)
{
    for (auto const number : unit.concepts)
        for (auto const& label : thesaurus_.labels(number)) {
            auto const words = tokens(label.text);
            if (words.size() != 1 || label.lang == lang_ || label.lang == Lang::en)
                continue;
            auto const stem = reader_.stemmer().stems(words.front().word, label.lang).stem;
            add_term(unit, { word_term(side_, label.lang, stem), label_weight, Saturation::Word, number });
        }
}

void Wording::add_word(Unit& unit, Token const& word, float weight)
{
    for (auto const lang : langs_) {
        auto const& read = reader_.read(word.word, lang);
        if (read.words.size() != 1)
            continue;
        auto const stems = read.words.front().facts->stems;
        auto const here = lang == lang_ ? weight : weight * other_lang_weight;
        auto const near = here < full_match_weight;
        add_term(unit, { word_term(side_, lang, stems.stem), here, Saturation::Word, {}, near });
        if (lang == lang_)
            add_root(unit, stems.stem, lang, here, word.word);
        if (!stems.plain_stem.empty())
            add_term(unit, { word_term(side_, lang, stems.plain_stem), here, Saturation::Word, {}, near });
    }
}

void Wording::add_name(Unit& unit, Token const& word, float weight)
{
    add_term(unit, { name_term(spelling_key(word.word)), weight, Saturation::Name, {} });
}

void Wording::add_meaning(Unit& unit, Token const& word)
{
    for (auto const lang : { Lang::fr, Lang::de }) {
        auto const& read = reader_.read(word.word, lang);
        if (read.words.size() != 1)
            continue;
        auto const stem = read.words.front().facts->stems.stem;
        auto const parts = read.words.front().facts->parts;
        auto const known = general_.knows(stem, lang);
        // A word of the other language is read as such only where it is none of the query's own.
        if (lang != lang_ && (!known || general_.knows(this->stem(word.word), lang_)))
            continue;
        add_translations(unit, stem, lang, 1);
        add_near(unit, stem, lang);
        if (lang == Lang::de && !parts.empty())
            add_parts(unit, parts, known ? known_parts_weight : parts_weight, Nested::Yes);
    }
}

void Wording::add_translations(Unit& unit, std::string const& stems, Lang from, float weight)
{
    auto const to = other(from);
    for (auto const& each : general_.translations(stems, from)) {
        auto const own = weight * weight_of(each.share);
        std::string const text(each.text);
        if (own < translation_weight_min)
            continue;
        if (is_one_word(each.stems)) {
            add_term(unit, { word_term(side_, to, each.stems), own, Saturation::Word, {}, false, text, to });
            add_root(unit, each.stems, to, own, text);
            if (to == Lang::de)
                add_parts_of_translation(unit, text, own * translation_parts_weight);
            continue;
        }
        Way way { own * phrase_words_weight, {} };
        for (auto const stem : split(each.stems, ' ')) {
            way.parts.push_back(part_of(unit));
            add_term(
                way.parts.back(), { word_term(side_, to, stem), 1, Saturation::Word, {}, false, text, to });
        }
        unit.ways.push_back(std::move(way));
    }
}

/// Words that have a translation in common with it, and those that explain it.
void Wording::add_near(Unit& unit, std::string const& stems, Lang lang)
{
    std::map<std::string_view, float> shares;
    for (auto const& there : general_.translations(stems, lang))
        for (auto const& back : general_.translations(there.stems, other(lang)))
            if (back.stems != stems)
                shares[back.stems] += there.share * back.share;
    std::vector<std::pair<float, std::string_view>> best;
    for (auto const& [word, share] : shares)
        best.emplace_back(share, word);
    std::sort(best.rbegin(), best.rend());
    best.resize(std::min(best.size(), synonyms_max));
    for (auto const& [share, word] : best)
        add_near_word(unit, word, lang, synonym_weight * weight_of(share));
    for (auto const word : general_.explanation(stems, lang))
        add_near_word(unit, word, lang, explanation_weight);
}

void Wording::add_near_word(Unit& unit, std::string_view stems, Lang lang, float weight)
{
    auto const add = [&](std::string_view word, std::string_view text, Lang in, float own) {
        if (is_one_word(word))
            add_term(
                unit, { word_term(side_, in, word), own, Saturation::Word, {}, true, std::string(text), in });
    };
    add(stems, stems, lang, weight);
    for (auto const& each : general_.translations(stems, lang))
        add(each.stems, each.text, other(lang), weight * weight_of(each.share));
}

void Wording::add_root(Unit& unit, std::string_view stem, Lang lang, float weight, std::string_view text)
{
    auto const shorter = root(stem, lang);
    auto const own = weight * root_weight;
    std::string const words(text);
    add_term(unit, { root_term(side_, lang, shorter), own, Saturation::Word, {}, false, words, lang });
    if (shorter != stem)
        add_term(unit, { word_term(side_, lang, shorter), own, Saturation::Word, {}, false, words, lang });
}

/// "Holz" and "Handel" say "Holzhandel", a part that is a compound itself is said by its own parts.
void Wording::add_parts(Unit& unit, std::vector<CompoundPart> const& parts, float weight, Nested nested)
{
    Way way { weight, {} };
    for (auto const& part : parts) {
        auto made = part_of(unit);
        auto const stem = reader_.stemmer().stems(part.word, Lang::de).stem;
        add_term(made, { word_term(side_, Lang::de, stem), 1, Saturation::Word, {} });
        for (auto const& label : part.labels)
            add_concept(made, label.concept_number, head_concept_weight);
        add_translations(made, stem, Lang::de, 1);
        made.ways.clear(); // what ranking adds up is only so deep
        if (auto const own = parts_of(part.word); nested == Nested::Yes && !own.empty())
            add_parts(made, own, known_parts_weight, Nested::No);
        way.parts.push_back(std::move(made));
    }
    unit.ways.push_back(std::move(way));
}

void Wording::add_parts_of_translation(Unit& unit, std::string_view word, float weight)
{
    auto const parts = parts_of(word);
    if (parts.empty())
        return;
    Way way { weight, {} };
    for (auto const& part : parts) {
        auto const stem = reader_.stemmer().stems(part.word, Lang::de).stem;
        way.parts.push_back(part_of(unit));
        add_term(way.parts.back(),
            { word_term(side_, Lang::de, stem), 1, Saturation::Word, {}, false, part.word, Lang::de });
    }
    unit.ways.push_back(std::move(way));
}

std::vector<CompoundPart> Wording::parts_of(std::string_view word)
{
    auto const& read = reader_.read(word, Lang::de);
    return read.words.size() == 1 ? read.words.front().facts->parts : std::vector<CompoundPart>();
}

} // namespace passerelle::search
