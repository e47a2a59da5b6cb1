#pragma once

#include "modules/directory/desk/pages.hpp"

namespace passerelle::directory::translations {

http::Response list_page(Directory&, accounts::Request&);
http::Response file(Directory&, accounts::Request&);
http::Response preview(Directory&, accounts::Request&);
http::Response apply(Directory&, accounts::Request&);
http::Response piece_page(Directory&, accounts::Request&);
http::Response save_piece(Directory&, accounts::Request&);

/// "Description"
std::string field_in_words(std::string_view field, i18n::Words const&);

/// The language that a request asks to translate into, one of the installation's.
Lang into_of(accounts::Request const&, Langs const&);

} // namespace passerelle::directory::translations
