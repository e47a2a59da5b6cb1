#pragma once

#include "platform/search/stemmer.hpp"
#include "platform/search/thesaurus.hpp"
#include "platform/search/tokens.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::search {

/// A concept found in a text. `begin` and `end` are bytes of the text; `label` lives as long as the
/// thesaurus.
struct Recognised {
    Concept concept_number {};
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t first_word = 0; ///< of the text's words
    std::uint32_t words = 0;
    std::string_view label; ///< the one that was met
    bool ambiguous = false; ///< the same words stand for another concept too, which is answered beside it
    bool part = false;      ///< only a part of a German compound
    bool head = false;      ///< its last part, which says what kind of thing it is
};

/// The concepts in a text, in its order: the longest labels, met by their stems; those that are words of
/// every day only in company. Safe to call from any thread.
std::vector<Recognised> recognise(Thesaurus const&, std::string_view text, Lang lang);

/// What is known of a word, whatever the text.
struct WordFacts {
    Stems stems;
    StemId ids[2] { no_stem, no_stem };
    bool stop = false;
    bool parts_sought = false;
    bool known = false; ///< the general words have the whole of it
    std::vector<CompoundPart> parts;
};

struct ReadWord {
    Token token;
    WordFacts* facts; ///< until the reader reads the next text
};

struct Reading {
    std::vector<ReadWord> words;
    std::vector<Recognised> recognised; ///< sorted by place; parts after what is whole
};

/// Reads texts: words, stems, concepts. Remembers the words it met, which are the same few over and over.
/// Not safe to share between threads.
class TextReader {
public:
    explicit TextReader(std::shared_ptr<Thesaurus const> thesaurus, std::size_t words_remembered = 100'000);

    /// The answer is valid until the next call.
    Reading& read(std::string_view text, Lang lang);

    Thesaurus const& thesaurus() const { return *thesaurus_; }
    Stemmer& stemmer() { return stemmer_; }

private:
    struct Language {
        LabelTrie const* trie = nullptr;
        TextMap<WordFacts> words;
    };

    Language& language(Lang lang);
    WordFacts& facts(std::string const& word, Lang lang, Language& language);
    void split_compounds(Reading& reading, Language& language);

    std::shared_ptr<Thesaurus const> thesaurus_;
    std::size_t words_remembered_;
    std::size_t words_known_ = 0;
    Stemmer stemmer_;
    std::map<Lang, Language> languages_;
    Reading reading_;
};

/// A reader for `thesaurus` that this thread keeps for short texts.
TextReader& reader_of_thread(std::shared_ptr<Thesaurus const> const& thesaurus);

} // namespace passerelle::search
