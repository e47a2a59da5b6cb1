#include "platform/http/finish.hpp"

#include "platform/http/conditional.hpp"

namespace passerelle::http {

void finish(Request const& request, Response& response, Site const& site, CompressionSettings compression)
{
    if (!response.headers.has("Cache-Control"))
        response.headers.add("Cache-Control", response.status == 200 ? "private, no-cache" : "no-store");
    // The policy belongs to what the page is, so it is found before a 304 drops the type.
    auto const policy = policy_of(response);
    answer_conditionally(request, response);
    compress(request, response, compression);
    add_security_headers(response, site, policy);
}

} // namespace passerelle::http
