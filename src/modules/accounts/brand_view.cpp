#include "modules/accounts/brand_view.hpp"

namespace passerelle::accounts {

void show_brand(html::Page& page, Operator const& at)
{
    page.brand.operator_name = at.name;
    page.brand.logo = html::Url(logo_address(at));
    page.brand.stylesheet = html::Url(accent_address(at));
}

} // namespace passerelle::accounts
