#pragma once

#include "modules/accounts/operator.hpp"
#include "modules/directory/organisations/organisation.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/search/thesaurus.hpp"

#include <string>
#include <vector>

/// What pages say to search engines (schema.org), as JSON text.
namespace passerelle::directory::finding {

/// An entry as its reader sees it.
std::string schema_of(Organisation const&, std::string const& address, Lang, search::Thesaurus const&,
    std::vector<accounts::Operator> const& member_of);

std::string schema_of(search::Thesaurus const&, search::Concept, std::string const& address,
    std::string const& set_address, Lang);

std::string schema_of(Place const&, std::string const& address, Lang);

} // namespace passerelle::directory::finding
