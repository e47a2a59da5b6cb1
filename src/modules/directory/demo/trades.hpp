#pragma once

#include "modules/directory/organisations/organisation.hpp"

#include <span>
#include <string_view>

namespace passerelle::directory::demo {

/// What an invented firm of one trade is made of. Concepts are ids of the thesaurus; sentences may hold
/// `{material}`,
/// `{market}` and `{capability}`, which become labels in the sentence's language.
struct Trade {
    Kind kind;
    std::string_view word_fr; ///< for its name: "Décolletage"
    std::string_view word_de;
    std::string_view capabilities; ///< separated by `|`; the first one is its own, some of the rest are added
    std::string_view materials;
    std::string_view machines;
    std::string_view certifications;
    std::string_view markets;
    std::string_view summary_fr, summary_de;
    std::string_view description_fr, description_de;
    std::string_view offers_fr, offers_de;
    std::string_view needs_fr, needs_de;
};

std::span<Trade const> trades();

} // namespace passerelle::directory::demo
