#pragma once

#include "platform/search/thesaurus.hpp"

#include <string>
#include <vector>

namespace passerelle::directory::api {

/// The thesaurus as linked data (W3C SKOS). `base` is the address of the scheme; concepts are below it.
std::string skos_json(search::Thesaurus const&, std::vector<search::Concept> const&, std::string const& base);
std::string skos_turtle(
    search::Thesaurus const&, std::vector<search::Concept> const&, std::string const& base);

/// All of them, in the order of the thesaurus.
std::vector<search::Concept> all_concepts(search::Thesaurus const&);

} // namespace passerelle::directory::api
