#pragma once

#include "base/lang.hpp"

#include <cstddef>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace passerelle::search {

/// The everyday vocabulary in French and German, with which words are translated that no concept covers. Made
/// from the FreeDict dictionaries when the program is built (tools/word_list); empty where they were missing.
/// Keys and translations are stems without accents, one blank between words.
class GeneralWords {
public:
    struct Translation {
        std::string_view stems;
        std::string_view text; ///< as people write it
        float share;           ///< of all translations of the same words, up to 1
    };

    /// `list` has sorted lines: a language's first letter with a key, then after tabs `stems|text=percent`
    /// and `~` with the stems that explain it; or "w" with a German word as a `spelling_key`. It outlives
    /// what is made from it.
    explicit GeneralWords(std::string_view list);

    /// Those of the program.
    static GeneralWords const& embedded();

    /// The best first; none in another language.
    std::vector<Translation> translations(std::string_view stems, Lang from) const;
    /// Of words of the same language that explain it.
    std::vector<std::string_view> explanation(std::string_view stems, Lang of) const;
    bool knows(std::string_view stems, Lang from) const { return !line(stems, from).empty(); }

    /// Whether a German compound may have it as a part: a word in its basic form, or as it stands before
    /// others.
    bool is_part(std::string_view spelling_key) const { return german_.contains(spelling_key); }

private:
    std::string_view line(std::string_view stems, Lang from) const;

    std::string_view list_;
    std::unordered_set<std::string_view> german_;
};

} // namespace passerelle::search
