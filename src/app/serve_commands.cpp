#include "app/commands.hpp"
#include "app/house.hpp"
#include "app/refused.hpp"
#include "app/serve.hpp"
#include "base/text.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace passerelle::app {
namespace {

struct Listen {
    std::string host;
    std::uint16_t port = 0;
};

/// `127.0.0.1:8080`, `[::1]:8080`; port 0 is any free one.
Listen parse_listen(std::string const& text, i18n::Words const& words)
{
    auto const colon = text.rfind(':');
    auto host = text.substr(0, colon);
    auto const port = colon == std::string::npos ? std::nullopt : parse_integer(text.substr(colon + 1));
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    if (!port || *port < 0 || *port > 65535 || host.empty())
        throw CommandRefused(i18n::fill(words.tr("“{text}” is not HOST:PORT. Right would be 127.0.0.1:8080."),
            { { "text", text } }));
    return { host, static_cast<std::uint16_t>(*port) };
}

} // namespace

void add_serve_command(CLI::App& app, Command command)
{
    struct Options {
        std::string listen = "127.0.0.1:8080";
        std::string base_url;
        std::string proxies;
    };
    auto const options = std::make_shared<Options>();
    auto* verb = app.add_subcommand("serve", std::string(command.words.tr("Runs the web application")));
    verb->add_option("--listen", options->listen, std::string(command.words.tr("HOST:PORT, by default 127.0.0.1:8080")))
        ->envname("PASSERELLE_LISTEN");
    verb->add_option("--base-url", options->base_url,
            std::string(command.words.tr("Address under which people reach it, such as https://network.example")))
        ->envname("PASSERELLE_BASE_URL");
    verb->add_option("--trust-proxy", options->proxies,
            std::string(command.words.tr("Addresses of reverse proxies whose X-Forwarded-For is believed")))
        ->envname("PASSERELLE_TRUST_PROXY");
    verb->callback([options, command] {
        command.run = [options, command] {
            auto const listen = parse_listen(options->listen, command.words);
            serve({ command.options, listen.host, listen.port, options->base_url, options->proxies }, std::cout);
            return Exit::Done;
        };
    });
}

} // namespace passerelle::app
