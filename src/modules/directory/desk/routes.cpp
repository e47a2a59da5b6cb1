#include "modules/directory/tables.hpp"

namespace passerelle::directory {

std::vector<accounts::Route> desk_routes(Directory&) { return {}; }

} // namespace passerelle::directory
