#include "modules/directory/tables.hpp"

namespace passerelle::directory {

std::vector<accounts::Route> api_routes(Directory&) { return {}; }

} // namespace passerelle::directory
