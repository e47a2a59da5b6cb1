#pragma once

#include "modules/directory/duplicates/name_words.hpp"
#include "platform/db/db.hpp"

namespace passerelle::directory::duplicates {

/// Entries that share something telling with any of `wanted`: name key, UID, web domain, telephone, mail
/// address. A few statements for all of them; merged and archived ones are left out. At most `profiles_max`
/// for each thing shared.
std::vector<Profile> sharing_something(db::Reader&, std::vector<Profile> const& wanted);

/// Entries whose name key begins like that of `profile`, at most 40.
std::vector<Profile> named_alike(db::Reader&, Profile const& profile);

std::vector<Profile> load_profiles(db::Reader&, std::vector<OrganisationId> const&);

/// Whether anything telling is the same in both.
bool shares(Profile const&, Profile const&);

struct Suspected {
    Profile profile;
    Likeness likeness;
};

/// Those of `candidates` that are worth showing beside `profile`, the likeliest first.
std::vector<Suspected> suspected_among(
    Profile const& profile, std::vector<Profile> const& candidates, NameWords const&);

} // namespace passerelle::directory::duplicates
