#include "modules/directory/tables.hpp"
#include "modules/directory/translations/pages.hpp"

namespace passerelle::directory {
namespace {

constexpr std::size_t file_bytes_max = 32'000'000;
/// The same once more, encoded as a form's field.
constexpr std::size_t content_bytes_max = 3 * file_bytes_max;

} // namespace

std::vector<accounts::Route> translation_routes(Directory& directory)
{
    using enum http::Method;
    using accounts::Right;
    namespace t = translations;
    auto const at
        = [&](http::Response (*handler)(Directory&, accounts::Request&)) { return with(directory, handler); };
    return {
        { Get, "/{lang}/@desk/{operator}/@translations", Right::Viewer, at(t::list_page) },
        { Get, "/{lang}/@desk/{operator}/@translations/@list", Right::Viewer, at(t::file) },
        { Post, "/{lang}/@desk/{operator}/@translations/@preview", Right::Manager, at(t::preview), {},
            file_bytes_max },
        { Post, "/{lang}/@desk/{operator}/@translations/@application", Right::Manager, at(t::apply), {},
            content_bytes_max },
        { Get, "/{lang}/@desk/{operator}/@translations/{organisation}/{field}", Right::Viewer,
            at(t::piece_page) },
        { Post, "/{lang}/@desk/{operator}/@translations/{organisation}/{field}", Right::Manager,
            at(t::save_piece) },
    };
}

} // namespace passerelle::directory
