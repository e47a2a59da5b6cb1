#pragma once

#include "modules/accounts/address_change.hpp"

namespace passerelle::accounts::store {

void insert_address_change(
    db::Transaction&, std::string_view token_hash, AddressChange const&, Instant now, Instant expires_at);
/// Not over, and of an active person.
std::optional<AddressChange> find_address_change(db::Reader&, std::string_view token_hash, Instant now);
/// Of two who come at once with the same, one gets it.
bool delete_address_change(db::Transaction&, std::string_view token_hash);
void delete_address_changes_of(db::Transaction&, PersonId);
std::int64_t delete_old_address_changes(db::Transaction&, Instant before);

/// False where another account has it.
bool set_email(db::Transaction&, PersonId, std::string_view email);

} // namespace passerelle::accounts::store
