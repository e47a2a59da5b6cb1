#pragma once

#include "platform/search/reading.hpp"

namespace passerelle::search {

/// Finds the labels in the words of one text. `stem_of` looks up words that the text does not have as such:
/// two joined, or one completed.
class Recogniser {
public:
    using StemOf = StemId (*)(void* context, std::string const& word);

    Recogniser(Thesaurus const& thesaurus, LabelTrie const& trie, Lang lang,
        std::vector<ReadWord> const& words, StemOf stem_of, void* context);

    std::vector<Recognised> run();

private:
    struct Match {
        TrieNode node = trie_root;
        std::size_t first = 0;
        std::size_t end = 0;
        bool everyday = false;
        bool accepted = false;
    };

    void longest(std::size_t at, TrieNode node, std::size_t first, Match& best, int skipped) const;
    void step(std::size_t to, TrieNode node, StemId stem, Match& best) const;
    bool may_join(std::size_t at) const;
    Match completed(std::size_t at) const;
    void find_matches();
    bool is_written_as_label(Match const& match) const;
    void keep_exact(std::vector<TrieLabel>& labels, Match const& match) const;
    void accept();
    bool in_company(std::size_t match) const;
    bool told_by_context(Match const& match) const;
    void answer(Match const& match, std::vector<Recognised>& result) const;
    int kinship(Concept candidate, Match const& match) const;

    Thesaurus const& thesaurus_;
    LabelTrie const& trie_;
    Lang lang_;
    std::vector<ReadWord> const& words_;
    StemOf stem_of_;
    void* context_;
    std::size_t content_words_ = 0;
    std::vector<Match> matches_;
};

} // namespace passerelle::search
