#pragma once

#include "modules/directory/organisations/organisation.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "platform/http/query.hpp"
#include "platform/i18n/words.hpp"

#include <string>
#include <vector>

/// Two entries side by side, and what a person chooses of each.
namespace passerelle::directory::duplicates {

/// A field in which they differ. What both say alike needs no choice.
struct Difference {
    std::string code; ///< name of the form's field
    std::string label;
    std::string first, second;
    std::optional<Lang> first_lang, second_lang;
    bool proposes_second = false; ///< where the first says nothing, or less
};
std::vector<Difference> differences(Organisation const&, Organisation const&, i18n::Words const&);

struct OfferedConcept {
    std::string id, label;
    enum class From { Both, First, Second } from = From::Both;
};
std::vector<OfferedConcept> offered_concepts(
    Organisation const&, Organisation const&, search::Thesaurus const&, Lang);

/// The one that is kept as the form says: for each difference `first` or `second`; all checked `concept`s; the sites
/// of both, the chosen main one first (`other_site` absent: without the other main one). Keeps id and version of the
/// one chosen as `survivor`.
Organisation chosen(Organisation const& first, Organisation const& second, http::Fields const& form);

/// `survivor` of the form is `second`.
bool keeps_second(http::Fields const& form);

std::string address_line(Organisation const&);

} // namespace passerelle::directory::duplicates
