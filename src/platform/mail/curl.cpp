#include "platform/mail/curl.hpp"

#include "base/text.hpp"

#include <curl/curl.h>

#include <memory>
#include <stdexcept>

namespace passerelle::mail {
namespace {

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

Url empty_url()
{
    start_curl();
    return { curl_url(), curl_url_cleanup };
}

std::string part(Url const& url, CURLUPart which, unsigned flags)
{
    char* value = nullptr;
    std::string text;
    if (curl_url_get(url.get(), which, &value, flags) == CURLUE_OK)
        text = value;
    curl_free(value);
    return text;
}

} // namespace

void start_curl()
{
    static auto const status = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (status != CURLE_OK)
        throw std::runtime_error("libcurl cannot start");
}

std::optional<SmtpUrl> SmtpUrl::parse(std::string_view text)
{
    auto const url = empty_url();
    if (curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), 0) != CURLUE_OK)
        return std::nullopt;
    auto const scheme = part(url, CURLUPART_SCHEME, 0);
    auto const path = part(url, CURLUPART_PATH, 0);
    if ((scheme != "smtp" && scheme != "smtps") || path != "/" || !part(url, CURLUPART_QUERY, 0).empty())
        return std::nullopt;
    return SmtpUrl { scheme == "smtps", part(url, CURLUPART_HOST, 0),
        part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT), part(url, CURLUPART_USER, CURLU_URLDECODE),
        part(url, CURLUPART_PASSWORD, CURLU_URLDECODE) };
}

bool SmtpUrl::is_loopback() const
{
    auto const is_ipv4 = host.find_first_not_of("0123456789.") == host.npos;
    return ascii_lower(host) == "localhost" || (is_ipv4 && host.starts_with("127.")) || host == "[::1]";
}

SmtpUrl::Tls SmtpUrl::tls() const
{
    if (tls_from_the_start)
        return Tls::Always;
    if (is_loopback())
        return Tls::Never;
    return user.empty() ? Tls::WhereOffered : Tls::Always;
}

std::string SmtpUrl::text() const
{
    return (tls_from_the_start ? "smtps://" : "smtp://") + host + ":" + port;
}

} // namespace passerelle::mail
