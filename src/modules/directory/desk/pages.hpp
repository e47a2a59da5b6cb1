#pragma once

#include "modules/accounts/access.hpp"
#include "modules/accounts/request.hpp"
#include "modules/directory/desk/file_page.hpp"
#include "modules/directory/desk/frame_page.hpp"
#include "modules/directory/desk/list_form.hpp"
#include "modules/directory/directory.hpp"
#include "modules/directory/imports/exports.hpp"
#include "modules/directory/organisations/record.hpp"
#include "platform/html/form.hpp"

/// The handlers of the desk, and what several of them need.
namespace passerelle::directory::desk {

http::Response choose_desk(Directory&, accounts::Request&);
http::Response home_page(Directory&, accounts::Request&);

http::Response organisations_page(Directory&, accounts::Request&);
http::Response organisations_file(Directory&, accounts::Request&);
http::Response act_on_selection(Directory&, accounts::Request&);

http::Response save_this_view(Directory&, accounts::Request&);
http::Response rename_this_view(Directory&, accounts::Request&);
http::Response remove_this_view(Directory&, accounts::Request&);

http::Response people_page(Directory&, accounts::Request&);
http::Response people_file(Directory&, accounts::Request&);

http::Response changes_page(Directory&, accounts::Request&);
http::Response record_changes_page(Directory&, accounts::Request&);
http::Response undo_last_change(Directory&, accounts::Request&);

/// The organisations of a list, in its order. `Directory` must outlive it.
imports::NextIds ids_of_list(Directory&, ListContext const&, ListFilter const&);

/// Everything that the filter shows, as a file.
http::Response file_of_list(
    Directory&, accounts::Request const&, accounts::Operator const&, ListFilter const&, TableFile);
/// These organisations, in this order.
http::Response file_of_chosen(Directory&, accounts::Request const&, accounts::Operator const&,
    std::vector<OrganisationId> const&, TableFile);

template<class Markup>
http::Response shown(Markup&& markup, int status = 200)
{
    return http::Response::html(std::forward<Markup>(markup).markup(), status);
}

/// On behalf of the operator whose desk it is.
Author author_of(accounts::Request const&, OperatorId);

ListContext list_context(accounts::Request const&, accounts::Operator const&);

/// `1000+` above `count_max`.
std::string counted(std::int64_t, accounts::Request const&);

/// Back to a page of the desk, which says what was done by `?done=CODE`.
http::Response done(
    std::string const& address, http::Fields query, std::string_view code, std::int64_t n = 0);

void say(html::Page&, html::Notice::Kind, std::string text);

/// `auto const tr = words_in(request);`, then `tr("Name")`.
inline auto words_in(accounts::Request const& request)
{
    return [&words = request.words()](std::string_view msgid) { return std::string(words.tr(msgid)); };
}

html::Choice choice(std::string_view value, std::string_view label, std::string_view chosen);

} // namespace passerelle::directory::desk
