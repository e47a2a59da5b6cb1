#pragma once

#include "modules/directory/organisations/claims.hpp"
#include "modules/directory/organisations/operator_record.hpp"
#include "modules/directory/organisations/proposals.hpp"

/// Everything that the directory keeps about one organisation, for who hands it over or erases it.
namespace passerelle::directory {

struct KeptByOperator {
    accounts::Operator at;
    OperatorRecord record;
};

struct Everything {
    Organisation entry;
    std::vector<accounts::Holder> people; ///< with a role today
    std::vector<Claim> claims;
    std::optional<Proposal> proposal;
    std::vector<KeptByOperator> operators; ///< those that keep anything
};

/// Of all operators, or of one alone: who takes leave carries its own and nobody else's.
std::optional<Everything> everything_of(
    db::Reader&, OrganisationId, LocalDate today, std::optional<OperatorId> only = std::nullopt);

} // namespace passerelle::directory
