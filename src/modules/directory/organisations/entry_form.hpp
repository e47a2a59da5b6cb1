#pragma once

#include "modules/directory/organisations/organisation.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "platform/html/form.hpp"
#include "platform/http/query.hpp"
#include "platform/i18n/words.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

/// The form in which an entry is edited, between the fields that a browser sends and an `Organisation`.
///
/// name kind lang languages uid website email phone employees noga · audience.FIELD · text.FIELD.LANG and
/// meant.FIELD.LANG · site.N.PART, N from 0 · concept (ids that stay), detail.ID, until.ID, add.FACET
/// (labels, one a line), proposal.ID (`confirm` or `decline`)
namespace passerelle::directory::organisations {

/// What reading and showing the form needs to know.
struct FormSetting {
    i18n::Words const& words;
    Lang lang;   ///< of the reader
    Langs langs; ///< of the texts side by side
    search::Thesaurus const& thesaurus;
};

/// The installation's languages, then those in which this entry has a text already.
Langs text_langs(Langs const& installation, Organisation const&);

inline constexpr std::size_t sites_max = 20;
inline constexpr std::size_t concepts_max = 200;

/// A text of an entry: its field, how long a version may be.
struct TextField {
    Field field;
    LocalisedText Organisation::*text;
    int length_max;
    int rows;
};
inline constexpr std::array<TextField, 4> text_fields {
    TextField { Field::Summary, &Organisation::summary, 300, 2 },
    TextField { Field::Description, &Organisation::description, 5000, 10 },
    TextField { Field::Offers, &Organisation::offers, 3000, 6 },
    TextField { Field::Needs, &Organisation::needs, 3000, 6 },
};

/// How an edit of one language's version is meant towards the others.
enum class Meant { Correction, Translated, Meaning };
std::string_view code_of(Meant);

/// Names of fields.
std::string audience_name(Field);
std::string text_name(Field, Lang);
std::string meant_name(Field, Lang);
std::string site_name(std::size_t number, std::string_view part);
std::string add_name(Facet);
inline constexpr std::array<Facet, 5> all_facets { Facet::Capabilities, Facet::Materials, Facet::Machines,
    Facet::Certifications, Facet::Markets };

/// The fields as a browser would send them for this entry.
http::Fields form_of(Organisation const&, FormSetting const&);

/// Labels near to one that the thesaurus does not know, to choose from.
struct Suggestion {
    Facet facet;
    std::vector<std::string> concept_ids;
};

struct EntryRead {
    Organisation before;     ///< what it was read over
    Organisation entry;      ///< `before` with everything that could be read
    html::FormErrors errors; ///< by name of field
    std::vector<Suggestion> suggestions;
};

/// Reads what was sent over `before`. A part that the form does not have stays as it is.
EntryRead read_entry(http::Fields const& sent, Organisation const& before, FormSetting const&);

/// Concepts of this facet, in the order of the entry.
std::vector<ClaimedConcept> concepts_of(Organisation const&, Facet, search::Thesaurus const&);

} // namespace passerelle::directory::organisations
