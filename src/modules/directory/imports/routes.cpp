#include "modules/directory/imports/pages.hpp"
#include "modules/directory/tables.hpp"

namespace passerelle::directory {
namespace {

constexpr std::size_t upload_bytes = 32 * 1024 * 1024;

} // namespace

std::vector<accounts::Route> import_routes(Directory& directory)
{
    using enum http::Method;
    using accounts::Right;
    auto const at
        = [&](http::Response (*handler)(Directory&, accounts::Request&)) { return with(directory, handler); };
    return {
        { Get, "/{lang}/@desk/{operator}/@imports", Right::Manager, at(imports::imports_page) },
        { Post, "/{lang}/@desk/{operator}/@imports", Right::Manager, at(imports::upload_file), {},
            upload_bytes },
        { Get, "/{lang}/@desk/{operator}/@imports/{import}", Right::Manager, at(imports::result_page) },
        { Get, "/{lang}/@desk/{operator}/@imports/{import}/@report", Right::Manager,
            at(imports::report_file) },
        { Get, "/{lang}/@desk/{operator}/@imports/{import}/@refused", Right::Manager,
            at(imports::refused_file) },
        { Get, "/{lang}/@desk/{operator}/@imports/{import}/@mapping", Right::Manager,
            at(imports::columns_page) },
        { Post, "/{lang}/@desk/{operator}/@imports/{import}/@mapping", Right::Manager,
            at(imports::choose_columns) },
        { Get, "/{lang}/@desk/{operator}/@imports/{import}/@preview", Right::Manager,
            at(imports::preview_page) },
        { Post, "/{lang}/@desk/{operator}/@imports/{import}/@application", Right::Manager,
            at(imports::apply_import) },
        { Post, "/{lang}/@desk/{operator}/@imports/{import}/@undo", Right::Manager,
            at(imports::undo_import) },
        { Post, "/{lang}/@desk/{operator}/@imports/{import}/@removal", Right::Manager,
            at(imports::discard_import) },
        { Get, "/{lang}/@desk/{operator}/@organisations/@export", Right::Viewer, at(imports::export_file) },
    };
}

} // namespace passerelle::directory
