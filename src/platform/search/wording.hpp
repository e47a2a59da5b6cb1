#pragma once

#include "platform/search/general_words.hpp"
#include "platform/search/plan.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace passerelle::search {

/// All the ways in which documents may say what a query says, on one side and whatever their language.
class Wording {
public:
    Wording(Lang lang, Side side, std::shared_ptr<Thesaurus const> const& thesaurus);

    /// The query's language first, for words are looked up in each.
    Langs const& langs() const { return langs_; }
    TextReader& reader() { return reader_; }
    bool is_phrase(std::string const& stems) const { return general_.knows(stems, lang_); }
    std::string stem(std::string_view word) { return reader_.stemmer().stems(word, lang_).stem; }

    /// A concept with narrower, broader and related ones.
    void add_concept(Unit& unit, Concept number, float weight);
    /// The one-word labels of its concepts in other languages, for texts in which they were not recognised.
    void add_labels(Unit& unit);
    /// The word itself, in each language.
    void add_word(Unit& unit, Token const& word, float weight);
    /// Its translations, words near it, and its parts where it is a German compound, with theirs.
    void add_meaning(Unit& unit, Token const& word);
    void add_translations(Unit& unit, std::string const& stems, float weight)
    {
        add_translations(unit, stems, lang_, weight);
    }
    void add_name(Unit& unit, Token const& word, float weight);

private:
    enum class Nested { No, Yes };
    void add_term(Unit& unit, PlanTerm term);
    void add_concept_term(Unit& unit, Concept number, float weight);
    void add_translations(Unit& unit, std::string const& stems, Lang from, float weight);
    void add_near(Unit& unit, std::string const& stems, Lang lang);
    void add_near_word(Unit& unit, std::string_view stems, Lang lang, float weight);
    void add_root(Unit& unit, std::string_view stem, Lang lang, float weight, std::string_view text);
    void add_parts(Unit& unit, std::vector<CompoundPart> const& parts, float weight, Nested nested);
    void add_parts_of_translation(Unit& unit, std::string_view word, float weight);
    std::vector<CompoundPart> parts_of(std::string_view word);

    Lang lang_;
    Side side_;
    Thesaurus const& thesaurus_;
    TextReader& reader_;
    GeneralWords const& general_;
    Langs langs_;
};

} // namespace passerelle::search
