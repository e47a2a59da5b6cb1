#pragma once

#include "modules/accounts/request.hpp"
#include "modules/directory/directory.hpp"

/// The public pages. Each is a handler: gate, question, one look-up, answer.
namespace passerelle::directory::finding {

http::Response front_door(Directory&, accounts::Request&);
http::Response home(Directory&, accounts::Request&);
http::Response directory(Directory&, accounts::Request&);
http::Response entry(Directory&, accounts::Request&);
http::Response entry_card(Directory&, accounts::Request&);
http::Response concepts(Directory&, accounts::Request&);
http::Response one_concept(Directory&, accounts::Request&);
http::Response place(Directory&, accounts::Request&);
http::Response operator_in_public(Directory&, accounts::Request&);
http::Response help(Directory&, accounts::Request&);
http::Response privacy(Directory&, accounts::Request&);
http::Response accessibility(Directory&, accounts::Request&);
http::Response sitemap(Directory&, accounts::Request&);
http::Response sitemap_part(Directory&, accounts::Request&);
http::Response robots(Directory&, accounts::Request&);

/// A page that says something about one view of a list: not for search engines.
void keep_from_search_engines(html::Page&);

} // namespace passerelle::directory::finding
