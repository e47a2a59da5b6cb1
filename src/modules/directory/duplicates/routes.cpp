#include "modules/directory/tables.hpp"

namespace passerelle::directory {

std::vector<accounts::Route> duplicate_routes(Directory&) { return {}; }

} // namespace passerelle::directory
