#pragma once

#include "modules/accounts/request.hpp"
#include "modules/directory/organisations/entry_form.hpp"
#include "modules/directory/organisations/record.hpp"

/// What several pages of this noun need.
namespace passerelle::directory::organisations {

inline constexpr auto* organisation_pattern = "/{lang}/@organisations/{organisation}";

/// A page with a form: no search engine, a token for its forms; the organisation above it.
html::Page form_page(accounts::Request const&, std::string_view title);
html::Page form_page(accounts::Request const&, std::string_view title, Organisation const&);

template<class Markup>
http::Response shown(Markup&& markup, int status = 200)
{
    return http::Response::html(std::forward<Markup>(markup).markup(), status);
}

/// To that address, whose page says what was done.
http::Response done(std::string const& address, std::string_view code = "saved");

void say(html::Page&, html::Notice::Kind, std::string_view text, std::string_view title = {});
/// "Saved.", where `?done=` says so.
void say_done(html::Page&, accounts::Request const&);

/// A few sentences, and where to go on.
http::Response message(accounts::Request const&, std::string_view title, std::vector<std::string> sentences,
    html::Link on, int status = 200);

Author author_of(accounts::Request const&);

/// The address of an organisation's page, or of one below it: `…/@edit`.
std::string address_of(accounts::Request const&, Organisation const&, std::string_view below = "");

html::Choice choice(std::string_view value, std::string_view label, bool selected = false);

} // namespace passerelle::directory::organisations
