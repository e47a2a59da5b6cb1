#pragma once

#include "modules/accounts/request.hpp"
#include "modules/directory/desk/list.hpp"
#include "modules/directory/desk/views.hpp"

namespace passerelle::directory::desk {

/// The list as a table of the page; `list` is its address.
html::Table list_table(html::Page const&, accounts::Request const&, accounts::Operator const&,
    std::vector<ListedOrganisation> const&, ListFilter const&, html::Url const& list, Langs const& langs);

/// Of all texts of an entry together: missing before outdated before current.
LangStates states_of(Organisation const&, Langs const&);
std::string in_words(LangStates::One const&, i18n::Words const&);

} // namespace passerelle::directory::desk
