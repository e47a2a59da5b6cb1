#include "modules/directory/tables.hpp"

namespace passerelle::directory {

std::vector<accounts::Route> thesaurus_routes(Directory&) { return {}; }

} // namespace passerelle::directory
