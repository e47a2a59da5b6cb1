#pragma once

#include "modules/accounts/sign_in.hpp"

#include <string>

namespace passerelle::accounts::store {

/// Without a person it opens nothing: it only makes the same work for an address that nobody has.
struct LinkRow {
    std::string token_hash;
    std::optional<PersonId> person;
    std::string next; ///< where to go after it, a path of this site; may be empty
    Instant created_at;
    Instant expires_at;
};

void insert_link(db::Transaction&, LinkRow const&);
/// Not used, not over, of an active person.
std::optional<OpenLink> find_link(db::Reader&, std::string_view token_hash, Instant now);
/// As `find_link`, and from now on it is used: of two who come at once, one gets it.
std::optional<OpenLink> take_link(db::Transaction&, std::string_view token_hash, Instant now);
void delete_links_of(db::Transaction&, PersonId);
std::int64_t delete_old_links(db::Transaction&, Instant before);

} // namespace passerelle::accounts::store
