#pragma once

#include "modules/directory/organisations/organisation.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "platform/i18n/words.hpp"

#include <map>
#include <optional>
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

/// What a person chose.
struct Choice {
    bool keeps_second = false; ///< whose page stays
    std::map<std::string, bool, std::less<>>
        takes_second {};           ///< by a difference's code; else from the one that stays
    bool keeps_other_site = false; ///< the address that was not chosen becomes a further site
    std::vector<std::string> concepts {};
};

/// The one that is kept. It has id and version of the one whose page stays, and the languages of both.
Organisation chosen(Organisation const& first, Organisation const& second, Choice const&);

std::string address_line(Organisation const&);

} // namespace passerelle::directory::duplicates
