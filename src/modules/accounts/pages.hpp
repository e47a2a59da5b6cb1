#pragma once

#include "modules/accounts/request.hpp"

/// What the routes lead to.
namespace passerelle::accounts {

// sign_in_pages.cpp
http::Response sign_in_page(Request&);
http::Response sign_in(Request&);
http::Response link_sent_page(Request&);
http::Response ask_link(Request&);
http::Response link_page(Request&);
http::Response open_link(Request&);
http::Response sign_out_of_session(Request&);

} // namespace passerelle::accounts
