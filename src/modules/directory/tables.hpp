#pragma once

#include "modules/directory/directory.hpp"

/// The tables of addresses of the module's nouns, each in its own folder's routes.cpp.
namespace passerelle::directory {

std::vector<accounts::Route> organisation_routes(Directory&);
std::vector<accounts::Route> finding_routes(Directory&);
std::vector<accounts::Route> api_routes(Directory&);
std::vector<accounts::Route> thesaurus_routes(Directory&);
std::vector<accounts::Route> import_routes(Directory&);
std::vector<accounts::Route> duplicate_routes(Directory&);
std::vector<accounts::Route> translation_routes(Directory&);
std::vector<accounts::Route> desk_routes(Directory&);

} // namespace passerelle::directory
