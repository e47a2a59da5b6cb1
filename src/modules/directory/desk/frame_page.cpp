#include "modules/directory/desk/frame_page.hpp"

#include "modules/accounts/brand_view.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>

namespace passerelle::directory {
namespace {

struct Room {
    DeskRoom room;
    std::string_view pattern;
    std::string_view label;
};

using i18n::message;

constexpr Room rooms[] {
    { DeskRoom::Awaiting, "/{lang}/@desk/{operator}", message("What awaits me") },
    { DeskRoom::Organisations, "/{lang}/@desk/{operator}/@organisations", message("Organisations") },
    { DeskRoom::People, "/{lang}/@desk/{operator}/@people", message("People") },
    { DeskRoom::Imports, "/{lang}/@desk/{operator}/@imports", message("Imports") },
    { DeskRoom::Duplicates, "/{lang}/@desk/{operator}/@duplicates", message("Duplicates") },
    { DeskRoom::Proposals, "/{lang}/@desk/{operator}/@proposals", message("Claims and proposals") },
    { DeskRoom::Translations, "/{lang}/@desk/{operator}/@translations", message("Translations") },
    { DeskRoom::Changes, "/{lang}/@desk/{operator}/@changes", message("Change log") },
    { DeskRoom::Settings, "/{lang}/@desk/{operator}/@settings", message("Settings") },
    { DeskRoom::Staff, "/{lang}/@desk/{operator}/@staff", message("Staff") },
    { DeskRoom::Mails, "/{lang}/@desk/{operator}/@mails", message("Mails") },
};

bool may_enter(accounts::Request const& request, accounts::Operator const& at, DeskRoom room)
{
    return room < DeskRoom::Settings
        || request.can(accounts::Action::AdministerOperator, accounts::Thing::of(at.id));
}

} // namespace

html::Url mounted_url(accounts::Request const& request, std::string_view pattern,
    std::initializer_list<std::string_view> values)
{
    auto const mounted = request.platform().router.routes();
    auto const is_there = std::any_of(
        mounted.begin(), mounted.end(), [&](auto const& route) { return route.pattern == pattern; });
    return is_there ? html::Url(request.address(pattern, values)) : html::Url();
}

html::Url desk_entry_url(
    accounts::Request const& request, accounts::Operator const& at, std::string_view slug)
{
    auto const own
        = mounted_url(request, "/{lang}/@desk/{operator}/@organisations/{organisation}", { at.slug, slug });
    return own.empty() ? mounted_url(request, "/{lang}/@organisations/{organisation}", { slug }) : own;
}

DeskFrame desk_frame(accounts::Request const& request, accounts::Operator const& at, DeskRoom current)
{
    DeskFrame frame { at.name, {} };
    for (auto const& room : rooms) {
        auto url = mounted_url(request, room.pattern, { at.slug });
        if (!url.empty() && may_enter(request, at, room.room))
            frame.rooms.push_back(
                { std::string(request.words().tr(room.label)), std::move(url), room.room == current });
    }
    return frame;
}

html::Page desk_page(accounts::Request const& request, accounts::Operator const& at, std::string_view title)
{
    auto page = request.page(title);
    page.csrf_token = request.csrf();
    page.noindex = true;
    page.print_title = at.name + " · " + i18n::long_date(request.today(), request.lang());
    accounts::show_brand(page, at);
    return page;
}

} // namespace passerelle::directory
