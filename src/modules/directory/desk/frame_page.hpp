#pragma once

#include "modules/accounts/operator.hpp"
#include "modules/accounts/request.hpp"
#include "platform/html/page.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::directory {

/// The rooms of an operator's desk, in the order of its menu.
enum class DeskRoom {
    Awaiting,
    Organisations,
    People,
    Imports,
    Duplicates,
    Proposals,
    Translations,
    Changes,
    Settings, ///< from here on for administrators
    Staff,
    Mails
};

/// What stands around every page of a desk: whose it is, and its menu (view `desk_layout`).
struct DeskFrame {
    std::string operator_name;
    std::vector<html::Link> rooms;
};

/// Rooms that the actor may not enter are not in it.
DeskFrame desk_frame(accounts::Request const&, accounts::Operator const&, DeskRoom current);

/// The address of a pattern; empty where this program has no such page.
html::Url mounted_url(
    accounts::Request const&, std::string_view pattern, std::initializer_list<std::string_view> values);

/// An organisation's page at the operator's desk, or else its public page.
html::Url desk_entry_url(accounts::Request const&, accounts::Operator const&, std::string_view slug);

/// A page of a desk, kept from search engines, with the token of its forms and the way back.
html::Page desk_page(accounts::Request const&, accounts::Operator const&, std::string_view title);

} // namespace passerelle::directory
