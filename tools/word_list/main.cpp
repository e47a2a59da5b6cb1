// Makes the list of general words that search reads (platform/search/general_words.hpp) from the FreeDict
// dictionaries: word_list FRENCH_GERMAN GERMAN_FRENCH OUTPUT. A dictionary that is not there is empty.

#include "platform/search/common_words.hpp"
#include "platform/search/letters.hpp"
#include "platform/search/stemmer.hpp"
#include "platform/search/tokens.hpp"
#include "word_list/dictionary.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

namespace {

using namespace passerelle;
using namespace passerelle::search;

constexpr std::size_t words_max = 4;
constexpr std::size_t translations_max = 12;
constexpr std::size_t explaining_words_max = 8;

class WordList {
public:
    void add(std::vector<word_list::Entry> const& entries, Lang from, Lang to)
    {
        for (auto const& entry : entries) {
            explain(entry, from);
            for (auto const& translation : entry.translations) {
                auto const weight = 1 / std::sqrt(static_cast<double>(translation.sense));
                link(entry.headword, from, translation.text, to, weight);
                link(translation.text, to, entry.headword, from, weight);
            }
        }
    }

    void write(std::ostream& out) const
    {
        std::set<std::string> lines;
        for (auto const& [key, targets] : links_)
            lines.insert(line_of(key, targets) + explanation_of(key));
        for (auto const& word : german_)
            lines.insert("w" + word);
        for (auto const& line : lines)
            out << line << '\n';
    }

private:
    struct Target {
        double weight = 0;
        std::string text;
    };
    using Targets = std::map<std::string, Target>;

    /// The stems of a text of a few words; of it without accents too, as hurried people type.
    std::set<std::string> keys(std::string const& text, Lang lang)
    {
        std::string accented, bare;
        std::size_t words = 0;
        for (auto const& token : tokens(text)) {
            if (is_stop_word(plain(token.word), lang))
                continue;
            auto const stems = stemmer_.stems(token.word, lang);
            auto const blank = words++ == 0 ? "" : " ";
            accented += blank + stems.stem;
            bare += blank + (stems.plain_stem.empty() ? stems.stem : stems.plain_stem);
        }
        if (words == 0 || words > words_max)
            return {};
        return { accented, bare };
    }

    void link(std::string const& text, Lang lang, std::string const& target, Lang other, double weight)
    {
        auto const translated = keys(target, other);
        if (translated.empty())
            return;
        if (lang == Lang::de)
            learn(text);
        for (auto const& key : keys(text, lang)) {
            auto& link = links_[std::string(1, lang.code().front()) + key][*translated.begin()];
            link.weight += weight;
            if (link.text.empty() || target.size() < link.text.size())
                link.text = target;
        }
    }

    void explain(word_list::Entry const& entry, Lang lang)
    {
        for (auto const& key : keys(entry.headword, lang)) {
            auto& stems = explanations_[std::string(1, lang.code().front()) + key];
            for (auto const& token : tokens(entry.explanation)) {
                auto const stem = stemmer_.stems(token.word, lang).stem;
                auto const good = token.word.size() > 3 && !is_stop_word(plain(token.word), lang)
                    && stem != key && stem.find_first_of("0123456789") == std::string::npos;
                if (good && stems.size() < explaining_words_max
                    && std::find(stems.begin(), stems.end(), stem) == stems.end())
                    stems.push_back(stem);
            }
        }
    }

    std::string explanation_of(std::string const& key) const
    {
        auto const found = explanations_.find(key);
        std::string text;
        if (found != explanations_.end())
            for (auto const& stem : found->second)
                text += (text.empty() ? "\t~" : " ") + stem;
        return text;
    }

    void learn(std::string const& text)
    {
        auto const words = tokens(text);
        if (words.size() != 1)
            return;
        auto const word = spelling_key(words.front().word);
        if (word.size() >= 3
            && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
            german_.insert(word);
    }

    static std::string line_of(std::string const& key, Targets const& targets)
    {
        std::vector<std::pair<std::string, Target>> best(targets.begin(), targets.end());
        double total = 0;
        for (auto const& [stems, target] : best)
            total += target.weight;
        std::stable_sort(best.begin(), best.end(),
            [](auto const& a, auto const& b) { return a.second.weight > b.second.weight; });
        best.resize(std::min(best.size(), translations_max));
        auto line = key;
        for (auto const& [stems, target] : best) {
            line += "\t" + stems + (target.text == stems ? "" : "|" + target.text) + "="
                + std::to_string(std::max(1l, std::lround(target.weight / total * 100)));
        }
        return line;
    }

    Stemmer stemmer_;
    std::map<std::string, Targets> links_;
    std::map<std::string, std::vector<std::string>> explanations_;
    std::set<std::string> german_;
};

} // namespace

int main(int argc, char** argv)
{
    if (argc != 4) {
        std::cerr << "usage: word_list FRENCH_GERMAN GERMAN_FRENCH OUTPUT\n";
        return 2;
    }
    WordList list;
    list.add(passerelle::word_list::read_dictionary(argv[1]), Lang::fr, Lang::de);
    list.add(passerelle::word_list::read_dictionary(argv[2]), Lang::de, Lang::fr);
    std::ofstream out(argv[3]);
    list.write(out);
    return out ? 0 : 1;
}
