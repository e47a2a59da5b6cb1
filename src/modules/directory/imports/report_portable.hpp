#pragma once

#include "modules/directory/imports/report.hpp"
#include "platform/json/json_fwd.hpp"

namespace passerelle::directory::imports {

/// As contracts.md has it, sentences in the language of `words`.
Json json_of(Report const&, i18n::Words const&);
std::string text_of(Report const&, i18n::Words const&);

/// The counts of a report that was kept.
Totals totals_of(Json const& report);

} // namespace passerelle::directory::imports
