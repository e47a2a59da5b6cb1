#include "modules/directory/duplicates/pages.hpp"
#include "modules/directory/tables.hpp"

namespace passerelle::directory {

std::vector<accounts::Route> duplicate_routes(Directory& directory)
{
    using enum http::Method;
    using accounts::Right;
    auto const at
        = [&](http::Response (*handler)(Directory&, accounts::Request&)) { return with(directory, handler); };
    return {
        { Get, "/{lang}/@desk/{operator}/@duplicates", Right::Manager, at(duplicates::pairs_page) },
        { Get, "/{lang}/@desk/{operator}/@duplicates/{first}/{second}", Right::Manager,
            at(duplicates::compare_page) },
        { Post, "/{lang}/@desk/{operator}/@duplicates/{first}/{second}", Right::Manager,
            at(duplicates::decide) },
        { Get, "/{lang}/@desk/{operator}/@merges/{merge}", Right::Manager, at(duplicates::merge_page) },
        { Post, "/{lang}/@desk/{operator}/@merges/{merge}/@undo", Right::Manager,
            at(duplicates::undo_merge) },
    };
}

} // namespace passerelle::directory
