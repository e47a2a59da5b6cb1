#pragma once

#include "modules/accounts/ids.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace passerelle::accounts::store {

struct HeldPassword {
    PersonId person;
    std::string hash;
};

/// Of an active person who has one.
std::optional<HeldPassword> find_password(db::Reader&, std::string_view email);
std::optional<HeldPassword> find_password(db::Reader&, PersonId);
/// Whether it is the same one still; locks it until the transaction ends.
bool still_has_password(db::Transaction&, PersonId, std::string_view hash);
/// The same password, hashed anew.
void rehash_password(db::Transaction&, PersonId, std::string_view hash);
/// `needs_factor`: too short to protect the account alone.
void set_password(db::Transaction&, PersonId, std::string_view hash, bool needs_factor);
void remove_password(db::Transaction&, PersonId);
/// Removes one that needs the second factor which has just gone. Whether there was one.
bool remove_short_password(db::Transaction&, PersonId);

} // namespace passerelle::accounts::store
