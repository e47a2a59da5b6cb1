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
/// Nothing removes it.
void set_password(db::Transaction&, PersonId, std::optional<std::string> const& hash);

} // namespace passerelle::accounts::store
