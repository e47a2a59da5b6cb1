#pragma once

#include "modules/directory/directory.hpp"

namespace passerelle::directory::duplicates {

http::Response pairs_page(Directory&, accounts::Request&);
http::Response compare_page(Directory&, accounts::Request&);
http::Response decide(Directory&, accounts::Request&);
http::Response merge_page(Directory&, accounts::Request&);
http::Response undo_merge(Directory&, accounts::Request&);

} // namespace passerelle::directory::duplicates
