#include "app/listen.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>

namespace passerelle::app {
namespace {

using Addresses = std::unique_ptr<addrinfo, void (*)(addrinfo*)>;

Addresses resolve(std::string const& host, int flags)
{
    addrinfo wanted {};
    wanted.ai_family = AF_UNSPEC;
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = flags;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), "0", &wanted, &found) != 0)
        found = nullptr;
    return { found, [](addrinfo* addresses) {
                if (addresses)
                    ::freeaddrinfo(addresses);
            } };
}

[[noreturn]] void throw_last_error(std::string const& address)
{
    throw std::system_error(errno, std::generic_category(), "cannot listen at " + address);
}

/// Of either family.
std::uint16_t port_of(sockaddr_storage const& address)
{
    auto const* v4 = reinterpret_cast<sockaddr_in const*>(&address);
    auto const* v6 = reinterpret_cast<sockaddr_in6 const*>(&address);
    return ntohs(address.ss_family == AF_INET6 ? v6->sin6_port : v4->sin_port);
}

} // namespace

std::optional<ListenAt> parse_listen(std::string const& text)
{
    auto const colon = text.rfind(':');
    if (colon == std::string::npos)
        return std::nullopt;
    auto host = text.substr(0, colon);
    auto const port = parse_integer(text.substr(colon + 1));
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    if (!port || *port < 0 || *port > 65535 || host.empty())
        return std::nullopt;
    return ListenAt { host, static_cast<std::uint16_t>(*port) };
}

std::optional<std::string> address_of_host(std::string const& host)
{
    if (host == "localhost")
        return "127.0.0.1"; // whatever the machine's files say first
    auto const addresses = resolve(host, 0);
    char text[NI_MAXHOST] = "";
    if (!addresses
        || ::getnameinfo(
               addresses->ai_addr, addresses->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST)
            != 0)
        return std::nullopt;
    return text;
}

std::uint16_t free_port(std::string const& address)
{
    auto const addresses = resolve(address, AI_NUMERICHOST);
    if (!addresses)
        throw std::system_error(std::make_error_code(std::errc::invalid_argument), address);
    auto const socket = ::socket(addresses->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        throw_last_error(address);
    sockaddr_storage bound {};
    socklen_t size = sizeof bound;
    auto const done = ::bind(socket, addresses->ai_addr, addresses->ai_addrlen) == 0
        && ::getsockname(socket, reinterpret_cast<sockaddr*>(&bound), &size) == 0;
    auto const error = errno;
    ::close(socket);
    errno = error;
    if (!done)
        throw_last_error(address);
    return port_of(bound);
}

std::string authority_of(std::string const& host, std::uint16_t port)
{
    return host.find(':') == std::string::npos ? fmt::format("{}:{}", host, port)
                                               : fmt::format("[{}]:{}", host, port);
}

} // namespace passerelle::app
