#pragma once

#include "base/lang.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace passerelle::search {

/// What a word is looked up by, without accents. The same at index and query time.
struct Stems {
    std::string stem;
    std::string plain_stem; ///< of the word as typed without accents, empty where it is the same
};

/// The stemmers of all languages (Snowball, through Xapian). Not safe to share between threads.
class Stemmer {
public:
    Stemmer();
    ~Stemmer();
    Stemmer(Stemmer&&) noexcept;
    Stemmer& operator=(Stemmer&&) noexcept;

    /// `word` as a token has it. Words with digits and short ones have no endings to take off.
    Stems stems(std::string_view word, Lang lang);

private:
    struct Languages;
    std::unique_ptr<Languages> languages_;
};

} // namespace passerelle::search
