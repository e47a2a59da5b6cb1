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
constexpr std::array<std::string_view, 11> prefixes { "uber", "unter", "nach", "gegen", "hinter", "wieder",
    "zuruck", "durch", "vorher", "nicht", "zusammen" };

bool only_letters(std::string_view word)
{
    return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

using Forms = TextMap<std::vector<TrieLabel>>;

/// Finds for each beginning of a word the way to read it that leaves the fewest letters unknown, then has the
/// fewest parts. At most one part may be unknown, the first or the last.
class Splitting {
public:
    Splitting(std::string_view word, Forms const& forms) : word_(word), forms_(forms), best_(word.size() + 1)
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
                part.labels = forms_.find(part.word)->second;
                known_longest = std::max(known_longest, way.letters);
            } else if (std::find(prefixes.begin(), prefixes.end(), part.word) != prefixes.end()) {
                return {};
            }
            parts.push_back(std::move(part));
        }
        std::reverse(parts.begin(), parts.end());
        auto const lone_short = best_.back()->unknown > 0 && known_longest < lone_part_letters_min;
        return parts.size() < 2 || known_longest == 0 || lone_short ? std::vector<CompoundPart>() : parts;
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
        for (auto letters = form_letters_min; from + letters <= word_.size(); ++letters) {
            auto const to = from + letters;
            if ((from == 0 || to == word_.size()) && letters >= rest_letters_min && best_[from]->unknown == 0)
                offer(from, letters, to, false);
            if (!forms_.contains(word_.substr(from, letters)))
                continue;
            offer(from, letters, to, true);
            for (auto const link : links)
                if (to + link.size() < word_.size() && word_.substr(to).starts_with(link))
                    offer(from, letters, to + link.size(), true);
        }
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

std::vector<CompoundPart> CompoundParts::split(std::string_view word) const
{
    if (word.size() < compound_letters_min || word.size() > compound_letters_max || !only_letters(word))
        return {};
    return Splitting(word, forms_).parts();
}

} // namespace passerelle::search
