#pragma once

#include "modules/accounts/operator.hpp"
#include "modules/accounts/request.hpp"
#include "modules/accounts/sign_in.hpp"
#include "modules/accounts/views.hpp"

/// What several pages of this module need.
namespace passerelle::accounts {

/// A page with a form, or about one person: no search engine, a token for its forms.
html::Page own_page(Request const&, std::string_view title);

/// The page as an answer; 422 where a form comes back with messages.
template<class Markup>
http::Response shown(Markup&& markup, int status = 200)
{
    return http::Response::html(std::forward<Markup>(markup).markup(), status);
}

Caller caller_of(Request const&);

/// `Firefox, Windows`, from what a browser says of itself; shortened to what it says where that is neither.
std::string device_of(std::string_view user_agent);

/// The path of this site that `next` names, or nothing.
std::string next_of(http::Fields const&);

/// An address with `next`, where there is one.
std::string with_next(std::string address, std::string const& next);

/// Where somebody goes after signing in: to `next`, else staff to the desk, who speaks for one organisation
/// to its entry, everybody else to the account.
std::string landing_of(Request const&, std::string const& next, PersonId);

/// The address of a pattern; empty where this program has no such page.
html::Url mounted_url(
    Request const&, std::string_view pattern, std::initializer_list<std::string_view> values = {});

/// The session's cookie.
void set_session(http::Response&, crypto::Token const&);

/// The way from the desk to a page about an operator.
void add_desk_path(Request const&, html::Page&, Operator const&);

/// The pages about an operator that this module has, the one that is shown marked.
std::vector<html::Link> rooms_of(Request const&, Operator const&);

/// Make absolute addresses of sign-in links, and of links that confirm a mail address. The request must
/// outlive them.
LinkAddress link_address(Request const&);
LinkAddress address_link(Request const&);

/// The token of the path; 404 for what is none.
crypto::Token token_of(Request const&);

/// A few sentences instead of a form.
http::Response show_message(Request const&, MessagePage const&, int status = 200);

/// After a change: back to that page, which says so by `?done=CODE`.
http::Response done(std::string const& address, std::string_view code);

html::Notice notice(html::Notice::Kind, std::string_view text, std::string_view title = {});

} // namespace passerelle::accounts
