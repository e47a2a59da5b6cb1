#pragma once

#include "modules/directory/organisations/letters.hpp"

/// Somebody without account who wants to do something: it begins with a mail to the address that was given.
namespace passerelle::directory {

struct VisitorAddress {
    std::string email; ///< as `i18n::normalise_email` answers it
    std::string name;
    Lang lang;
};

inline constexpr auto visitor_link_lifetime = Duration::days(3);

/// Counts one try of this client and one of this address. False where there were too many in an hour.
bool may_write_to(
    db::Transaction&, VisitorAddress const&, std::string_view client, crypto::SecretKey const&, Instant now);

/// What a link in a mail says about who followed it; for one purpose.
std::string visitor_token(VisitorAddress const&, std::string_view purpose, std::string_view about,
    crypto::SecretKey const&, Instant now);

struct VisitorLink {
    VisitorAddress visitor;
    std::string about;
};
std::optional<VisitorLink> read_visitor_token(
    std::string_view token, std::string_view purpose, crypto::SecretKey const&, Instant now);

} // namespace passerelle::directory
