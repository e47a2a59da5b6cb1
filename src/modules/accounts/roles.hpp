#pragma once

#include "base/time.hpp"
#include "modules/accounts/actor.hpp"

#include <string>
#include <string_view>

namespace passerelle::accounts {

/// `viewer`, `manager`, `administrator`
std::string_view code_of(OperatorRole);
/// `delegate`, `editor`, `owner`
std::string_view code_of(OrganisationRole);

std::optional<OperatorRole> find_operator_role(std::string_view code);
std::optional<OrganisationRole> find_organisation_role(std::string_view code);

/// Of a stored code; another one is a bug.
OperatorRole parse_operator_role(std::string_view code);
OrganisationRole parse_organisation_role(std::string_view code);

} // namespace passerelle::accounts
