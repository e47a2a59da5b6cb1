#include "address.hpp"

#include <algorithm>

namespace passerelle::templates {

std::string Address::scheme_end()
{
    std::ranges::transform(
        scheme_, scheme_.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    if (scheme_ == "mailto" || scheme_ == "tel") {
        at_ = At::Rest;
        return {};
    }
    if (scheme_ == "https" || scheme_ == "http") {
        at_ = At::Host;
        slashes_ = 0;
        return {};
    }
    return "Addresses begin with https:, http:, mailto: or tel:, or are paths; `" + scheme_
        + ":` is refused.";
}

std::string Address::literal(char c)
{
    auto const is_blank = c == ' ' || static_cast<unsigned char>(c) < 0x20;
    if (is_blank)
        return "An address has no white space; write %20.";
    auto const ends_path = c == '?' || c == '#';
    switch (at_) {
    case At::Start:
        at_ = At::Scheme;
        [[fallthrough]];
    case At::Scheme:
        if (c == '&')
            return "A character reference may not stand where an address's scheme would.";
        if (c == ':')
            return scheme_end();
        if (c == '/' && scheme_.empty())
            at_ = At::Slash;
        else if (c == '/' || ends_path)
            at_ = At::Rest;
        else
            scheme_ += c;
        return {};
    case At::Slash:
        at_ = c == '/' || c == '\\' ? At::Host : At::Rest;
        slashes_ = 2;
        return {};
    case At::Host:
        slashes_ += c == '/';
        if (slashes_ == 3 || ends_path)
            at_ = At::Rest;
        return {};
    case At::AfterWhole:
    case At::Unknown:
        if (c == ':')
            return "A `:` after an expression could make a scheme of it; give the whole address as a Url.";
        if (ends_path || (c == '/' && at_ == At::AfterWhole))
            at_ = At::Rest;
        return {};
    case At::Rest:
        return {};
    }
    return {};
}

Address::Expects Address::expression(std::string& problem)
{
    switch (at_) {
    case At::Start:
        at_ = At::AfterWhole;
        return Expects::WholeAddress;
    case At::Host:
        problem = "An expression may not be the host of an address; give the whole address as a Url.";
        break;
    case At::Unknown:
        problem = "Whether this is the start of the address depends on a condition; give the whole address "
                  "as a Url.";
        break;
    case At::Scheme:
        at_ = At::AfterWhole;
        break;
    case At::Slash:
        at_ = At::Rest;
        break;
    case At::AfterWhole:
    case At::Rest:
        break;
    }
    return Expects::Part;
}

void Address::join(Address const& other)
{
    if (*this == other || (at_ == At::Rest && other.at_ == At::Rest))
        return;
    at_ = At::Unknown;
}

} // namespace passerelle::templates
