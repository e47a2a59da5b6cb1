#pragma once

#include "platform/crypto/hash.hpp"
#include "platform/db/db.hpp"

#include <string_view>

namespace passerelle::accounts {

/// What is counted, and how often it may be tried in an hour. The counter's name is a keyed hash: nobody who
/// reads the database learns who tried.
struct Throttle {
    std::string_view what; ///< `password.address`
    std::string who;       ///< an address, a client
    std::int64_t tries_max = 0;
};

/// Counts one try, and answers whether it is still within the limit of the hour that began with the first.
bool count_try(db::Transaction&, crypto::SecretKey const&, Throttle const&, Instant now);

/// Forgets the tries: whoever has shown to be the right one starts afresh.
void clear_tries(db::Transaction&, crypto::SecretKey const&, Throttle const&);

/// The part of a client's address that it cannot change at will: IPv4 whole, IPv6 its network of 64 bits.
std::string network_of(std::string_view client_address);

} // namespace passerelle::accounts
