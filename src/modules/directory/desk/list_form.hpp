#pragma once

#include "modules/directory/desk/list.hpp"
#include "platform/http/query.hpp"

namespace passerelle::directory::desk {

/// What the address of a list says; what it cannot mean is left out.
ListFilter list_filter_of(http::Fields const& query);

/// The same as a query, in one order, without defaults: the same filter is the same text.
http::Fields query_of(ListFilter const&);

} // namespace passerelle::directory::desk
