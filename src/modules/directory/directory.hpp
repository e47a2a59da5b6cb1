#pragma once

#include "modules/accounts/request.hpp"
#include "modules/directory/organisations/organisation.hpp"

#include <functional>
#include <vector>

namespace passerelle::directory {

class Catalogues;
class Finder;

/// The module at work: what its handlers, jobs and commands need. Made once by app, safe for any thread.
struct Directory {
    db::Database& database;
    Random& random;
    accounts::Installation const& installation;
    http::Site const& site;
    Catalogues& catalogues; ///< thesaurus and places, the current state of both (thesaurus/catalogue.hpp)
    Finder& finder;         ///< the search index of this node (finding/finder.hpp)
};

/// A handler that needs the module: `{ Get, "/{lang}/@organisations", Right::Anyone, with(directory,
/// list_page) }`.
inline accounts::Handler with(Directory& directory, http::Response (*handler)(Directory&, accounts::Request&))
{
    return [&directory, handler](accounts::Request& request) { return handler(directory, request); };
}

/// All addresses of the module; each noun's folder has its own table.
std::vector<accounts::Route> routes(Directory&);

/// Words of its addresses in each language.
std::vector<http::PathWord> path_words();

} // namespace passerelle::directory
