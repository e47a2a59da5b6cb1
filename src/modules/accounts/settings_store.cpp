#include "modules/accounts/settings_store.hpp"

namespace passerelle::accounts::store {

static db::Statement const load_settings_sql { "accounts.load_settings", R"sql(
    select name, value from installation_settings order by name
)sql" };

std::map<std::string, std::string> load_settings(db::Reader& reader)
{
    std::map<std::string, std::string> settings;
    reader.each(load_settings_sql, [&](db::Row const& row) { settings.emplace(row.text(0), row.text(1)); });
    return settings;
}

static db::Statement const add_setting_sql { "accounts.add_setting", R"sql(
    insert into installation_settings (name, value) values ($1, $2)
    on conflict (name) do nothing
)sql" };

void add_setting(db::Transaction& tx, std::string_view name, std::string_view value)
{
    tx.run(add_setting_sql, name, value);
}

static db::Statement const set_setting_sql { "accounts.set_setting", R"sql(
    insert into installation_settings (name, value) values ($1, $2)
    on conflict (name) do update set value = excluded.value
)sql" };

void set_setting(db::Transaction& tx, std::string_view name, std::string_view value)
{
    tx.run(set_setting_sql, name, value);
}

} // namespace passerelle::accounts::store
