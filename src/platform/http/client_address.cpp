#include "platform/http/client_address.hpp"

#include "base/text.hpp"

#include <arpa/inet.h>

#include <algorithm>

namespace passerelle::http {
namespace {

using Address = std::array<std::uint8_t, 16>;

bool is_v4(Address const& address)
{
    constexpr std::array<std::uint8_t, 12> mapped { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF };
    return std::equal(mapped.begin(), mapped.end(), address.begin());
}

/// An address with an optional port, as proxies write it: `1.2.3.4`, `1.2.3.4:55`, `::1`, `[::1]:55`.
std::optional<Address> parse_address(std::string_view text)
{
    if (text.starts_with('[')) {
        text = text.substr(1, text.find(']') - 1);
    } else if (std::count(text.begin(), text.end(), ':') == 1) {
        text = text.substr(0, text.find(':'));
    }
    auto const terminated = std::string(text);
    Address address { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF };
    if (inet_pton(AF_INET, terminated.c_str(), address.data() + 12) == 1)
        return address;
    if (inet_pton(AF_INET6, terminated.c_str(), address.data()) == 1)
        return address;
    return std::nullopt;
}

std::string text_of(Address const& address)
{
    char text[INET6_ADDRSTRLEN] {};
    if (is_v4(address))
        inet_ntop(AF_INET, address.data() + 12, text, sizeof text);
    else
        inet_ntop(AF_INET6, address.data(), text, sizeof text);
    return text;
}

bool is_within(Address const& address, Address const& network, unsigned bits)
{
    for (unsigned place = 0; place < 16 && bits > 0; ++place) {
        auto const here = std::min(bits, 8u);
        auto const mask = static_cast<std::uint8_t>(0xFF << (8 - here));
        if ((address[place] & mask) != (network[place] & mask))
            return false;
        bits -= here;
    }
    return true;
}

/// The items of all fields of that name, in order.
std::vector<std::string_view> items_of(Headers const& headers, std::string_view name)
{
    std::vector<std::string_view> items;
    for (std::size_t place = 0; place < headers.size(); ++place)
        if (auto const field = headers[place]; equal_ignoring_case(field.name, name))
            for (auto const item : split(field.value, ','))
                items.push_back(trim(item));
    return items;
}

} // namespace

std::optional<TrustedProxies> TrustedProxies::parse(std::string_view list)
{
    TrustedProxies proxies;
    auto spaced = std::string(list);
    std::replace(spaced.begin(), spaced.end(), ',', ' ');
    for (auto const& item : split_values(spaced, ' ')) {
        auto const slash = std::min(item.find('/'), item.size());
        auto const address = parse_address(std::string_view(item).substr(0, slash));
        if (!address)
            return std::nullopt;
        long long const width = is_v4(*address) ? 32 : 128;
        auto const bits = slash == item.size()
            ? width
            : parse_integer(std::string_view(item).substr(slash + 1)).value_or(-1);
        if (bits < 0 || bits > width)
            return std::nullopt;
        proxies.networks_.push_back({ *address, static_cast<unsigned>(bits + 128 - width) });
    }
    return proxies;
}

bool TrustedProxies::contains(std::string_view address) const
{
    auto const parsed = networks_.empty() ? std::nullopt : parse_address(address);
    return parsed && std::any_of(networks_.begin(), networks_.end(), [&](Network const& network) {
        return is_within(*parsed, network.address, network.bits);
    });
}

Client client_of(Request const& request, TrustedProxies const& proxies)
{
    Client client { request.peer };
    if (auto const address = parse_address(request.peer))
        client.address = text_of(*address);
    if (!proxies.contains(request.peer))
        return client;
    auto const hops = items_of(request.headers, "X-Forwarded-For");
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        auto const address = parse_address(*hop);
        if (!address)
            break;
        client.address = text_of(*address);
        if (!proxies.contains(client.address))
            break;
    }
    auto const schemes = items_of(request.headers, "X-Forwarded-Proto");
    client.https = !schemes.empty() && schemes.back() == "https";
    return client;
}

} // namespace passerelle::http
