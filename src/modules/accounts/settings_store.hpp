#pragma once

#include "platform/db/db.hpp"

#include <map>
#include <string>

namespace passerelle::accounts::store {

std::map<std::string, std::string> load_settings(db::Reader&);
/// Leaves one that is set already as it is.
void add_setting(db::Transaction&, std::string_view name, std::string_view value);
void set_setting(db::Transaction&, std::string_view name, std::string_view value);

} // namespace passerelle::accounts::store
