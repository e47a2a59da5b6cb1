#include "modules/accounts/accounts.hpp"
#include "modules/accounts/password_store.hpp"
#include "modules/accounts/settings_store.hpp"

namespace passerelle::accounts {

void give_password(db::Transaction& tx, PersonId person, std::string_view hash)
{
    store::set_password(tx, person, hash, false);
}

void set_setting(db::Transaction& tx, std::string_view name, std::string_view value)
{
    store::set_setting(tx, name, value);
}

} // namespace passerelle::accounts
