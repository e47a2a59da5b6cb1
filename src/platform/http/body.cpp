#include "platform/http/body.hpp"

namespace passerelle::http {

std::string_view Body::text() const
{
    if (auto const* text = std::get_if<std::string>(&content_))
        return *text;
    if (auto const* shared = std::get_if<SharedBytes>(&content_))
        return shared->bytes;
    return {};
}

} // namespace passerelle::http
