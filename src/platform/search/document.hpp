#pragma once

#include "base/id.hpp"
#include "base/lang.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace passerelle::search {

/// Who may find something by a piece of a document: a word that the caller chooses ("members",
/// "operator:cci-bienne"), of lower-case letters, digits, `:` and `-`. Empty means everybody.
using Audience = std::string;
inline constexpr std::string_view everybody {};

/// What an organisation offers is never found by a search for what it needs, and the other way round.
enum class Side { Offers, Needs };

/// What the index knows of one organisation: values only, nothing that must be kept elsewhere.
struct Document {
    /// Where a text stands says how much a word in it weighs. `Needs` is the only one on that side.
    enum class Place { Offers, Summary, Description, Needs, Name };

    struct Text {
        Lang lang {};
        std::string text {};
        Place place = Place::Description;
        Audience audience {};
    };

    /// A concept that the organisation, or its manager, chose. Those in the texts the index finds by itself.
    struct Choice {
        std::string concept_id {}; ///< slug; one that the thesaurus does not have is found by filter only
        bool confirmed = true;
        Audience audience {};
    };

    /// `facet:value`, such as `kind:company`, `place:biel-bienne`, `cap:bar-turning`. Ancestors are the
    /// caller's.
    struct Facet {
        std::string term {};
        Audience audience {};
    };

    Uuid id {};
    std::string name {};
    std::string
        sort_key {}; ///< bytes that put names in order (`i18n::collation_key`); the folded name where empty
    Lang lang {};    ///< the organisation's own
    std::vector<Text> texts {};
    std::vector<Choice> offers {};
    std::vector<Choice> needs {};
    std::vector<Facet> facets {};
    std::vector<Audience> visible_to { Audience() }; ///< any of these finds the document at all
};

} // namespace passerelle::search
