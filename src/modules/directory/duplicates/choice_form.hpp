#pragma once

#include "modules/directory/duplicates/comparing.hpp"
#include "platform/http/query.hpp"

namespace passerelle::directory::duplicates {

/// `survivor`, for each difference `first` or `second`, `other_site`, each `concept`.
Choice read_choice(http::Fields const&, std::vector<Difference> const&);

} // namespace passerelle::directory::duplicates
