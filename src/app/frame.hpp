#pragma once

#include "modules/accounts/request.hpp"
#include "platform/http/assets.hpp"

namespace passerelle::app {

/// The frame around every page: brand, navigation, languages, who is signed in.
html::Page frame_of(accounts::Request const&, http::Assets const&);

/// The same for a page that is made before, or instead of, a request's gate: nobody signed in, nothing asked
/// of the database.
html::Page bare_frame(
    Lang, http::Site const&, http::Router const&, accounts::Installation const&, http::Assets const&);

} // namespace passerelle::app
