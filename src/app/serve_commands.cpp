#include "app/commands.hpp"
#include "app/house.hpp"
#include "app/refused.hpp"
#include "app/serve.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace passerelle::app {
namespace {

ListenAt read_listen(std::string const& text, i18n::Words const& words)
{
    auto const listen = parse_listen(text);
    if (!listen)
        throw CommandRefused(i18n::fill(
            words.tr("“{text}” is not HOST:PORT. Right would be 127.0.0.1:8080."), { { "text", text } }));
    return *listen;
}

http::TrustedProxies read_proxies(std::string const& list, i18n::Words const& words)
{
    auto const proxies = http::TrustedProxies::parse(list);
    if (!proxies)
        throw CommandRefused(
            i18n::fill(words.tr("“{text}” is not a list of addresses. Right would be 127.0.0.1, 10.0.0.0/8."),
                { { "text", list } }));
    return *proxies;
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
    verb->add_option("--listen", options->listen,
            std::string(command.words.tr("HOST:PORT, by default 127.0.0.1:8080")))
        ->envname("PASSERELLE_LISTEN");
    verb->add_option("--base-url", options->base_url,
            std::string(
                command.words.tr("Address under which people reach it, such as https://network.example")))
        ->envname("PASSERELLE_BASE_URL");
    verb->add_option("--trust-proxy", options->proxies,
            std::string(command.words.tr("Addresses of reverse proxies whose X-Forwarded-For is believed")))
        ->envname("PASSERELLE_TRUST_PROXY");
    verb->callback([options, command] {
        command.run = [options, command] {
            serve({ command.options, read_listen(options->listen, command.words), options->base_url,
                      read_proxies(options->proxies, command.words) },
                std::cout);
            return Exit::Done;
        };
    });
}

} // namespace passerelle::app
