#include "modules/directory/duplicates/name_sounds.hpp"

#include "base/text.hpp"
#include "modules/directory/thesaurus/places.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace passerelle::directory::duplicates {
namespace {

// In this order: what stands first has eaten its letters when the next one looks.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> spellings { {
    { "sch", "x" },
    { "ch", "x" },
    { "ck", "k" },
    { "qu", "k" },
    { "ph", "f" },
    { "th", "t" },
    { "dt", "t" },
    { "eau", "o" },
    { "aeu", "oi" },
    { "eu", "oi" },
    { "ei", "ai" },
    { "ey", "ai" },
    { "ay", "ai" },
    { "ae", "a" },
    { "oe", "o" },
    { "ue", "u" },
    { "ce", "se" },
    { "ci", "si" },
    { "c", "k" },
    { "z", "s" },
    { "y", "i" },
    { "w", "v" },
} };

std::string respelt(std::string_view word)
{
    std::string sound;
    for (std::size_t at = 0; at < word.size();) {
        auto const found = std::find_if(spellings.begin(), spellings.end(),
            [&](auto const& spelling) { return word.substr(at).starts_with(spelling.first); });
        if (found == spellings.end()) {
            sound += word[at++];
            continue;
        }
        sound += found->second;
        at += found->first.size();
    }
    return sound;
}

} // namespace

/// Words of a name in no order; a town counts as itself whatever its language, and little words do not count.
std::set<std::string> words_in(std::string_view name_key)
{
    constexpr std::array<std::string_view, 18> little { "de", "du", "des", "la", "le", "les", "et", "und",
        "der", "die", "das", "fur", "pour", "the", "and", "of", "d", "l" };
    std::set<std::string> words;
    for (auto const word : split(name_key, ' ')) {
        if (word.empty() || std::find(little.begin(), little.end(), word) != little.end())
            continue;
        auto const* place = word.size() > 2 ? Places::all().recognise({}, word) : nullptr;
        words.insert(place ? "@" + place->id : std::string(word));
    }
    return words;
}

std::string sound_of(std::string_view word)
{
    auto sound = respelt(word);
    // A letter sounds once; an h does not, but at the beginning.
    std::string heard;
    for (auto const c : sound)
        if ((heard.empty() || c != heard.back()) && (c != 'h' || heard.empty()))
            heard += c;
    // Nor do endings of plurals.
    while (heard.size() > 3 && (heard.back() == 'e' || heard.back() == 's' || heard.back() == 'n'))
        heard.pop_back();
    return heard;
}

std::set<std::string> sounds_in(std::string_view name_key)
{
    std::set<std::string> sounds;
    for (auto const& word : words_in(name_key))
        if (word.front() != '@')
            sounds.insert(sound_of(word));
    return sounds;
}

} // namespace passerelle::directory::duplicates
