#pragma once

#include "modules/accounts/standing.hpp"
#include "platform/changes/changes.hpp"

namespace passerelle::accounts {

/// Records what a person did to the own account.
void record_own(db::Transaction&, std::string action, PersonId, Instant now, changes::Fields after,
    changes::Fields before = {});

/// Records what somebody did to a person's account.
void record_about(db::Transaction&, std::string action, PersonId, Keeper const&, changes::Fields after = {},
    changes::Fields before = {});

} // namespace passerelle::accounts
