#include "base/text.hpp"
#include "modules/directory/desk/bulk.hpp"
#include "modules/directory/desk/pages.hpp"

namespace passerelle::directory::desk {
namespace {

/// More rows than a page of a list has are not chosen by hand.
constexpr std::size_t selected_max = 200;
constexpr std::size_t category_characters_max = 60;

std::vector<OrganisationId> selected(http::Fields const& sent)
{
    std::vector<OrganisationId> ids;
    for (auto const text : sent.all("id"))
        if (auto const id = OrganisationId::parse(text); id && ids.size() < selected_max)
            ids.push_back(*id);
    return ids;
}

int carry_out(
    accounts::Request const& request, accounts::Operator const& at, std::vector<OrganisationId> const& ids)
{
    auto const& sent = request.form().fields;
    auto const action = sent.text("action");
    auto const category = std::string(trim(sent.text("category")));
    auto const author = author_of(request, at.id);
    auto const set_states = [&](State state) {
        return request.write([&](db::Transaction& tx) {
            return set_state_of(tx, ids, state, request.actor(), author, request.today(), request.random());
        });
    };
    if (action == "ask") {
        AskingFor const asking { at, request.platform().installation.secret, addresses_of(request),
            request.today() };
        return request.write(
            [&](db::Transaction& tx) { return ask_to_confirm(tx, ids, asking, author, request.random()); });
    }
    if (action == "archive")
        return set_states(State::Archived);
    if (action == "publish")
        return set_states(State::Published);
    if (action == "category" && count_characters(category) <= category_characters_max)
        return request.write([&](db::Transaction& tx) {
            return set_category_of(tx, ids, at.id, category, author, request.today(), request.random());
        });
    return 0;
}

ListFilter list_sent(accounts::Request const& request)
{
    auto const sent = http::Fields::parse(request.form().fields.text("back"));
    return sent ? list_filter_of(*sent) : ListFilter();
}

std::optional<TableFile> export_asked(std::string_view action)
{
    constexpr std::string_view begin = "export-";
    return action.starts_with(begin) ? std::optional(table_file(action.substr(begin.size()))) : std::nullopt;
}

} // namespace

http::Response act_on_selection(Directory& directory, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::WriteOwnRecords);
    request.check_csrf();
    auto const ids = selected(request.form().fields);
    auto const list = list_sent(request);
    if (auto const file = export_asked(request.form().fields.text("action")))
        return ids.empty() ? file_of_list(directory, request, at, list, *file)
                           : file_of_chosen(directory, request, at, ids, *file);
    auto const changed = carry_out(request, at, ids);
    return done(request.address("/{lang}/@desk/{operator}/@organisations", { at.slug }), query_of(list),
        changed ? "bulk" : "bulk-none", changed);
}

} // namespace passerelle::directory::desk
