#include "modules/directory/desk/pages.hpp"
#include "modules/directory/tables.hpp"

namespace passerelle::directory {

std::vector<accounts::Route> desk_routes(Directory& directory)
{
    using enum http::Method;
    using accounts::Right;
    auto const at
        = [&](http::Response (*handler)(Directory&, accounts::Request&)) { return with(directory, handler); };
    return {
        { Get, "/{lang}/@desk", Right::Viewer, at(desk::choose_desk) },
        { Get, "/{lang}/@desk/{operator}", Right::Viewer, at(desk::home_page) },

        { Get, "/{lang}/@desk/{operator}/@organisations", Right::Viewer, at(desk::organisations_page) },
        { Get, "/{lang}/@desk/{operator}/@organisations/@list", Right::Viewer, at(desk::organisations_file) },
        { Post, "/{lang}/@desk/{operator}/@organisations/@bulk", Right::Manager, at(desk::act_on_selection) },
        { Post, "/{lang}/@desk/{operator}/@views", Right::Manager, at(desk::save_this_view) },
        { Post, "/{lang}/@desk/{operator}/@views/{view}", Right::Manager, at(desk::rename_this_view) },
        { Post, "/{lang}/@desk/{operator}/@views/{view}/@removal", Right::Manager,
            at(desk::remove_this_view) },

        { Get, "/{lang}/@desk/{operator}/@people", Right::Viewer, at(desk::people_page) },
        { Get, "/{lang}/@desk/{operator}/@people/@list", Right::Viewer, at(desk::people_file) },

        { Get, "/{lang}/@desk/{operator}/@changes", Right::Viewer, at(desk::changes_page) },
        { Get, "/{lang}/@desk/{operator}/@changes/{kind}/{entity}", Right::Viewer,
            at(desk::record_changes_page) },
        { Post, "/{lang}/@desk/{operator}/@changes/{kind}/{entity}/@undo", Right::Manager,
            at(desk::undo_last_change) },
    };
}

} // namespace passerelle::directory
