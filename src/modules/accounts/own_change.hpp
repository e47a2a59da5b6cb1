#pragma once

#include "modules/accounts/ids.hpp"
#include "platform/changes/changes.hpp"

namespace passerelle::accounts {

/// Records what somebody did to the own account.
void record_own(db::Transaction&, std::string action, PersonId, Instant now, changes::Fields after,
    changes::Fields before = {});

} // namespace passerelle::accounts
