#include "platform/search/reading.hpp"

#include "platform/search/common_words.hpp"
#include "platform/search/letters.hpp"
#include "platform/search/recogniser.hpp"

#include <optional>

namespace passerelle::search {

TextReader::TextReader(std::shared_ptr<Thesaurus const> thesaurus, std::size_t words_remembered)
    : thesaurus_(std::move(thesaurus)),
      words_remembered_(words_remembered)
{
}

TextReader::Language& TextReader::language(Lang lang)
{
    auto const [found, fresh] = languages_.try_emplace(lang);
    if (fresh)
        found->second.trie = thesaurus_->trie(lang);
    return found->second;
}

WordFacts& TextReader::facts(std::string const& word, Lang lang, Language& language)
{
    auto const [found, fresh] = language.words.try_emplace(word);
    auto& facts = found->second;
    if (!fresh)
        return facts;
    ++words_known_;
    facts.stems = stemmer_.stems(word, lang);
    facts.stop = is_stop_word(plain(word), lang);
    if (language.trie) {
        facts.ids[0] = language.trie->stem(facts.stems.stem);
        facts.ids[1]
            = facts.stems.plain_stem.empty() ? facts.ids[0] : language.trie->stem(facts.stems.plain_stem);
    }
    return facts;
}

Reading& TextReader::read(std::string_view text, Lang lang)
{
    if (words_known_ > words_remembered_) {
        languages_.clear();
        words_known_ = 0;
    }
    auto& spoken = language(lang);
    reading_.words.clear();
    reading_.recognised.clear();
    for (auto& token : tokens(text)) {
        auto& known = facts(token.word, lang, spoken);
        reading_.words.push_back({ std::move(token), &known });
    }
    if (!spoken.trie)
        return reading_;

    struct Lookup {
        TextReader& reader;
        Lang lang;
        Language& language;
    } lookup { *this, lang, spoken };
    auto const stem_of = [](void* context, std::string const& word) {
        auto& by = *static_cast<Lookup*>(context);
        return by.reader.facts(word, by.lang, by.language).ids[0];
    };
    Recogniser recogniser(*thesaurus_, *spoken.trie, lang, reading_.words, stem_of, &lookup);
    reading_.recognised = recogniser.run();
    if (lang == Lang::de)
        split_compounds(reading_, spoken);
    return reading_;
}

/// Only words that stand in no label are taken apart.
void TextReader::split_compounds(Reading& reading, Language& language)
{
    std::vector<Recognised> parts;
    std::size_t next = 0;
    auto const& whole = reading.recognised;
    for (std::uint32_t i = 0; i < reading.words.size(); ++i) {
        while (next < whole.size() && whole[next].first_word + whole[next].words <= i)
            ++next;
        auto& facts = *reading.words[i].facts;
        auto const within = next < whole.size() && whole[next].first_word <= i;
        auto const& trie = *language.trie;
        auto const known = facts.ids[0] != no_stem && trie.child(trie_root, facts.ids[0]) != trie_root;
        if (within || known || facts.stop)
            continue;
        if (!facts.parts_sought) {
            facts.parts_sought = true;
            facts.parts = thesaurus_->german_parts().split(
                spelling_key(reading.words[i].token.word), GeneralWords::embedded());
            facts.known = GeneralWords::embedded().knows(facts.stems.stem, Lang::de);
        }
        for (auto const& part : facts.parts)
            for (auto const& label : part.labels) {
                auto const& token = reading.words[i].token;
                parts.push_back({ label.concept_number, token.begin, token.end, i, 1,
                    thesaurus_->label_at(label.label).text, part.labels.size() > 1, true,
                    &part == &facts.parts.back() });
            }
    }
    reading.recognised.insert(reading.recognised.end(), parts.begin(), parts.end());
}

TextReader& reader_of_thread(std::shared_ptr<Thesaurus const> const& thesaurus)
{
    constexpr std::size_t words_of_queries = 4'000;
    thread_local std::optional<TextReader> reader;
    if (!reader || reader->thesaurus().serial() != thesaurus->serial())
        reader.emplace(thesaurus, words_of_queries);
    return *reader;
}

std::vector<Recognised> recognise(Thesaurus const& thesaurus, std::string_view text, Lang lang)
{
    // The caller keeps the thesaurus alive for the call; the reader does not outlive it.
    TextReader reader(std::shared_ptr<Thesaurus const>(std::shared_ptr<void>(), &thesaurus), 0);
    return reader.read(text, lang).recognised;
}

} // namespace passerelle::search
