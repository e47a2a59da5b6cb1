#pragma once

#include "modules/directory/organisations/organisation.hpp"
#include "platform/json/json_fwd.hpp"

/// An entry as it was, kept beside what an import or a merge did to it, to bring it back.
namespace passerelle::directory::undo {

/// All that is shared: fields, texts with their meaning numbers, sites and concepts.
Json snapshot_of(Organisation const&);
/// Of what `snapshot_of` wrote; anything else is a bug.
Organisation organisation_of(Json const&);

Json snapshot_of(Membership const&);
Membership membership_of(Json const&);
Json snapshot_of(OperatorContact const&);
OperatorContact contact_of(Json const&);
Json snapshot_of(OperatorNote const&);
OperatorNote note_of(Json const&);

} // namespace passerelle::directory::undo
