#pragma once

#include "modules/directory/organisations/organisation.hpp"
#include "platform/db/db.hpp"

#include <string>
#include <vector>

namespace passerelle::directory::desk {

/// Up to this many, a list of members is read whole and sorted; above, the index of the order is walked, in
/// which members are then not rare. Either way a page costs the same however many organisations there are.
inline constexpr int few_members_max = 2000;

bool has_many_members(db::Reader&, OperatorId);

/// Categories of membership that an operator uses, at most 100, in their order. Steps through an index.
std::vector<std::string> categories(db::Reader&, OperatorId);

/// Whether the organisation is, or ever was, a member.
bool was_ever_member(db::Reader&, OperatorId, OrganisationId);

} // namespace passerelle::directory::desk
