#include "modules/directory/organisations/visitor.hpp"

#include "base/text.hpp"
#include "modules/accounts/throttle.hpp"
#include "platform/crypto/signed_value.hpp"
#include "platform/i18n/fold.hpp"

namespace passerelle::directory {
bool may_write_to(db::Transaction& tx, VisitorAddress const& visitor, std::string_view client,
    crypto::SecretKey const& key, Instant now)
{
    // Both are counted, whatever the first one says: what is refused for one is no try less for the other.
    auto const client_may
        = accounts::count_try(tx, key, { "visitor.client", accounts::network_of(client), 20 }, now);
    auto const address_may
        = accounts::count_try(tx, key, { "visitor.address", i18n::lower(visitor.email), 5 }, now);
    return client_may && address_may;
}

std::string visitor_token(VisitorAddress const& visitor, std::string_view purpose, std::string_view about,
    crypto::SecretKey const& key, Instant now)
{
    auto const payload = std::string(about) + "\n" + visitor.email + "\n" + std::string(visitor.lang.code())
        + "\n" + visitor.name;
    return crypto::sign_value(key, purpose, payload, now + visitor_link_lifetime);
}

std::optional<VisitorLink> read_visitor_token(
    std::string_view token, std::string_view purpose, crypto::SecretKey const& key, Instant now)
{
    auto const payload = crypto::read_signed_value(key, purpose, token, now);
    if (!payload)
        return std::nullopt;
    auto const parts = split(*payload, '\n');
    auto const lang = parts.size() == 4 ? Lang::parse(parts[2]) : std::nullopt;
    if (!lang)
        return std::nullopt;
    return VisitorLink { { std::string(parts[1]), std::string(parts[3]), *lang }, std::string(parts[0]) };
}

} // namespace passerelle::directory
