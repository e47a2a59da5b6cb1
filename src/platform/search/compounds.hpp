#pragma once

#include "platform/search/concept.hpp"
#include "platform/search/general_words.hpp"
#include "platform/search/label_trie.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace passerelle::search {

/// A part of a German compound. Without concepts it is what was left over beside known parts.
struct CompoundPart {
    std::string word; ///< as a `spelling_key`
    std::vector<TrieLabel> labels;
};

/// The words that German compounds are made of, known from one-word labels.
class CompoundParts {
public:
    /// `word` is a `spelling_key`. Adds the forms that it takes inside a compound: Schraube as "Schrauben-",
    /// fräsen as "Fräs-".
    void add(std::string_view word, TrieLabel label);

    /// The parts of a word that is no label itself: `uhrenindustrie` as `uhren`, `industrie`. Nothing where
    /// it cannot be told apart with some certainty. `word` is a `spelling_key`.
    std::vector<CompoundPart> split(std::string_view word, GeneralWords const& general) const;

private:
    void add_form(std::string form, TrieLabel label);

    TextMap<std::vector<TrieLabel>> forms_;
};

} // namespace passerelle::search
