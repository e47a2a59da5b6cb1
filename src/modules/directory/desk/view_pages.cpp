#include "modules/directory/desk/pages.hpp"
#include "modules/directory/desk/saved_views.hpp"

namespace passerelle::directory::desk {
namespace {

/// The list's own query, read and written again: nothing foreign gets into an address.
http::Fields list_query(accounts::Request const& request)
{
    auto const sent = http::Fields::parse(request.form().fields.text("back"));
    return sent ? query_of(list_filter_of(*sent)) : http::Fields();
}

std::string_view code_of(ViewRefused refused)
{
    switch (refused) {
    case ViewRefused::NameMissing:
    case ViewRefused::NameTooLong:
        return "view-name";
    case ViewRefused::TooMany:
        return "view-many";
    case ViewRefused::Unknown:
        return "view-gone";
    }
    ensure(false);
}

template<class T>
http::Response answer(
    accounts::Request const& request, accounts::Operator const& at, Outcome<T, ViewRefused> const& outcome)
{
    return done(request.address("/{lang}/@desk/{operator}/@organisations", { at.slug }), list_query(request),
        outcome ? "view" : code_of(outcome.refusal()));
}

} // namespace

http::Response save_this_view(Directory&, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::WriteOwnRecords);
    request.check_csrf();
    auto const name = request.form().fields.text("name");
    return answer(request, at, request.write([&](db::Transaction& tx) {
        return save_view(
            tx, at.id, name, list_query(request).encoded(), author_of(request, at.id), request.random());
    }));
}

http::Response rename_this_view(Directory&, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::WriteOwnRecords);
    request.check_csrf();
    auto const id = request.id<SavedView>("view");
    auto const name = request.form().fields.text("name");
    return answer(request, at, request.write([&](db::Transaction& tx) {
        return rename_view(tx, at.id, id, name, author_of(request, at.id));
    }));
}

http::Response remove_this_view(Directory&, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::WriteOwnRecords);
    request.check_csrf();
    auto const id = request.id<SavedView>("view");
    return answer(request, at, request.write([&](db::Transaction& tx) {
        return remove_view(tx, at.id, id, author_of(request, at.id));
    }));
}

} // namespace passerelle::directory::desk
