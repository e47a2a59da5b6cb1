#include "modules/directory/finding/pages.hpp"
#include "modules/directory/tables.hpp"

namespace passerelle::directory {

std::vector<accounts::Route> finding_routes(Directory& directory)
{
    using enum http::Method;
    using accounts::Right;
    return {
        { Get, "/", Right::Anyone, with(directory, finding::front_door) },
        { Get, "/{lang}", Right::Anyone, with(directory, finding::home) },
        { Get, "/{lang}/@organisations", Right::Anyone, with(directory, finding::directory) },
        { Get, "/{lang}/@organisations/{organisation}", Right::Anyone, with(directory, finding::entry) },
        { Get, "/{lang}/@organisations/{organisation}/vcard", Right::Anyone,
            with(directory, finding::entry_card) },
        { Get, "/{lang}/@concepts", Right::Anyone, with(directory, finding::concepts) },
        { Get, "/{lang}/@concepts/{concept}", Right::Anyone, with(directory, finding::one_concept) },
        { Get, "/{lang}/@places/{place}", Right::Anyone, with(directory, finding::place) },
        { Get, "/{lang}/@operators/{operator}", Right::Anyone, with(directory, finding::operator_in_public) },
        { Get, "/{lang}/@help", Right::Anyone, with(directory, finding::help) },
        { Get, "/{lang}/@privacy", Right::Anyone, with(directory, finding::privacy) },
        { Get, "/{lang}/@accessibility", Right::Anyone, with(directory, finding::accessibility) },
        { Get, "/sitemap.xml", Right::Anyone, with(directory, finding::sitemap) },
        { Get, "/sitemap/{part}", Right::Anyone, with(directory, finding::sitemap_part) },
        { Get, "/robots.txt", Right::Anyone, with(directory, finding::robots) },
    };
}

} // namespace passerelle::directory
