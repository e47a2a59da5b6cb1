#pragma once

#include "base/lang.hpp"
#include "platform/search/compounds.hpp"
#include "platform/search/concept.hpp"
#include "platform/search/label_trie.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::search {

/// What a thesaurus is made from. `broader` is empty for a facet; `related` need be given on one side only.
struct ConceptRow {
    struct Label {
        Lang lang;
        std::string text;
        bool preferred = false;
    };
    std::string id; ///< slug
    std::string broader;
    std::vector<Label> labels;
    std::vector<std::string> related;
};

/// The domain vocabulary (SKOS) in memory: an immutable value, shared between threads. About 0.5 KB a label.
/// Views into it live as long as it does.
class Thesaurus {
public:
    struct Label {
        Lang lang;
        std::string_view text;
        bool preferred = false;
        Concept concept_number {};
    };

    /// A `broader` or `related` that is not there is passed over. A circle of broader concepts is a bug:
    /// who edits the thesaurus refuses it.
    static std::shared_ptr<Thesaurus const> build(std::span<ConceptRow const> rows);

    std::size_t size() const { return nodes_.size(); }
    /// Differs between any two that were ever built in this process.
    std::uint64_t serial() const { return serial_; }

    std::optional<Concept> find(std::string_view id) const;
    std::string_view id(Concept) const;

    std::optional<Concept> broader(Concept) const;
    Concept facet(Concept) const; ///< itself for a top concept
    bool is_facet(Concept number) const { return facet(number) == number; }
    /// The nearest first, the facet last.
    std::vector<Concept> ancestors(Concept) const;
    bool is_within(Concept narrower, Concept broader) const; ///< also of itself
    std::span<Concept const> children(Concept) const;
    std::span<Concept const> related(Concept) const;

    /// The preferred label in `lang`, else in any language, else the slug.
    std::string_view label(Concept, Lang lang) const;
    std::vector<Label> labels(Concept) const;
    Label label_at(std::uint32_t number) const;

    /// Concepts of which `text` is a label in any language, whatever its case, accents and hyphens; or the
    /// slug.
    std::vector<Concept> named(std::string_view text) const;

    /// Labels with a word that begins with `typed` (`folded_words`), for typing ahead: those that begin with
    /// it first, `lang` before others, short before long, one a concept.
    std::vector<Label> starting_with(std::string_view typed, Lang lang, std::size_t count_max) const;

    /// For the recogniser. Nothing in a language without labels.
    LabelTrie const* trie(Lang lang) const;
    CompoundParts const& german_parts() const { return german_parts_; }

private:
    struct Stored {
        std::uint32_t begin = 0;
        std::uint32_t size = 0;
    };
    struct Node {
        Stored id;
        std::uint32_t broader = 0; ///< itself for a facet
        std::uint32_t facet = 0;
        std::uint32_t labels = 0; ///< where its labels, children and related ones begin
        std::uint32_t children = 0;
        std::uint32_t related = 0;
    };
    struct StoredLabel {
        Stored text;
        std::uint32_t concept_number = 0;
        Lang lang;
        bool preferred = false;
    };
    struct FoldedStart {
        std::uint32_t place; ///< in `folded_`
        std::uint32_t label;
    };

    friend class ThesaurusBuilder;
    Thesaurus() = default;

    std::string_view text(Stored stored) const
    {
        return std::string_view(texts_).substr(stored.begin, stored.size);
    }
    std::string_view folded_from(std::uint32_t place) const { return folded_.data() + place; }
    Node const& node(Concept number) const { return nodes_[index_of(number)]; }
    std::uint32_t end_of(Concept number, std::uint32_t Node::*begin, std::size_t total) const;

    std::uint64_t serial_ = 0;
    std::string texts_;
    std::vector<Node> nodes_;
    std::vector<StoredLabel> labels_;
    std::vector<Concept> children_;
    std::vector<Concept> related_;
    std::vector<std::uint32_t> by_id_;
    std::string folded_;              ///< each label's `folded_words`, ended by a zero
    std::vector<FoldedStart> starts_; ///< of every word in it, sorted by what stands there
    std::vector<FoldedStart> wholes_; ///< of the first words
    std::map<Lang, LabelTrie> tries_;
    CompoundParts german_parts_;
};

} // namespace passerelle::search
