#include "app/installation.hpp"

#include "base/ensure.hpp"
#include "modules/accounts/settings_store.hpp"
#include "platform/crypto/encoding.hpp"

#include <algorithm>

namespace passerelle::app {
namespace {

crypto::SecretKey parse_secret(std::string const& text)
{
    auto const bytes = crypto::from_base64url(text);
    ensure(bytes && bytes->size() == 32);
    crypto::SecretKey key;
    std::copy(bytes->begin(), bytes->end(), key.bytes.begin());
    return key;
}

} // namespace

accounts::Installation load_installation(db::Database& database, Random& random)
{
    accounts::Installation installation;
    database.write([&](db::Transaction& tx) {
        // Two nodes may start at once: the first one's secret stays, both read it.
        auto const fresh = crypto::SecretKey::fresh(random);
        accounts::store::add_setting(tx, "secret", crypto::base64url(crypto::text_of(fresh.bytes)));
        for (auto const& [name, value] : accounts::store::load_settings(tx)) {
            if (name == "secret")
                installation.secret = parse_secret(value);
            else if (name == "name")
                installation.name = value;
            else if (name == "langs")
                installation.langs = parse_langs(value);
            else if (name == "second_factor_required")
                installation.second_factor_required = value == "yes";
            else if (name == "zone")
                installation.zone = i18n::Zone::find(value).value_or(i18n::Zone::zurich());
        }
    });
    return installation;
}

} // namespace passerelle::app
