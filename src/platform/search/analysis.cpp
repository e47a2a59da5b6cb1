#include "platform/search/analysis.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "platform/search/index_terms.hpp"
#include "platform/search/letters.hpp"
#include "platform/search/roots.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace passerelle::search {
namespace {

constexpr std::size_t term_bytes_max = 200; // the engine takes 245
constexpr std::size_t surfaces_max = 80;
constexpr std::uint32_t concept_weight_max = 15;
constexpr std::uint32_t word_weight_max = 60;

std::uint32_t weight_of(Document::Place place)
{
    switch (place) {
    case Document::Place::Offers:
    case Document::Place::Needs:
        return weight_offers;
    case Document::Place::Summary:
        return weight_summary;
    case Document::Place::Description:
        return weight_description;
    case Document::Place::Name:
        return weight_name;
    }
    return weight_description;
}

Side side_of(Document::Place place) { return place == Document::Place::Needs ? Side::Needs : Side::Offers; }

/// Builds the terms of one document.
class Analysis {
public:
    Analysis(Document const& document, TextReader& reader)
        : document_(document),
          reader_(reader),
          thesaurus_(reader.thesaurus())
    {
    }

    Analysed run()
    {
        add_identity();
        add_name();
        add_filters();
        add_choices(document_.offers, Side::Offers);
        add_choices(document_.needs, Side::Needs);
        for (auto const& text : document_.texts)
            add_text(text);
        add_concepts();
        return std::move(result_);
    }

private:
    /// By side and audience, so that nothing told to some strengthens what is told to all.
    using ConceptKey = std::tuple<Side, Audience, Concept>;

    void add(std::string term, std::uint32_t weight)
    {
        if (term.size() > term_bytes_max)
            return;
        auto& total = result_.terms[std::move(term)];
        total = std::min(word_weight_max, total + weight);
    }

    void add_identity()
    {
        result_.identity.assign(
            reinterpret_cast<char const*>(document_.id.bytes.data()), document_.id.bytes.size());
        result_.identity += document_.sort_key.empty() ? folded_words(document_.name) : document_.sort_key;
        result_.kept.name = document_.name;
        result_.kept.lang = document_.lang;
        add(id_term(document_.id), 0);
    }

    bool visible_to_everybody() const
    {
        auto const& audiences = document_.visible_to;
        return std::find(audiences.begin(), audiences.end(), everybody) != audiences.end();
    }

    void add_name()
    {
        auto const folded = folded_words(document_.name);
        for (auto const word : split(folded, ' ')) {
            if (word.empty())
                continue;
            add(name_term(word), 1);
            if (visible_to_everybody())
                result_.words.emplace_back(word);
        }
        add_text({ document_.lang, document_.name, Document::Place::Name, {} });
    }

    void add_filters()
    {
        for (auto const& audience : document_.visible_to)
            add(visible_term(audience), 0);
        for (auto const& facet : document_.facets) {
            ensure(facet.term.find(':') != std::string::npos);
            if (facet.audience.empty())
                add(facet_term(facet.term), 0);
        }
        // What everybody may count is not counted a second time for some.
        for (auto const& facet : document_.facets)
            if (!facet.audience.empty() && !result_.terms.contains(facet_term(facet.term)))
                add(guarded(facet.audience, facet_term(facet.term)), 0);
    }

    void add_choices(std::vector<Document::Choice> const& choices, Side side)
    {
        for (auto const& choice : choices)
            if (auto const number = thesaurus_.find(choice.concept_id))
                meet({ side, choice.audience, *number }, choice.confirmed ? weight_confirmed : weight_offers);
    }

    void meet(ConceptKey const& key, std::uint32_t weight)
    {
        auto& met = concepts_[key];
        met = met == 0 ? weight : std::min(concept_weight_max, std::max(met, weight) + 1);
    }

    void add_text(Document::Text const& text)
    {
        auto const& reading = reader_.read(text.text, text.lang);
        auto const side = side_of(text.place);
        auto const weight = weight_of(text.place);
        for (auto const& word : reading.words)
            add_word(word, text, side, weight);
        for (auto const& found : reading.recognised) {
            auto const unsure = (found.part && !found.head) || found.ambiguous;
            meet({ side, text.audience, found.concept_number },
                unsure           ? weight / 2
                    : found.part ? weight - 1
                                 : weight);
            keep_surface(found, text, side);
        }
    }

    void add_word(ReadWord const& word, Document::Text const& text, Side side, std::uint32_t weight)
    {
        auto const& facts = *word.facts;
        if (facts.stop)
            return;
        auto const put = [&](std::string_view stem, std::uint32_t heavy) {
            add(guarded(text.audience, word_term(side, text.lang, stem)), heavy);
            if (auto const shorter = root(stem, text.lang); shorter != stem)
                add(guarded(text.audience, root_term(side, text.lang, shorter)), heavy);
        };
        put(facts.stems.stem, weight);
        if (!facts.stems.plain_stem.empty())
            put(facts.stems.plain_stem, weight);
        auto const part_weight = facts.known ? weight * 3 / 5 : weight * 3 / 4;
        for (auto const& part : facts.parts)
            put(reader_.stemmer().stems(part.word, text.lang).stem, std::max(1u, part_weight));
        if (text.audience.empty() && visible_to_everybody() && !word.token.number)
            result_.words.push_back(word.token.word);
    }

    void keep_surface(Recognised const& found, Document::Text const& text, Side side)
    {
        auto& surfaces = result_.kept.surfaces;
        auto const id = thesaurus_.id(found.concept_number);
        auto const known = [&](Surface const& each) {
            return each.concept_id == id && each.lang == text.lang && each.side == side
                && each.audience == text.audience;
        };
        if (surfaces.size() >= surfaces_max || std::any_of(surfaces.begin(), surfaces.end(), known))
            return;
        auto const words = text.text.substr(found.begin, found.end - found.begin);
        surfaces.push_back({ std::string(id), words, text.lang, side, text.audience });
    }

    /// A concept is found by its broader ones too, the more weakly the broader; not by its facet, which all
    /// share. They are terms of their own, so that what is only a sibling is not taken for the parent.
    void add_concepts()
    {
        std::map<ConceptKey, std::uint32_t> broader;
        for (auto const& [key, met] : concepts_) {
            auto const& [side, audience, number] = key;
            add(guarded(audience, concept_term(side, thesaurus_.id(number))), met);
            auto weight = met;
            for (auto next = thesaurus_.broader(number); next && !thesaurus_.is_facet(*next);
                 next = thesaurus_.broader(*next)) {
                weight = std::max(1u, weight * 2 / 3);
                auto& strongest = broader[{ side, audience, *next }];
                strongest = std::max(strongest, weight);
            }
        }
        for (auto const& [key, weight] : broader) {
            auto const& [side, audience, number] = key;
            add(guarded(audience, broader_term(side, thesaurus_.id(number))), weight);
        }
    }

    Document const& document_;
    TextReader& reader_;
    Thesaurus const& thesaurus_;
    Analysed result_;
    std::map<ConceptKey, std::uint32_t> concepts_;
};

std::string on_one_line(std::string_view text)
{
    std::string line(text);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return line;
}

} // namespace

/// One line for the document, one for each surface, fields between tabs: small, and readable with the
/// engine's tools.
std::string packed(Kept const& kept)
{
    std::string data = on_one_line(kept.name);
    data.append("\t").append(kept.lang.code());
    for (auto const& each : kept.surfaces) {
        data.append("\n").append(each.side == Side::Offers ? "o" : "n").append(each.lang.code()).append("\t");
        data.append(each.audience)
            .append("\t")
            .append(each.concept_id)
            .append("\t")
            .append(on_one_line(each.text));
    }
    return data;
}

Kept unpacked(std::string_view data)
{
    Kept kept;
    auto const lines = split(data, '\n');
    auto const first = split(lines.front(), '\t');
    kept.name = first.front();
    if (first.size() > 1)
        kept.lang = Lang::parse(first[1]).value_or(Lang::fr);
    for (std::size_t i = 1; i < lines.size(); ++i) {
        auto const fields = split(lines[i], '\t');
        if (fields.size() != 4 || fields[0].size() != 3)
            continue;
        auto const side = fields[0].front() == 'n' ? Side::Needs : Side::Offers;
        kept.surfaces.push_back({ std::string(fields[2]), std::string(fields[3]),
            Lang::parse(fields[0].substr(1)).value_or(Lang::fr), side, std::string(fields[1]) });
    }
    return kept;
}

Analysed analysed(Document const& document, TextReader& reader) { return Analysis(document, reader).run(); }

} // namespace passerelle::search
