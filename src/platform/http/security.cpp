#include "platform/http/security.hpp"

#include "base/text.hpp"
#include "platform/http/percent.hpp"

#include <algorithm>

namespace passerelle::http {
namespace {

constexpr std::string_view page_policy
    = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
      "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
      "object-src 'none'";
constexpr std::string_view sandbox_policy = "default-src 'none'; sandbox; base-uri 'none'; form-action "
                                            "'none'; frame-ancestors 'none'; object-src 'none'";

constexpr Headers::Field common[] {
    { "X-Content-Type-Options", "nosniff" },
    { "X-Frame-Options", "DENY" },
    { "Referrer-Policy", "strict-origin-when-cross-origin" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "Permissions-Policy",
        "accelerometer=(), autoplay=(), camera=(self), display-capture=(), encrypted-media=(), "
        "fullscreen=(self), "
        "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), "
        "xr-spatial-tracking=()" },
};
constexpr Headers::Field transport { "Strict-Transport-Security", "max-age=63072000; includeSubDomains" };

void add_if_missing(Response& response, Headers::Field field)
{
    if (!response.headers.has(field.name))
        response.headers.add(field.name, field.value);
}

/// Lower case, without the port that the scheme has anyway.
std::string normal_host(std::string_view host, bool https)
{
    auto normal = ascii_lower(host);
    std::string_view const usual = https ? ":443" : ":80";
    if (normal.ends_with(usual))
        normal.resize(normal.size() - usual.size());
    return normal;
}

bool is_plain_host(std::string_view host)
{
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
            || std::string_view("-._:[]").find(c) != std::string_view::npos;
    });
}

bool could_leave(std::string_view path)
{
    auto const is_odd = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\'; };
    return !path.starts_with('/') || path.find("//") != std::string_view::npos
        || std::any_of(path.begin(), path.end(), is_odd);
}

} // namespace

std::optional<Site> Site::parse(std::string_view base_url)
{
    Site site;
    site.https_ = base_url.starts_with("https://");
    if (!site.https_ && !base_url.starts_with("http://"))
        return std::nullopt;
    auto host = base_url.substr(site.https_ ? 8 : 7);
    if (host.ends_with('/'))
        host.remove_suffix(1);
    if (!is_plain_host(host))
        return std::nullopt;
    site.base_url_ = (site.https_ ? "https://" : "http://") + std::string(host);
    site.also(host);
    return site;
}

void Site::also(std::string_view host) { hosts_.push_back(normal_host(host, https_)); }

bool Site::serves(Request const& request) const
{
    return std::find(hosts_.begin(), hosts_.end(), normal_host(request.host, https_)) != hosts_.end();
}

bool Site::is_same_origin(Request const& request) const
{
    if (is_safe(request.method))
        return true;
    if (auto const fetch_site = request.header("Sec-Fetch-Site"))
        return *fetch_site == "same-origin" || *fetch_site == "none";
    auto const origin = request.header("Origin");
    if (!origin)
        return true;
    std::string_view const scheme = https_ ? "https://" : "http://";
    if (!origin->starts_with(scheme))
        return false;
    auto const host = normal_host(origin->substr(scheme.size()), https_);
    return std::find(hosts_.begin(), hosts_.end(), host) != hosts_.end();
}

void add_security_headers(Response& response, Site const& site, Policy policy)
{
    add_if_missing(
        response, { "Content-Security-Policy", policy == Policy::Page ? page_policy : sandbox_policy });
    for (auto const& field : common)
        add_if_missing(response, field);
    if (site.is_https())
        add_if_missing(response, transport);
}

Policy policy_of(Response const& response)
{
    auto const type = response.header("Content-Type");
    auto const is_page
        = type && type->starts_with("text/html") && !response.headers.has("Content-Disposition");
    auto const has_nothing_to_show = !type && response.body.size() == 0 && !response.body.is_stream();
    return is_page || has_nothing_to_show ? Policy::Page : Policy::Sandbox;
}

std::optional<std::string> local_target(std::string_view target)
{
    auto const rest_at = std::min(target.find_first_of("?#"), target.size());
    auto path = std::string(target.substr(0, rest_at));
    if (could_leave(path) || !is_valid_utf8(target))
        return std::nullopt;
    // Somebody on the way may decode, even twice; none of the readings may leave.
    for (int round = 0; path.find('%') != std::string::npos; ++round) {
        auto const decoded = percent_decode(path);
        if (!decoded || round == 3 || could_leave(*decoded))
            return std::nullopt;
        if (*decoded == path)
            break;
        path = *decoded;
    }
    auto const is_plain = [](char c) { return c > ' ' && c < 0x7F && c != '\\'; };
    if (!std::all_of(target.begin(), target.end(), is_plain))
        return std::nullopt;
    return std::string(target);
}

} // namespace passerelle::http
