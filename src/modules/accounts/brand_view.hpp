#pragma once

#include "modules/accounts/operator.hpp"
#include "platform/html/page.hpp"

namespace passerelle::accounts {

/// Puts a page under an operator's face: its name below the platform's, its logo and colour where it has any.
void show_brand(html::Page&, Operator const&);

} // namespace passerelle::accounts
