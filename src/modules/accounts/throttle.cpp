#include "modules/accounts/throttle.hpp"

#include "base/text.hpp"
#include "modules/accounts/throttle_store.hpp"
#include "platform/crypto/encoding.hpp"

namespace passerelle::accounts {
namespace {

constexpr auto window = Duration::hours(1);

std::string bucket_of(crypto::SecretKey const& key, Throttle const& throttle)
{
    auto const text = "accounts.throttle\n" + std::string(throttle.what) + "\n" + throttle.who;
    return crypto::base64url(crypto::text_of(crypto::hmac_sha256(key.bytes, text)));
}

std::string first_groups(std::vector<std::string_view> const& groups, std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < count && i < groups.size(); ++i)
        text += std::string(groups[i].empty() ? "0" : groups[i]) + ":";
    return text;
}

} // namespace

bool count_try(db::Transaction& tx, crypto::SecretKey const& key, Throttle const& throttle, Instant now)
{
    return store::count_try(tx, bucket_of(key, throttle), now, now - window) <= throttle.tries_max;
}

void clear_tries(db::Transaction& tx, crypto::SecretKey const& key, Throttle const& throttle)
{
    store::clear_tries(tx, bucket_of(key, throttle));
}

std::string network_of(std::string_view client_address)
{
    if (client_address.find(':') == std::string_view::npos)
        return std::string(client_address);
    auto const gap = client_address.find("::");
    if (gap == std::string_view::npos)
        return first_groups(split(client_address, ':'), 4);
    // `::` stands for as many zeros as the eight groups lack.
    auto groups = gap == 0 ? std::vector<std::string_view>() : split(client_address.substr(0, gap), ':');
    auto const tail = client_address.substr(gap + 2);
    auto const after = tail.empty() ? std::vector<std::string_view>() : split(tail, ':');
    while (groups.size() + after.size() < 8)
        groups.emplace_back("0");
    groups.insert(groups.end(), after.begin(), after.end());
    return first_groups(groups, 4);
}

} // namespace passerelle::accounts
