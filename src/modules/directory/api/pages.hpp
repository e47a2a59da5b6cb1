#pragma once

#include "modules/accounts/request.hpp"
#include "modules/directory/directory.hpp"

/// What programs read of the directory: JSON under /api/v1.
namespace passerelle::directory::api {

http::Response organisations(Directory&, accounts::Request&);
http::Response organisation(Directory&, accounts::Request&);
http::Response concepts(Directory&, accounts::Request&);
http::Response one_concept(Directory&, accounts::Request&);
http::Response suggest(Directory&, accounts::Request&);

} // namespace passerelle::directory::api
