#include "modules/accounts/own_change.hpp"

namespace passerelle::accounts {

void record_own(db::Transaction& tx, std::string action, PersonId person, Instant now, changes::Fields after,
    changes::Fields before)
{
    record_about(
        tx, std::move(action), person, { .person = person, .now = now }, std::move(after), std::move(before));
}

void record_about(db::Transaction& tx, std::string action, PersonId person, Keeper const& keeper,
    changes::Fields after, changes::Fields before)
{
    changes::record(tx,
        { .at = keeper.now,
            .actor = keeper.person ? std::optional(keeper.person->uuid()) : std::nullopt,
            .operator_id = keeper.at ? std::optional(keeper.at->uuid()) : std::nullopt,
            .action = std::move(action),
            .entity_kind = "person",
            .entity = person.uuid(),
            .before = std::move(before),
            .after = std::move(after) });
}

} // namespace passerelle::accounts
