#include "modules/directory/desk/people_form.hpp"

#include "base/text.hpp"

namespace passerelle::directory::desk {

PeopleFilter people_filter_of(http::Fields const& query)
{
    auto const text = trim(query.text("q"));
    return { text.size() > 200 ? std::string() : std::string(text),
        accounts::find_organisation_role(query.text("role")), Lang::parse(query.text("lang")) };
}

http::Fields query_of(PeopleFilter const& filter)
{
    http::Fields query;
    if (!filter.text.empty())
        query.add("q", filter.text);
    if (filter.role)
        query.add("role", accounts::code_of(*filter.role));
    if (filter.lang)
        query.add("lang", filter.lang->code());
    return query;
}

} // namespace passerelle::directory::desk
