#pragma once

#include "modules/directory/directory.hpp"

namespace passerelle::directory::imports {

http::Response imports_page(Directory&, accounts::Request&);
http::Response upload_file(Directory&, accounts::Request&);
http::Response columns_page(Directory&, accounts::Request&);
http::Response choose_columns(Directory&, accounts::Request&);
http::Response preview_page(Directory&, accounts::Request&);
http::Response apply_import(Directory&, accounts::Request&);
http::Response result_page(Directory&, accounts::Request&);
http::Response refused_file(Directory&, accounts::Request&);
http::Response report_file(Directory&, accounts::Request&);
http::Response undo_import(Directory&, accounts::Request&);
http::Response discard_import(Directory&, accounts::Request&);
http::Response export_file(Directory&, accounts::Request&);

} // namespace passerelle::directory::imports
