#include "modules/accounts/accounts.hpp"
#include "modules/accounts/address_change_store.hpp"
#include "modules/accounts/link_store.hpp"
#include "modules/accounts/session_store.hpp"
#include "modules/accounts/throttle_store.hpp"

namespace passerelle::accounts {

void expire(db::Transaction& tx, Instant now)
{
    store::delete_expired_sessions(tx, now);
    store::delete_old_links(tx, now - Duration::days(1));
    store::delete_old_address_changes(tx, now);
    store::delete_old_tries(tx, now - Duration::hours(1));
}

} // namespace passerelle::accounts
