#pragma once

#include "modules/directory/desk/people.hpp"
#include "platform/http/query.hpp"

namespace passerelle::directory::desk {

/// What the address of the people's list says; what it cannot mean is left out.
PeopleFilter people_filter_of(http::Fields const& query);
http::Fields query_of(PeopleFilter const&);

} // namespace passerelle::directory::desk
