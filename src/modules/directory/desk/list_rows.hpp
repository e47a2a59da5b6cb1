#pragma once

#include "modules/accounts/request.hpp"
#include "modules/directory/desk/list.hpp"
#include "modules/directory/desk/views.hpp"
#include "platform/documents/table.hpp"

namespace passerelle::directory::desk {

/// The list as a table of the page; `list` is its address.
html::Table list_table(html::Page const&, accounts::Request const&, accounts::Operator const&,
    std::vector<ListedOrganisation> const&, ListFilter const&, html::Url const& list, Langs const& langs);

std::vector<documents::SheetColumn> list_columns(i18n::Words const&, Langs const&);
std::vector<documents::Cell> list_cells(
    ListedOrganisation const&, i18n::Words const&, Langs const&, i18n::Zone const&);

/// Of all texts of an entry together: missing before outdated before current.
LangStates states_of(Organisation const&, Langs const&);

} // namespace passerelle::directory::desk
