#include "modules/directory/desk/awaiting.hpp"
#include "modules/directory/desk/pages.hpp"
#include "platform/i18n/format.hpp"

namespace passerelle::directory::desk {

Author author_of(accounts::Request const& request, OperatorId at)
{
    return { request.actor().person, at, request.now() };
}

ListContext list_context(accounts::Request const& request, accounts::Operator const& at)
{
    return { at.id, at.slug, request.today(), request.now(), request.lang() };
}

std::string counted(std::int64_t count, accounts::Request const& request)
{
    if (count > count_max)
        return i18n::number(std::int64_t { count_max }, request.lang()) + "+";
    return i18n::number(count, request.lang());
}

http::Response done(std::string const& address, http::Fields query, std::string_view code, std::int64_t n)
{
    query.set("done", code);
    query.set("n", std::to_string(n));
    return http::Response::see_other(http::address_of(address, query));
}

void say(html::Page& page, html::Notice::Kind kind, std::string text)
{
    page.notices.push_back({ kind, "", html::Html::escaped(text) });
}

html::Choice choice(std::string_view value, std::string_view label, std::string_view chosen)
{
    return { .value = std::string(value), .label = std::string(label), .selected = value == chosen };
}

} // namespace passerelle::directory::desk
