#pragma once

#include "modules/accounts/request.hpp"
#include "modules/accounts/sessions.hpp"
#include "platform/http/assets.hpp"
#include "platform/http/failure.hpp"
#include "platform/http/router.hpp"

#include <memory>
#include <span>
#include <vector>

namespace passerelle::app {

/// The program without its sockets: every address of every module, and the gate before them. Safe for any
/// thread; tests call `respond` directly.
class Application {
public:
    struct Parts {
        db::Database& database;
        Random& random;
        http::Site site;
        accounts::Installation installation;
    };

    Application(Parts parts, std::span<http::PathWord const> words);

    /// Adds a module's table. Before the first request.
    void mount(std::vector<accounts::Route> routes);

    accounts::Platform const& platform() const { return platform_; }
    /// What accounts asks of modules behind it. Before the first request.
    void answer_accounts(decltype(accounts::Platform::organisation_links), accounts::ForgetElsewhere);
    http::Router const& router() const { return router_; }
    std::vector<accounts::Route> const& routes() const { return routes_; }

    /// The finished answer, whatever happens inside.
    http::Response respond(http::Request&);

    /// The page for what went wrong, also for what the transport refuses.
    http::Response failure_page(http::Request const&, http::Failure const&);

    /// The largest body for an address.
    std::size_t body_limit(http::Method, http::Path const&) const;

private:
    http::Response dispatch(http::Request&);

    Parts parts_;
    http::Router router_;
    http::Assets assets_;
    accounts::Platform platform_;
    std::vector<accounts::Route> routes_;
};

} // namespace passerelle::app
