#pragma once

#include "modules/accounts/policy.hpp"
#include "modules/directory/organisations/organisation.hpp"
#include "platform/search/document.hpp"

#include <vector>

namespace passerelle::directory {

/// Which fields a reader sees beside the public ones.
struct Sight {
    bool members = false;
    bool operators = false;
};

/// Of every entry: for lists and searches.
Sight sight_of(accounts::Actor const&);
/// Of one entry, which its own editors see as a whole.
Sight sight_of(accounts::Actor const&, OrganisationId);

bool sees(Sight, Audience);

/// As the index names them.
std::vector<search::Audience> audiences_of(Sight);

/// The entry as that reader gets it: what is not for them is empty, and so is what nobody has confirmed.
/// Whatever shows an entry (page, card, API, vCard) starts from this.
Organisation as_seen(Organisation, Sight);

} // namespace passerelle::directory
