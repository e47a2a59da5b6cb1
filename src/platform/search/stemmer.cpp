#include "platform/search/stemmer.hpp"

#include "platform/search/letters.hpp"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <map>

namespace passerelle::search {

struct Stemmer::Languages {
    std::map<Lang, Xapian::Stem> stems;

    Xapian::Stem const& of(Lang lang)
    {
        auto const found = stems.find(lang);
        return found != stems.end() ? found->second : stems.emplace(lang, make(lang)).first->second;
    }

    /// The second German algorithm reads ae, oe, ue as umlauts. A language without a stemmer keeps its words.
    static Xapian::Stem make(Lang lang)
    {
        if (lang == Lang::de)
            return Xapian::Stem("german2");
        try {
            return Xapian::Stem(std::string(lang.code()));
        } catch (Xapian::InvalidArgumentError const&) {
            return Xapian::Stem();
        }
    }
};

namespace {

struct Plural {
    std::string_view plural, singular;
};

/// Plurals in -aux that are not those of words in -al.
constexpr std::array<Plural, 12> french_plurals { { { "materiaux", "materiau" }, { "matériaux", "matériau" },
    { "travaux", "travail" }, { "emaux", "email" }, { "émaux", "émail" }, { "tuyaux", "tuyau" },
    { "noyaux", "noyau" }, { "joyaux", "joyau" }, { "etaux", "etau" }, { "étaux", "étau" },
    { "bijoux", "bijou" }, { "boyaux", "boyau" } } };

std::string_view singular(std::string_view word, Lang lang)
{
    if (lang != Lang::fr || !word.ends_with('x'))
        return word;
    auto const found = std::find_if(french_plurals.begin(), french_plurals.end(),
        [&](Plural const& each) { return each.plural == word; });
    return found == french_plurals.end() ? word : found->singular;
}

bool has_endings(std::string_view word)
{
    return word.size() > 3
        && std::none_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

Stemmer::Stemmer() : languages_(std::make_unique<Languages>()) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

Stems Stemmer::stems(std::string_view word, Lang lang)
{
    auto const folded = plain(word);
    if (!has_endings(word))
        return { folded, {} };
    auto const& stem = languages_->of(lang);
    Stems result { plain(stem(std::string(singular(word, lang)))), {} };
    if (folded != word) {
        result.plain_stem = plain(stem(std::string(singular(folded, lang))));
        if (result.plain_stem == result.stem)
            result.plain_stem.clear();
    }
    return result;
}

} // namespace passerelle::search
