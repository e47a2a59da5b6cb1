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

/// Where the entries of these organisations are seen and kept, by name; for accounts::Platform.
std::vector<accounts::OrganisationLinks> links_of(
    accounts::Request const&, std::vector<OrganisationId> const&);

/// Deletes what nobody needs any more: proposals whose link nobody followed, files that were uploaded for an
/// import and never applied within 30 days. Called every day.
void expire(db::Transaction&, Instant now);

/// What is kept here about a person who is being erased; for accounts::Platform.
void forget_person(db::Transaction&, accounts::Person const&, Instant now);

} // namespace passerelle::directory
