#pragma once

#include "modules/accounts/request.hpp"
#include "modules/directory/directory.hpp"

#include <string>
#include <string_view>

/// The gates before everything that is about one organisation. What an actor may not see, or not do, does not
/// exist for it: 404. A merged organisation is followed to its successor.
namespace passerelle::directory::access {

struct Reached {
    Organisation organisation;
    accounts::Thing thing; ///< with the operators that it is a member of today, for `Request::can`
    bool moved = false;    ///< another address than the one asked for: answer a GET with a redirect
};

/// Published for everybody; proposed and archived only for who may edit it.
Reached published(accounts::Request const&, Directory&, std::string_view slug);

/// The path's `{organisation}`, for whom the actor may do that.
Reached editable(accounts::Request const&, Directory&, accounts::Action = accounts::Action::EditOrganisation);

/// The path's `{organisation}` for staff of one operator, whatever its state; never a merged one's successor.
Organisation for_staff(accounts::Request const&, Directory&);

/// The entry as it stands, followed through merges, without asking who wants it.
std::optional<Organisation> current(db::Reader&, OrganisationId);

/// What the policy is asked about: the organisation and who is responsible for it today.
accounts::Thing thing_of(db::Reader&, OrganisationId, LocalDate today);

} // namespace passerelle::directory::access
