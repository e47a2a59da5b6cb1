#pragma once

#include "modules/accounts/request.hpp"
#include "modules/directory/organisations/entry_parts.hpp"

namespace passerelle::directory::organisations {

/// What somebody wrote, and on what it was based.
struct WrittenEntry {
    Organisation const& mine;
    http::Fields const& sent; ///< for what only the form says: how changes are meant
    std::string_view marks;   ///< of the version that the writer began with
};

/// Both versions side by side, to choose from; 409. Everything that was written is in the page.
http::Response conflict_page(
    accounts::Request const&, Organisation const& theirs, WrittenEntry const&, FormSetting const&);

} // namespace passerelle::directory::organisations
