#include "platform/search/compounds.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace passerelle::search {
namespace {

constexpr std::size_t form_letters_min = 4;
constexpr std::size_t compound_letters_min = 8;
constexpr std::size_t compound_letters_max = 40;

/// A rest shorter than this is an ending or a prefix, not a word.
constexpr std::size_t rest_letters_min = 4;
/// Beside an unknown rest, a short known part is there by chance.
constexpr std::size_t lone_part_letters_min = 5;

constexpr std::array<std::string_view, 6> links { "s", "n", "en", "es", "er", "e" };

/// What these begin is derived from the known word, not composed with it: "unterlagen", "gegenstand".
constexpr std::array<std::string_view, 14> prefixes { "aus", "ein", "sonst", "uber", "unter", "nach", "gegen",
    "hinter", "wieder", "zuruck", "durch", "vorher", "nicht", "zusammen" };

constexpr std::size_t short_form_letters = 3;
constexpr std::array<std::string_view, 16> short_words { "bau", "eis", "gas", "tee", "rad", "uhr", "tur",
    "hof", "zug", "rum", "ton", "pel", "pilz", "see", "erz", "lkw" };

/// Endings of derived words, which are words by chance.
constexpr std::array<std::string_view, 15> endings { "schaft", "heit", "keit", "lich", "haft", "weise",
    "isch", "chen", "lein", "tion", "ling", "mann", "fahig", "massig", "wesen" };
constexpr std::array<std::string_view, 8> inflections { "n", "en", "e", "s", "es", "er", "ern", "nen" };

bool only_letters(std::string_view word)
{
    return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

using Forms = TextMap<std::vector<TrieLabel>>;

/// Finds for each beginning of a word the way to read it that leaves the fewest letters unknown, then has the
/// fewest parts. At most one part may be unknown, the first or the last.
class Splitting {
public:
    Splitting(std::string_view word, Forms const& forms, GeneralWords const& general)
        : word_(word),
          forms_(forms),
          general_(general),
          best_(word.size() + 1)
    {
        best_[0] = Way {};
        for (std::size_t from = 0; from < word_.size(); ++from)
            if (best_[from])
                go_on(from);
    }

    std::vector<CompoundPart> parts() const
    {
        std::vector<CompoundPart> parts;
        if (!best_.back())
            return parts;
        std::size_t known_longest = 0;
        for (auto at = word_.size(); at > 0; at = best_[at]->from) {
            auto const& way = *best_[at];
            CompoundPart part { std::string(word_.substr(way.from, way.letters)), {} };
            if (way.known) {
                if (auto const labels = forms_.find(part.word); labels != forms_.end())
                    part.labels = labels->second;
                known_longest = std::max(known_longest, way.letters);
            } else if (std::find(prefixes.begin(), prefixes.end(), part.word) != prefixes.end()) {
                return {};
            }
            parts.push_back(std::move(part));
        }
        std::reverse(parts.begin(), parts.end());
        // The rest of a word that is known as such, but for its ending, is that ending.
        auto const too_little = known_longest < lone_part_letters_min || is_last_part(word_);
        auto const unsure = best_.back()->unknown > 0 && too_little;
        return parts.size() < 2 || known_longest == 0 || unsure ? std::vector<CompoundPart>() : parts;
    }

private:
    struct Way {
        std::size_t unknown = 0;
        std::size_t parts = 0;
        std::size_t from = 0;
        std::size_t letters = 0;
        bool known = false;
    };

    void go_on(std::size_t from)
    {
        for (auto letters = short_form_letters; from + letters <= word_.size(); ++letters) {
            auto const to = from + letters;
            if ((from == 0 || to == word_.size()) && letters >= rest_letters_min && best_[from]->unknown == 0)
                offer(from, letters, to, false);
            if (from == 0 && letters == word_.size())
                continue;
            auto const form = word_.substr(from, letters);
            if (to == word_.size() ? !is_last_part(form) : !is_part(form))
                continue;
            offer(from, letters, to, true);
            for (auto const link : links)
                if (to + link.size() < word_.size() && word_.substr(to).starts_with(link))
                    offer(from, letters, to + link.size(), true);
        }
    }

    bool is_part(std::string_view form) const
    {
        if (form.size() < form_letters_min)
            return std::find(short_words.begin(), short_words.end(), form) != short_words.end();
        if (forms_.contains(form))
            return true;
        auto const no_word
            = [&](auto const& words) { return std::find(words.begin(), words.end(), form) != words.end(); };
        return general_.is_part(form) && !no_word(endings) && !no_word(prefixes);
    }

    bool is_last_part(std::string_view form) const
    {
        if (is_part(form))
            return true;
        for (auto const ending : inflections)
            if (form.size() >= ending.size() + form_letters_min && form.ends_with(ending)
                && is_part(form.substr(0, form.size() - ending.size())))
                return true;
        return false;
    }

    void offer(std::size_t from, std::size_t letters, std::size_t to, bool known)
    {
        auto const& before = *best_[from];
        Way const way { before.unknown + (known ? 0 : letters), before.parts + 1, from, letters, known };
        auto& best = best_[to];
        if (!best || std::pair(way.unknown, way.parts) < std::pair(best->unknown, best->parts))
            best = way;
    }

    std::string_view word_;
    Forms const& forms_;
    GeneralWords const& general_;
    std::vector<std::optional<Way>> best_;
};

} // namespace

void CompoundParts::add_form(std::string form, TrieLabel label)
{
    if (form.size() < form_letters_min)
        return;
    auto& labels = forms_[std::move(form)];
    auto const same = [&](TrieLabel const& each) { return each.concept_number == label.concept_number; };
    if (std::none_of(labels.begin(), labels.end(), same))
        labels.push_back(label);
}

void CompoundParts::add(std::string_view word, TrieLabel label)
{
    if (!only_letters(word))
        return;
    add_form(std::string(word), label);
    if (word.ends_with("en"))
        add_form(std::string(word.substr(0, word.size() - 2)), label);
    else if (word.ends_with('e'))
        add_form(std::string(word.substr(0, word.size() - 1)), label);
}

std::vector<CompoundPart> CompoundParts::split(std::string_view word, GeneralWords const& general) const
{
    if (word.size() < compound_letters_min || word.size() > compound_letters_max || !only_letters(word))
        return {};
    return Splitting(word, forms_, general).parts();
}

} // namespace passerelle::search
