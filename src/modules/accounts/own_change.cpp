#include "modules/accounts/own_change.hpp"

namespace passerelle::accounts {

void record_own(db::Transaction& tx, std::string action, PersonId person, Instant now, changes::Fields after,
    changes::Fields before)
{
    changes::record(tx,
        { .at = now,
            .actor = person.uuid(),
            .operator_id = {},
            .action = std::move(action),
            .entity_kind = "person",
            .entity = person.uuid(),
            .before = std::move(before),
            .after = std::move(after) });
}

} // namespace passerelle::accounts
