#pragma once

#include "platform/http/message.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::http {

/// The addresses under which this installation is reached.
class Site {
public:
    /// `https://reseau.example` or `http://127.0.0.1:8080`: scheme and authority, a trailing slash is
    /// dropped. Nothing for anything else.
    static std::optional<Site> parse(std::string_view base_url);

    /// A further host (`localhost:8080`) that requests may name; links keep the base URL.
    void also(std::string_view host);

    /// Without trailing slash: absolute links in mails, feeds and canonical links are made from it, never
    /// from a header.
    std::string const& base_url() const { return base_url_; }
    std::string absolute(std::string_view path) const { return base_url_ + std::string(path); }
    bool is_https() const { return https_; }

    /// Whether a request is for us. Otherwise the answer is 421 (RFC 9110, 15.5.20).
    bool serves(Request const&) const;

    /// Whether a request that changes something comes from a page of ours: `Sec-Fetch-Site` is same-origin or
    /// none; without it, `Origin` is ours; without both (no browser), yes. Safe methods always.
    bool is_same_origin(Request const&) const;

private:
    std::string base_url_;
    bool https_ = false;
    std::vector<std::string> hosts_; ///< in lower case, without a port that goes without saying
};

/// What a response may do in a browser.
enum class Policy {
    Page,    ///< our own pages
    Sandbox, ///< uploads, API answers, downloads: nothing at all may run if opened directly
};

/// Content-Security-Policy, nosniff, Referrer-Policy, COOP, CORP, Permissions-Policy, frame denial, and HSTS
/// for an https site. Headers that the response has already stay.
void add_security_headers(Response&, Site const&, Policy policy);

/// Sandbox for everything but HTML pages that are shown in place.
Policy policy_of(Response const&);

/// A redirect target from outside (`next=`), if it is certain to stay on this site whatever browsers make of
/// it: starts with one slash, has no backslash, control character, blank, or further `//`, also after
/// decoding.
std::optional<std::string> local_target(std::string_view target);

} // namespace passerelle::http
