#pragma once

#include "modules/directory/organisations/organisation.hpp"
#include "platform/db/db.hpp"

#include <unordered_map>

namespace passerelle::directory::store {

struct RefAndName {
    std::string ref; ///< the first of the operators' keys; the id where no operator has one
    std::string name;
};

/// For the command line, whose reader is on the server: keys of all operators.
std::unordered_map<Uuid, RefAndName> refs_and_names(db::Reader&, std::vector<OrganisationId> const&);

} // namespace passerelle::directory::store
