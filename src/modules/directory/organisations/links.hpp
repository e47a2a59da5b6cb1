#pragma once

#include "modules/accounts/request.hpp"
#include "modules/directory/organisations/organisation.hpp"

#include <vector>

namespace passerelle::directory {

/// Name and public address of each organisation, in the order of the ids; for modules that know its id only.
std::vector<html::Link> links_of(accounts::Request const&, std::vector<OrganisationId> const&);

} // namespace passerelle::directory
