#include "base/ensure.hpp"
#include "platform/search/common_words.hpp"
#include "platform/search/letters.hpp"
#include "platform/search/stemmer.hpp"
#include "platform/search/thesaurus.hpp"
#include "platform/search/tokens.hpp"

#include <algorithm>
#include <array>
#include <atomic>

namespace passerelle::search {
namespace {

/// First parts that are written together with the next word, apart, or with a hyphen.
constexpr std::array<std::string_view, 20> loose_prefixes { "micro", "electro", "multi", "thermo", "mono",
    "nano", "ultra", "hydro", "auto", "mikro", "elektro", "mehr", "fein", "hoch", "prazisions", "laser",
    "roboter", "uhren", "galvano", "mini" };

/// `platine (métal)` without what stands in parentheses.
std::string without_qualifiers(std::string_view label)
{
    std::string result;
    auto depth = 0;
    for (auto const c : label) {
        depth += c == '(';
        if (depth == 0)
            result += c;
        depth -= c == ')' && depth > 0;
    }
    return result;
}

using Path = std::vector<std::string>;

/// The stems that a label is recognised by, in every way that its words may be joined.
class LabelPaths {
public:
    LabelPaths(Stemmer& stemmer, Lang lang) : stemmer_(stemmer), lang_(lang) {}

    std::vector<Path> of(std::vector<Token> const& words)
    {
        std::vector<Path> paths { stems(words) };
        if (auto joined = with_hyphens_joined(words); joined.size() != words.size())
            paths.push_back(stems(joined));
        if (auto const apart = with_prefix_apart(words); apart.size() != words.size())
            paths.push_back(stems(apart));
        return paths;
    }

private:
    Path stems(std::vector<Token> const& words)
    {
        Path path;
        for (auto const& each : words)
            path.push_back(stemmer_.stems(each.word, lang_).stem);
        return path;
    }

    static std::vector<Token> with_hyphens_joined(std::vector<Token> const& words)
    {
        std::vector<Token> joined;
        for (auto const& each : words)
            if (each.hyphened && !joined.empty())
                joined.back().word += each.word;
            else
                joined.push_back(each);
        return joined;
    }

    static std::vector<Token> with_prefix_apart(std::vector<Token> const& words)
    {
        auto const& first = words.front().word;
        for (auto const prefix : loose_prefixes) {
            auto const length = plain(first).starts_with(prefix) ? letters_end(first, prefix.size()) : 0;
            if (length == 0 || first.size() < length + 4)
                continue;
            auto apart = words;
            apart.front().word = first.substr(0, length);
            apart.insert(apart.begin() + 1, Token { .word = first.substr(length) });
            return apart;
        }
        return words;
    }

    /// Bytes of the first `count` letters.
    static std::size_t letters_end(std::string_view word, std::size_t count)
    {
        std::size_t place = 0;
        for (; count > 0 && place < word.size(); --count)
            decode(word, place);
        return place;
    }

    Stemmer& stemmer_;
    Lang lang_;
};

} // namespace

/// Makes one Thesaurus from its rows.
class ThesaurusBuilder {
public:
    explicit ThesaurusBuilder(std::span<ConceptRow const> rows) : rows_(rows) {}

    std::shared_ptr<Thesaurus const> build()
    {
        static std::atomic<std::uint64_t> last_serial = 0;
        made_.serial_ = ++last_serial;
        number_concepts();
        link_broader();
        link_narrower();
        link_related();
        for (std::uint32_t i = 0; i < rows_.size(); ++i)
            add_labels(i);
        finish();
        return std::shared_ptr<Thesaurus const>(new Thesaurus(std::move(made_)));
    }

private:
    Thesaurus::Stored store(std::string_view text)
    {
        Thesaurus::Stored const stored { static_cast<std::uint32_t>(made_.texts_.size()),
            static_cast<std::uint32_t>(text.size()) };
        made_.texts_ += text;
        return stored;
    }

    void number_concepts()
    {
        made_.nodes_.resize(rows_.size());
        made_.by_id_.resize(rows_.size());
        for (std::uint32_t i = 0; i < rows_.size(); ++i) {
            made_.nodes_[i].id = store(rows_[i].id);
            made_.by_id_[i] = i;
        }
        std::sort(made_.by_id_.begin(), made_.by_id_.end(),
            [&](auto a, auto b) { return rows_[a].id < rows_[b].id; });
    }

    void link_broader()
    {
        for (std::uint32_t i = 0; i < rows_.size(); ++i) {
            auto const broader = made_.find(rows_[i].broader);
            made_.nodes_[i].broader = broader ? static_cast<std::uint32_t>(*broader) : i;
        }
        for (std::uint32_t i = 0; i < rows_.size(); ++i) {
            auto facet = i;
            std::size_t steps = 0;
            while (made_.nodes_[facet].broader != facet) {
                facet = made_.nodes_[facet].broader;
                ensure(++steps <= rows_.size()); // else the broader concepts go in a circle
            }
            made_.nodes_[i].facet = facet;
        }
    }

    void link_narrower()
    {
        std::vector<std::vector<Concept>> children(rows_.size());
        for (std::uint32_t i = 0; i < rows_.size(); ++i)
            if (made_.nodes_[i].broader != i)
                children[made_.nodes_[i].broader].push_back(Concept(i));
        store_links(children, &Thesaurus::Node::children, made_.children_);
    }

    void link_related()
    {
        std::vector<std::vector<Concept>> related(rows_.size());
        for (std::uint32_t i = 0; i < rows_.size(); ++i)
            for (auto const& id : rows_[i].related)
                if (auto const other = made_.find(id); other && index_of(*other) != i) {
                    related[i].push_back(*other);
                    related[index_of(*other)].push_back(Concept(i));
                }
        for (auto& each : related) {
            std::sort(each.begin(), each.end());
            each.erase(std::unique(each.begin(), each.end()), each.end());
        }
        store_links(related, &Thesaurus::Node::related, made_.related_);
    }

    void store_links(std::vector<std::vector<Concept>> const& links, std::uint32_t Thesaurus::Node::*begin,
        std::vector<Concept>& all)
    {
        for (std::size_t i = 0; i < links.size(); ++i) {
            made_.nodes_[i].*begin = static_cast<std::uint32_t>(all.size());
            all.insert(all.end(), links[i].begin(), links[i].end());
        }
    }

    void add_labels(std::uint32_t number)
    {
        made_.nodes_[number].labels = static_cast<std::uint32_t>(made_.labels_.size());
        for (auto const& label : rows_[number].labels) {
            auto const text = without_qualifiers(label.text);
            auto const words = tokens(text);
            if (words.empty())
                continue;
            TrieLabel const mark { Concept(number), static_cast<std::uint32_t>(made_.labels_.size()) };
            auto const end = text.find_last_not_of(' ');
            made_.labels_.push_back(
                { store(std::string_view(text).substr(0, end + 1)), number, label.lang, label.preferred });
            add_folded(text, mark.label);
            if (made_.nodes_[number].broader != number) // the name of a facet is too general to be recognised
                add_paths(words, label.lang, mark);
        }
    }

    void add_folded(std::string const& text, std::uint32_t label)
    {
        auto const words = folded_words(text);
        auto const begin = static_cast<std::uint32_t>(made_.folded_.size());
        made_.folded_ += words;
        made_.folded_ += '\0';
        made_.wholes_.push_back({ begin, label });
        for (std::uint32_t i = 0; i < words.size(); ++i)
            if (i == 0 || words[i - 1] == ' ')
                made_.starts_.push_back({ begin + i, label });
    }

    void add_paths(std::vector<Token> words, Lang lang, TrieLabel mark)
    {
        // Function words inside a label are passed over in texts too: "tour à poupée mobile".
        auto const stop = [&](Token const& each) { return is_stop_word(plain(each.word), lang); };
        if (!std::all_of(words.begin(), words.end(), stop))
            std::erase_if(words, stop);
        auto const letters = [](Token const& each) { return each.word.size() > 1; };
        if (std::none_of(words.begin(), words.end(), letters))
            return;
        auto const single = words.size() == 1;
        auto const everyday = single && is_everyday_word(plain(words.front().word), lang);
        for (auto const& path : LabelPaths(stemmer_, lang).of(words))
            made_.tries_[lang].add(path, mark, everyday);
        if (single && lang == Lang::de)
            made_.german_parts_.add(spelling_key(words.front().word), mark);
    }

    void finish()
    {
        for (auto& [lang, trie] : made_.tries_)
            trie.finish();
        auto const before = [&](auto const& a, auto const& b) {
            auto const order = made_.folded_from(a.place).compare(made_.folded_from(b.place));
            return order != 0 ? order < 0 : a.label < b.label;
        };
        std::sort(made_.starts_.begin(), made_.starts_.end(), before);
        std::sort(made_.wholes_.begin(), made_.wholes_.end(), before);
    }

    std::span<ConceptRow const> rows_;
    Thesaurus made_;
    Stemmer stemmer_;
};

std::shared_ptr<Thesaurus const> Thesaurus::build(std::span<ConceptRow const> rows)
{
    return ThesaurusBuilder(rows).build();
}

} // namespace passerelle::search
