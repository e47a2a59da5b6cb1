#pragma once

#include "modules/accounts/request.hpp"
#include "modules/directory/finding/views.hpp"
#include "modules/directory/finding/words.hpp"

namespace passerelle::directory::finding {

/// The entry as its reader sees it, in words.
EntryPage entry_view(accounts::Request const&, Organisation const& seen, Labels const&);

} // namespace passerelle::directory::finding
