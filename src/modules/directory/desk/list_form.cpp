#include "modules/directory/desk/list_form.hpp"

#include "base/text.hpp"
#include "modules/directory/thesaurus/places.hpp"

namespace passerelle::directory::desk {
namespace {

constexpr std::size_t text_bytes_max = 200;

std::optional<State> listed_state(std::string_view code)
{
    for (auto const state : { State::Published, State::Proposed, State::Archived })
        if (code_of(state) == code)
            return state;
    return std::nullopt;
}

std::string short_text(http::Fields const& query, std::string_view name)
{
    auto const text = trim(query.text(name));
    return text.size() > text_bytes_max ? std::string() : std::string(text);
}

ListOrder order_of(std::string_view code)
{
    return code == "updated"  ? ListOrder::Updated
        : code == "confirmed" ? ListOrder::Confirmed
                              : ListOrder::Name;
}

} // namespace

ListFilter list_filter_of(http::Fields const& query)
{
    ListFilter filter;
    filter.members_only = query.text("of") != "all";
    filter.text = short_text(query, "q");
    filter.kind = parse_kind(query.text("kind"));
    filter.state = listed_state(query.text("state")).value_or(State::Published);
    filter.category = short_text(query, "category");
    if (auto const* const place = Places::all().find(query.text("place")))
        filter.place = place->id;
    filter.lang = Lang::parse(query.text("lang"));
    filter.unconfirmed = query.text("unconfirmed") == "1";
    filter.open_in = Lang::parse(query.text("open"));
    filter.without_email = query.text("no_email") == "1";
    filter.expiring = query.text("expiring") == "1";
    filter.order = order_of(query.text("sort"));
    return filter;
}

http::Fields query_of(ListFilter const& filter)
{
    http::Fields query;
    auto const add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            query.add(name, value);
    };
    add("of", filter.members_only ? "" : "all");
    add("q", filter.text);
    add("kind", filter.kind ? code_of(*filter.kind) : "");
    add("state", filter.state == State::Published ? "" : code_of(filter.state));
    add("category", filter.category);
    add("place", filter.place);
    add("lang", filter.lang ? filter.lang->code() : "");
    add("unconfirmed", filter.unconfirmed ? "1" : "");
    add("open", filter.open_in ? filter.open_in->code() : "");
    add("no_email", filter.without_email ? "1" : "");
    add("expiring", filter.expiring ? "1" : "");
    add("sort",
        filter.order == ListOrder::Updated         ? "updated"
            : filter.order == ListOrder::Confirmed ? "confirmed"
                                                   : "");
    return query;
}

} // namespace passerelle::directory::desk
